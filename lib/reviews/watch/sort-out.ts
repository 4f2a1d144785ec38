import "server-only"
import { and, eq, inArray } from "drizzle-orm"
import { textHmac } from "#lib/changes/known-texts.ts"
import { changes, knownTexts } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { hasKeptText } from "../call-notes.ts"
import { knowledgeOf } from "./known-text.ts"

/** A contact as the search index has it: some seconds old. */
export type Indexed = { contactId: string; text: string; isOld: boolean }

/** settled: nothing to do. trusted: may be judged by the index. toRead: to be read by id first. */
export type SortedOut = { trusted: Indexed[]; toRead: string[] }

/**
 * Tells which of these contacts need a closer look. The index lags behind writes, so what it says is
 * acted on only for contacts that Caredesk never had a hand in and that nobody touched for a while.
 */
export async function sortOut(
  db: Db,
  fieldId: string,
  contacts: readonly Indexed[],
): Promise<SortedOut> {
  const ids = contacts.map(({ contactId }) => contactId)
  if (ids.length === 0) return { trusted: [], toRead: [] }
  const known = await db
    .select({ contactId: knownTexts.contactId, hmac: knownTexts.hmac })
    .from(knownTexts)
    .where(and(inArray(knownTexts.contactId, ids), eq(knownTexts.fieldId, fieldId)))
  const items = await db
    .select({ contactId: drafts.contactId, hmac: drafts.bodyHash, status: drafts.status })
    .from(drafts)
    .where(and(inArray(drafts.contactId, ids), eq(drafts.origin, "watch")))
  const written = await db
    .selectDistinct({ contactId: changes.contactId })
    .from(changes)
    .where(inArray(changes.contactId, ids))
  const touched = new Set([...known, ...items, ...written].map(({ contactId }) => contactId))
  const isKnown = new Set(known.map(({ contactId, hmac }) => `${contactId} ${hmac}`))
  const waiting = items.filter(({ status }) => status === "waiting")

  const trusted: Indexed[] = []
  const toRead: string[] = []
  for (const contact of contacts) {
    const { contactId, text, isOld } = contact
    const item = waiting.find((one) => one.contactId === contactId)
    // Where text was kept below other text, what is known of it is known by its parts.
    const unread = hasKeptText(text)
      ? (await knowledgeOf(db, { contactId, fieldId })).unreadPart(text)
      : text
    const hmac = textHmac(unread)
    const isFine = unread.trim() === "" || isKnown.has(`${contactId} ${hmac}`)
    if (item ? item.hmac === hmac : isFine) continue
    if (isOld && !touched.has(contactId)) trusted.push(contact)
    else toRead.push(contactId)
  }
  return { trusted, toRead }
}
