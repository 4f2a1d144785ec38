import "server-only"
import { eq } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { DraftRow } from "../draft-row.ts"
import { reviewSettings } from "../settings.ts"

/** Whose approval it is: the only one a draft needs, the first or second of two, or a second of the same person. */
export type Approvers =
  | { turn: "only" | "first" }
  | { turn: "second"; first: { id: string; name: string; role: Person["role"] } }
  | { turn: "same-person" }

/** Whether a draft needs two people: critical ones do, if the clinic says so. */
export const needsTwo = async (db: Db, row: Pick<DraftRow, "critical">): Promise<boolean> =>
  row.critical.length > 0 && (await reviewSettings(db)).secondApprover

/** Whose turn it is: where two people are needed, they are for the very same texts. */
export async function turnOf(db: Db, row: DraftRow, person: Person): Promise<Approvers> {
  if (!(await needsTwo(db, row))) return { turn: "only" }
  if (!row.firstApprovedBy || row.firstApprovedVersion !== row.editVersion) return { turn: "first" }
  if (row.firstApprovedBy === person.id) return { turn: "same-person" }
  const [first] = await db
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(eq(people.id, row.firstApprovedBy))
  return first ? { turn: "second", first } : { turn: "first" }
}

/**
 * Whether as many people are needed as when it was told whose turn it is: meanwhile a draft may have
 * become critical. From here on it cannot, until the transaction ends. One that no longer waits is for
 * the decision itself to refuse.
 */
export async function turnStands(tx: Db, draftId: string, { turn }: Approvers): Promise<boolean> {
  const [now] = await tx
    .select({ status: drafts.status, critical: drafts.critical })
    .from(drafts)
    .where(eq(drafts.id, draftId))
    .for("update")
  if (now?.status !== "waiting") return true
  return (await needsTwo(tx, now)) === (turn !== "only")
}
