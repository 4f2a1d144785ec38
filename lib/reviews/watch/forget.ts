import "server-only"
import { and, eq, gte, inArray, isNull, ne, not, notInArray } from "drizzle-orm"
import { textHmac } from "#lib/changes/known-texts.ts"
import { stepsBefore, stepsOf } from "#lib/changes/related.ts"
import { isTextTakenBack } from "#lib/changes/taken-back.ts"
import { changeSteps, changes, knownTexts } from "#lib/db/schema/changes.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { fieldWrites } from "./field-writes.ts"
import type { Place } from "./known-text.ts"
import { vouchedTexts } from "./vouching.ts"

/** Fingerprints of a contact's texts that somebody stands behind for another reason than these changes. */
async function vouchedOtherwise(
  tx: Db,
  contactId: string,
  changeIds: string[],
): Promise<Set<string>> {
  const accepted = await tx
    .select({ hmac: decisions.summaryHmac })
    .from(decisions)
    .where(
      and(
        eq(decisions.contactId, contactId),
        eq(decisions.kind, "accepted"),
        isNull(decisions.withdrawnAt),
      ),
    )
  const written = await fieldWrites(
    tx,
    and(
      eq(changes.contactId, contactId),
      eq(changeSteps.status, "done"),
      ne(changeSteps.wanted, ""),
      notInArray(changes.id, changeIds),
      not(isTextTakenBack(tx, changes.id)),
    ),
  )
  return new Set([
    ...accepted.map(({ hmac }) => hmac),
    ...written.flatMap(vouchedTexts).map(textHmac),
  ])
}

/**
 * Lets go of texts that a person no longer stands behind, unless another decision or write does. `since`:
 * what was known earlier stays known.
 */
export async function forgetTexts(
  tx: Db,
  { contactId, fieldId }: { contactId: string; fieldId?: string },
  hmacs: string[],
  { since, changeIds }: { since?: Date; changeIds: string[] },
): Promise<void> {
  const kept = await vouchedOtherwise(tx, contactId, changeIds)
  const gone = hmacs.filter((hmac) => !kept.has(hmac))
  if (gone.length === 0) return
  await tx
    .delete(knownTexts)
    .where(
      and(
        eq(knownTexts.contactId, contactId),
        fieldId === undefined ? undefined : eq(knownTexts.fieldId, fieldId),
        inArray(knownTexts.hmac, gone),
        since ? gte(knownTexts.at, since) : undefined,
      ),
    )
}

/** Lets go of what a change that was taken back had made known in this field. */
export async function forgetTakenBack(tx: Db, changeId: string, place: Place): Promise<void> {
  const [change] = await tx
    .select({
      id: changes.id,
      kind: changes.kind,
      continues: changes.continues,
      createdAt: changes.createdAt,
      origin: drafts.origin,
    })
    .from(changes)
    .leftJoin(drafts, eq(drafts.changeId, changes.id))
    .where(eq(changes.id, changeId))
  if (!change) return
  const own = (await stepsOf(tx, [changeId])).get(changeId) ?? []
  const before = (await stepsBefore(tx, [change])).get(changeId) ?? []
  const steps = [...before, ...own].filter(
    ({ kind, status, target }) =>
      kind === "set-field" && status === "done" && target === place.fieldId,
  )
  // The whole as well: it may have been known as such once.
  const texts = steps.flatMap(({ wanted, detail }) => [
    wanted,
    ...vouchedTexts({ kind: change.kind, origin: change.origin, wanted, detail }),
  ])
  await forgetTexts(tx, place, texts.map(textHmac), {
    since: change.createdAt,
    changeIds: steps.map((step) => step.changeId),
  })
}
