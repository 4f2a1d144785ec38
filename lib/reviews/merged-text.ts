import "server-only"
import { eq, inArray } from "drizzle-orm"
import { continuationsOf, stepsBefore, stepsOf } from "#lib/changes/related.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import { type AuthorSpan, decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { contradictionsOver } from "./decision/contradiction.ts"
import { isHmacOf } from "./decision/text-hmacs.ts"
import type { AuthorShare, MergedTextView } from "./merged-types.ts"
import { modelInWords } from "./review.ts"

/** Changes that carry one another on are followed this far; more is nobody's doing. */
const MAX_CHAIN = 50

/** The change that carries on what this one began, or itself. */
async function lastOf(db: Db, changeId: string): Promise<string> {
  let last = changeId
  for (let n = 0; n < MAX_CHAIN; n++) {
    const next = (await continuationsOf(db, [last])).get(last)
    if (next === undefined) return last
    last = next
  }
  return last
}

/** Each author's share of the characters, 0 to 1, the largest first. */
function sharesOf(spans: readonly AuthorSpan[]): AuthorShare[] {
  const lengths = new Map<string, number>()
  for (const { start, end, author } of spans) {
    lengths.set(author, (lengths.get(author) ?? 0) + end - start)
  }
  const all = spans.at(-1)?.end ?? 0
  return [...lengths]
    .map(([author, length]) => ({ author, share: length / all }))
    .toSorted((one, other) => other.share - one.share)
}

/** The merged text as it was given to write, of this change or of one that it carries on; null once it is removed. */
async function keptText(db: Db, changeId: string, hmac: string): Promise<string | null> {
  const [change] = await db.select().from(changes).where(eq(changes.id, changeId))
  if (!change) return null
  const own = (await stepsOf(db, [changeId])).get(changeId) ?? []
  const before = (await stepsBefore(db, [change])).get(changeId) ?? []
  const step = [...own, ...before.toReversed()].find(
    ({ kind, wanted }) => kind === "set-field" && isHmacOf(hmac, wanted),
  )
  return step?.wanted ?? null
}

/**
 * Whose words the merged text of a decision is made of, for the change it was merged in and for each
 * that it was carried on by. Null for a change that writes no decision back, or was not merged.
 */
export async function mergedTextOf(db: Db, changeId: string): Promise<MergedTextView | null> {
  const last = await lastOf(db, changeId)
  const [decision] = await db.select().from(decisions).where(eq(decisions.changeId, last))
  if (!decision?.merged) return null
  const { personId, at, authorship, hmac, flags, overrideReason } = decision.merged
  const ids = new Set([personId, ...authorship.map(({ author }) => author)])
  ids.delete("ai")
  ids.delete("before")
  const named = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]))
  const authors = Object.fromEntries(named.map(({ id, name }) => [id, name]))
  const text = await keptText(db, last, hmac)
  return {
    by: authors[personId] ?? "somebody",
    at,
    model: modelInWords(decision),
    authors,
    shares: sharesOf(authorship),
    contradicted: flags ? contradictionsOver(flags) : null,
    reason: overrideReason ?? null,
    kept: text === null ? null : { text, authorship },
  }
}
