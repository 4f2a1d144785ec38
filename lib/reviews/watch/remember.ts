import "server-only"
import { and, eq } from "drizzle-orm"
import type { ChangeRow, StepRow } from "#lib/changes/engine/rows.ts"
import { rememberText, textHmac } from "#lib/changes/known-texts.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { partsOf } from "../call-notes.ts"
import { forgetTakenBack } from "./forget.ts"
import { knowledgeOf, type Place } from "./known-text.ts"
import { OF_UNREAD, vouchedTexts } from "./vouching.ts"

/** Remembers that a person stands behind a text as a whole, and so behind each part of it. */
export async function rememberWhole(tx: Db, place: Place, text: string): Promise<void> {
  for (const part of partsOf(text)) await rememberText(tx, { ...place, hmac: textHmac(part) })
}

/** Whether what a person had before them, or a part of it, waits in the inbox: there it is decided. */
async function isAsked(tx: Db, place: Place, text: string | null): Promise<boolean> {
  const items = await tx
    .select({ hmac: drafts.bodyHash })
    .from(drafts)
    .where(
      and(
        eq(drafts.contactId, place.contactId),
        eq(drafts.origin, "watch"),
        eq(drafts.status, "waiting"),
      ),
    )
  if (items.length === 0 || text === null) return false
  const unread = (await knowledgeOf(tx, place)).unreadPart(text)
  return items.some(({ hmac }) => hmac === textHmac(unread))
}

/** Remembers what a person stands behind of what a step wrote; only fields are watched. */
export async function rememberWritten(tx: Db, change: ChangeRow, step: StepRow): Promise<void> {
  if (step.kind !== "set-field" || step.target === null) return
  const place = { contactId: change.contactId, fieldId: step.target }
  if (change.kind === "undo") {
    if (change.undoOf) await forgetTakenBack(tx, change.undoOf, place)
    return
  }
  if (change.kind !== "review" && (await isAsked(tx, place, step.seen))) return
  const [draft] = await tx
    .select({ origin: drafts.origin })
    .from(drafts)
    .where(eq(drafts.changeId, change.id))
  const { kind } = change
  const { wanted, detail } = step
  for (const text of vouchedTexts({ kind, origin: draft?.origin ?? null, wanted, detail })) {
    await rememberText(tx, { ...place, hmac: textHmac(text) })
  }
}

/**
 * Remembers the text that a person let stand in place of their own: they have read it. Not where it came
 * out of text that nobody had read before, or waits in the inbox.
 */
export async function rememberLeft(tx: Db, change: ChangeRow, step: StepRow): Promise<void> {
  if (step.kind !== "set-field" || step.target === null || step.found === null) return
  const place = { contactId: change.contactId, fieldId: step.target }
  if (step.detail[OF_UNREAD] || (await isAsked(tx, place, step.found))) return
  await rememberWhole(tx, place, step.found)
}
