import "server-only"
import { and, eq, inArray, isNull } from "drizzle-orm"
import { dbNow } from "#lib/changes/engine/time.ts"
import { type DECISION_KINDS, type DecisionFlags, decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { aiShare } from "../authorship.ts"
import { type DraftRow, presentAuthorship, presentTexts } from "../draft-row.ts"
import { sittingOf } from "../sittings.ts"
import { changedPlaces } from "../word-diff.ts"
import { authorsOfFinal } from "./final-authors.ts"
import { hmacsOf } from "./text-hmacs.ts"

/** Places at which the final texts differ from those that came in. */
function editsIn(row: DraftRow): number {
  const now = presentTexts(row)
  return changedPlaces(row.summary, now.summary) + changedPlaces(row.analysis, now.analysis)
}

/** Keeps a decision for good, in the transaction that makes it. `row` is the draft as it was decided. */
export async function recordDecision(
  tx: Db,
  row: DraftRow,
  decision: {
    kind: (typeof DECISION_KINDS)[number]
    personId: string
    firstPersonId?: string | null
    changeId?: string | null
    flags: DecisionFlags
    overrideReason?: string | null
    reasonId?: string | null
    reason?: string | null
  },
): Promise<void> {
  const texts = presentTexts(row)
  const spans = presentAuthorship(row)
  const authorship = {
    summary: authorsOfFinal(texts.summary, spans.summary),
    analysis: authorsOfFinal(texts.analysis, spans.analysis),
  }
  const sitting = await sittingOf(tx, row.id, decision.personId)
  await tx.insert(decisions).values({
    ...decision,
    ...sitting,
    draftId: row.id,
    contactId: row.contactId,
    origin: row.origin,
    modelName: row.modelName,
    modelVersion: row.modelVersion,
    critical: row.critical.length > 0,
    edits: editsIn(row),
    aiShare: aiShare([...authorship.summary, ...authorship.analysis]),
    authorship,
    ...hmacsOf(texts),
  })
}

/** Marks the first of two approvals of a draft as taken back: everybody's, or one person's. */
export async function withdrawFirst(tx: Db, draftId: string, personId?: string): Promise<void> {
  await tx
    .update(decisions)
    .set({ withdrawnAt: dbNow() })
    .where(
      and(
        eq(decisions.draftId, draftId),
        inArray(decisions.kind, ["first-approved", "first-accepted"]),
        isNull(decisions.withdrawnAt),
        personId ? eq(decisions.personId, personId) : undefined,
      ),
    )
}
