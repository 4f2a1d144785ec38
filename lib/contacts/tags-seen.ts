import "server-only"
import { lt, sql } from "drizzle-orm"
import { tagsSeen } from "#lib/db/schema/contacts.ts"
import type { Db } from "#lib/db/store.ts"

const HOUR = 3_600_000
/** No tag that Caredesk writes is longer, and an index holds none of some thousand characters. */
const LONGEST = 200
/** Tags in one statement, which takes a limited number of values. */
const AT_ONCE = 5_000

/**
 * Notes tags met on contacts, for suggestions. A tag noted within the hour is not written again; one too
 * long to be suggested is left out, since a page of contacts must not fail for it.
 */
export async function rememberTags(db: Db, tags: readonly string[]): Promise<void> {
  // Sorted, so that two pages written at once lock their rows in one order.
  const met = [...new Set(tags)].filter((tag) => tag.length <= LONGEST).sort()
  const now = new Date()
  for (let from = 0; from < met.length; from += AT_ONCE) {
    await db
      .insert(tagsSeen)
      .values(met.slice(from, from + AT_ONCE).map((tag) => ({ tag, lastSeenAt: now })))
      .onConflictDoUpdate({
        target: tagsSeen.tag,
        set: { lastSeenAt: sql`excluded.last_seen_at` },
        setWhere: lt(tagsSeen.lastSeenAt, new Date(now.getTime() - HOUR)),
      })
  }
}

/** Every tag met so far in the location, by name. */
export async function knownTags(db: Db): Promise<string[]> {
  const rows = await db.select({ tag: tagsSeen.tag }).from(tagsSeen).orderBy(tagsSeen.tag)
  return rows.map(({ tag }) => tag)
}
