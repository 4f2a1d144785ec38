import "server-only"
import { and, asc, eq, exists, inArray, lt, not, type SQL, sql } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import { drafts, draftVersions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { claimIsOpenTo } from "../claim.ts"
import type { BacklogEdit } from "./backlog-types.ts"

/** The text does not read as it was found. One that was put back as it had been does. */
const readsOtherwise = sql<boolean>`(coalesce(${drafts.editedSummary}, ${drafts.summary}) <> ${drafts.summary} or coalesce(${drafts.editedAnalysis}, ${drafts.analysis}) <> ${drafts.analysis})`

/**
 * A person's words are in the draft, or were kept beside it. Who accepts it unopened sees neither: what
 * they are shown is the text as it was found.
 */
export function isEdited(db: Db): SQL {
  const keptBeside = exists(
    db
      .select({ one: sql`1` })
      .from(draftVersions)
      .where(and(eq(draftVersions.draftId, drafts.id), lt(draftVersions.editVersion, 0))),
  )
  return sql`(${readsOtherwise} or ${keptBeside})`
}

/** What this person may accept together with others: nobody else is at it, and nobody has edited it. */
export const mayAcceptUnopened = (db: Db, personId: string): SQL | undefined =>
  and(claimIsOpenTo(personId), not(isEdited(db)))

/** Who edited these drafts, by their ids. */
export async function editsOf(
  db: Db,
  ids: readonly string[],
  personId: string,
): Promise<ReadonlyMap<string, BacklogEdit>> {
  if (ids.length === 0) return new Map()
  const aside = await db
    .select({ id: draftVersions.draftId, by: people.name, byId: people.id })
    .from(draftVersions)
    .innerJoin(people, eq(people.id, draftVersions.personId))
    .where(and(inArray(draftVersions.draftId, [...ids]), lt(draftVersions.editVersion, 0)))
    .orderBy(asc(draftVersions.savedAt), asc(draftVersions.id))
  const within = await db
    .select({ id: drafts.id, by: people.name, byId: people.id })
    .from(drafts)
    .leftJoin(people, eq(people.id, drafts.editedBy))
    .where(and(inArray(drafts.id, [...ids]), readsOtherwise))
  const edit = (by: string | null, byId: string | null, taken: boolean): BacklogEdit => ({
    by: by ?? "Somebody",
    mine: byId === personId,
    taken,
  })
  // What stands in the draft is told before what was kept beside it, and the last before the earlier ones.
  return new Map([
    ...aside.map(({ id, by, byId }) => [id, edit(by, byId, false)] as const),
    ...within.map(({ id, by, byId }) => [id, edit(by, byId, true)] as const),
  ])
}
