import "server-only"
import { and, desc, eq, ne } from "drizzle-orm"
import { textHmac } from "#lib/changes/known-texts.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import { changeSteps, changes, knownTexts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { textOfOthers } from "../call-notes.ts"
import { approvedSummaries } from "../contact-of-draft.ts"

/** Writes of this field that a person asked for here and did not take back, newest first. */
const writesOf = (db: Db, contactId: string, fieldId: string) =>
  db
    .select({
      status: changeSteps.status,
      wanted: changeSteps.wanted,
    })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(
      and(
        eq(changes.contactId, contactId),
        eq(changeSteps.kind, "set-field"),
        eq(changeSteps.target, fieldId),
        ne(changeSteps.status, "cancelled"),
      ),
    )
    .orderBy(desc(changes.seq))
    .limit(100)

/**
 * Whether a person stands behind the whole text of the call notes: it was written or accepted here as
 * it is, or is a summary approved here above text that was itself known. Empty text is known.
 */
export async function isKnownText(
  db: Db,
  place: { contactId: string; fieldId: string },
  text: string,
): Promise<boolean> {
  const { contactId, fieldId } = place
  const stored = await db
    .select({ hmac: knownTexts.hmac })
    .from(knownTexts)
    .where(and(eq(knownTexts.contactId, contactId), eq(knownTexts.fieldId, fieldId)))
  const writes = await writesOf(db, contactId, fieldId)
  const own = await approvedSummaries(db, contactId)
  const hmacs = new Set(stored.map(({ hmac }) => hmac))
  const texts = new Set(
    writes.filter(({ status }) => status !== "skipped").map(({ wanted }) => normaliseText(wanted)),
  )
  const known = (part: string): boolean => {
    const normal = normaliseText(part)
    if (normal.trim() === "" || hmacs.has(textHmac(normal)) || texts.has(normal)) return true
    const rest = textOfOthers(normal, own)
    return rest !== normal && known(rest)
  }
  return known(text)
}
