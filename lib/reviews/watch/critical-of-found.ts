import "server-only"
import { and, desc, eq, isNull, not } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { sameText } from "#lib/changes/normalise.ts"
import { type CriticalValue, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { criticalValues } from "../critical.ts"
import { isUrgent } from "../queue-conditions.ts"
import { lockFoundText } from "./lock.ts"
import { statedValues } from "./stated-values.ts"

type Found = { contactId: string; text: string; backlog: boolean }

/**
 * Critical values behind a text that was found in GHL: those of the pipeline's draft of this very text;
 * else those of an undecided draft of the pipeline about the client; else those the text itself states.
 * Of the backlog, which may be years old, only the first.
 */
export async function criticalOfFound(db: Db, found: Found): Promise<CriticalValue[]> {
  const handedIn = await db
    .select({
      summary: drafts.summary,
      status: drafts.status,
      critical: drafts.critical,
      source: drafts.source,
    })
    .from(drafts)
    .where(
      and(
        eq(drafts.contactId, found.contactId),
        eq(drafts.origin, "pipeline"),
        isNull(drafts.forgottenAt),
      ),
    )
    .orderBy(desc(drafts.receivedAt))
  const paired = handedIn.find(({ summary }) => sameText(summary, found.text))
  // What was measured is said by the list; without one the text is all there is.
  if (paired && (found.backlog || (paired.source.biomarkers?.length ?? 0) > 0)) {
    return paired.critical
  }
  if (found.backlog) return []
  const undecided = handedIn.find(
    ({ status, critical }) =>
      critical.length > 0 && (status === "waiting" || status === "returned"),
  )
  return undecided?.critical ?? criticalValues(statedValues(found.text))
}

/**
 * Judges a contact's waiting texts again, after the pipeline handed a critical draft in: during a
 * cut-over it writes first. What becomes urgent leaves the backlog, which is accepted in bulk.
 */
export async function judgeFoundAnew(tx: Db, contactId: string): Promise<void> {
  // Either the watch sees the draft that came in, or we see the text that was found.
  await lockFoundText(tx, contactId)
  const waiting = await tx
    .select({ id: drafts.id, text: drafts.summary, backlog: drafts.backlog })
    .from(drafts)
    .where(
      and(
        eq(drafts.contactId, contactId),
        eq(drafts.origin, "watch"),
        eq(drafts.status, "waiting"),
        not(isUrgent),
      ),
    )
  for (const { id, text, backlog } of waiting) {
    const critical = await criticalOfFound(tx, { contactId, text, backlog })
    if (critical.length === 0) continue
    const [judged] = await tx
      .update(drafts)
      .set({ critical, backlog: false })
      .where(and(eq(drafts.id, id), eq(drafts.status, "waiting")))
      .returning({ id: drafts.id })
    if (!judged) continue
    await recordAudit(tx, {
      actor: "system",
      action: "draft.urgency-changed",
      contactId,
      detail: { draftId: id, critical: critical.length },
    })
  }
}
