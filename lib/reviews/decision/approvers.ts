import "server-only"
import { eq } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { DraftRow } from "../draft-row.ts"
import { reviewSettings } from "../settings.ts"

/** Whose approval it is: the only one a draft needs, the first or second of two, or a second of the same person. */
export type Approvers =
  | { turn: "only" | "first" }
  | { turn: "second"; first: { id: string; name: string; role: Person["role"] } }
  | { turn: "same-person" }

/** Whose turn it is: critical drafts need two people for the very same texts, if the clinic says so. */
export async function turnOf(db: Db, row: DraftRow, person: Person): Promise<Approvers> {
  if (row.critical.length === 0 || !(await reviewSettings(db)).secondApprover) {
    return { turn: "only" }
  }
  if (!row.firstApprovedBy || row.firstApprovedVersion !== row.editVersion) return { turn: "first" }
  if (row.firstApprovedBy === person.id) return { turn: "same-person" }
  const [first] = await db
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(eq(people.id, row.firstApprovedBy))
  return first ? { turn: "second", first } : { turn: "first" }
}
