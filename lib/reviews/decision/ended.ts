import "server-only"
import { eq } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { type DraftRow, findDraft } from "../draft-row.ts"
import { endedInWords } from "../ended-words.ts"
import type { Ended } from "../types.ts"
import type { Refused } from "./outcomes.ts"

/** What became of a draft, for this person; null while it waits. */
export async function endedFor(db: Db, row: DraftRow, person: Person): Promise<Ended | null> {
  const { status, origin, supersededBy, decidedBy, decidedAt } = row
  if (status === "waiting") return null
  const [decider] = decidedBy
    ? await db.select({ name: people.name }).from(people).where(eq(people.id, decidedBy))
    : []
  return {
    status,
    origin,
    supersededBy,
    by: decider?.name ?? null,
    mine: decidedBy === person.id,
    at: decidedAt?.toISOString() ?? null,
  }
}

/** Says to whoever comes too late what became of the draft: somebody decided it, they themselves, or nobody. */
export async function decidedBefore(db: Db, draftId: string, person: Person): Promise<Refused> {
  const row = await findDraft(db, draftId)
  const ended = row && (await endedFor(db, row, person))
  const what = ended ? endedInWords(ended) : "This draft no longer waits for a decision."
  return {
    outcome: "refused",
    reason: "decided",
    message: `${what} Nothing was written by what you just did.`,
    ended,
  }
}
