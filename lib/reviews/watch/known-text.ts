import "server-only"
import { and, desc, eq, notInArray } from "drizzle-orm"
import { textHmac } from "#lib/changes/known-texts.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import { changeSteps, changes, knownTexts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { textOfOthers } from "../call-notes.ts"
import { approvedSummaries } from "../contact-of-draft.ts"
import { fieldWrites } from "./field-writes.ts"
import { vouchedTexts } from "./vouching.ts"

/** A field of a contact. */
export type Place = { contactId: string; fieldId: string }

/** What is known of the texts of one field. */
export type Knowledge = {
  /** Whether a person stands behind this very text, as the whole of it. */
  isVouched(text: string): boolean
  /**
   * What is left of a text below the parts that a person stands behind; empty when that is all of it. Not
   * normalised when it is the whole.
   */
  unreadPart(text: string): string
}

/** Writes of this field that were asked for here, not taken back, and may stand without being done. */
const openWrites = (db: Db, { contactId, fieldId }: Place) =>
  fieldWrites(
    db,
    and(
      eq(changes.contactId, contactId),
      eq(changeSteps.target, fieldId),
      notInArray(changeSteps.status, ["done", "cancelled", "skipped"]),
    ),
  )
    .orderBy(desc(changes.seq))
    .limit(100)

/** Reads what a person stands behind in the field of a contact: what was written, approved or accepted here. */
export async function knowledgeOf(db: Db, place: Place): Promise<Knowledge> {
  const { contactId, fieldId } = place
  const stored = await db
    .select({ hmac: knownTexts.hmac })
    .from(knownTexts)
    .where(and(eq(knownTexts.contactId, contactId), eq(knownTexts.fieldId, fieldId)))
  const open = await openWrites(db, place)
  const isApproved = await approvedSummaries(db, contactId)
  const hmacs = new Set(stored.map(({ hmac }) => hmac))
  const texts = new Set(open.flatMap(vouchedTexts).map(normaliseText))
  const isVouched = (text: string): boolean => {
    const normal = normaliseText(text)
    return hmacs.has(textHmac(normal)) || texts.has(normal) || isApproved(normal)
  }
  const unreadPart = (text: string): string => {
    if (text.trim() === "" || isVouched(text)) return ""
    const rest = textOfOthers(text, isVouched)
    return rest === normaliseText(text) ? text : unreadPart(rest)
  }
  return { isVouched, unreadPart }
}

/**
 * Whether a person stands behind all of a text: it was written or accepted here as it is, or is a summary
 * approved here above text that is itself known. Empty text is known.
 */
export async function isKnownText(db: Db, place: Place, text: string): Promise<boolean> {
  if (text.trim() === "") return true
  return (await knowledgeOf(db, place)).unreadPart(text) === ""
}
