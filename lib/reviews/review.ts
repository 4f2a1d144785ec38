import "server-only"
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { today } from "#lib/contacts/words.ts"
import { people } from "#lib/db/schema/people.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import type { Person } from "#lib/people/sessions.ts"
import { biomarkerViews } from "./biomarkers.ts"
import { decidedView } from "./decided.ts"
import { endedFor } from "./decision/ended.ts"
import { heldWhenDecided } from "./decision/held-when-decided.ts"
import { tagsOf } from "./decision/steps.ts"
import { type DraftRow, findDraft, presentAuthorship, presentTexts } from "./draft-row.ts"
import { otherDrafts } from "./other-drafts.ts"
import { reopenCancelled } from "./reopen.ts"
import { canReviewAgain } from "./review-again.ts"
import { reviewSettings } from "./settings.ts"
import { signatureLine } from "./signature.ts"
import type { ClaimView, FirstApproval, ReviewState, ReviewView } from "./types.ts"
import { pairedDraft } from "./watch/paired.ts"

export const modelInWords = (row: { modelName: string | null; modelVersion: string | null }) =>
  [row.modelName, row.modelVersion].filter(Boolean).join(" ") || null

/** Names of the people a draft mentions, by id. */
async function namesOf(db: Db, row: DraftRow): Promise<Record<string, string>> {
  const authorship = presentAuthorship(row)
  const ids = new Set(
    [
      row.decidedBy,
      row.claimedBy,
      row.editedBy,
      row.firstApprovedBy,
      ...[...authorship.summary, ...authorship.analysis].map(({ author }) => author),
    ].filter((id) => id && id !== "ai" && id !== "before") as string[],
  )
  if (ids.size === 0) return {}
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]))
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

async function claimOf(
  db: Db,
  row: DraftRow,
  names: Record<string, string>,
  person: Person,
): Promise<ClaimView | null> {
  if (row.status !== "waiting" || !row.claimedBy || !row.claimedUntil) return null
  const [clock] = await db
    .select({ running: sql<boolean>`${drafts.claimedUntil} > ${dbNow()}` })
    .from(drafts)
    .where(eq(drafts.id, row.id))
  if (!clock?.running) return null
  return {
    by: names[row.claimedBy] ?? "Somebody else",
    mine: row.claimedBy === person.id,
    until: row.claimedUntil.toISOString(),
  }
}

function firstApprovalOf(
  row: DraftRow,
  names: Record<string, string>,
  person: Person,
): FirstApproval | null {
  if (!row.firstApprovedBy || !row.firstApprovedAt) return null
  if (row.firstApprovedVersion !== row.editVersion) return null
  return {
    by: names[row.firstApprovedBy] ?? "Somebody else",
    mine: row.firstApprovedBy === person.id,
    at: row.firstApprovedAt.toISOString(),
  }
}

/** What may have changed about a draft since its page was opened; null when there is no such draft. */
export async function reviewState(
  db: Db,
  draftId: string,
  person: Person,
): Promise<ReviewState | null> {
  await reopenCancelled(db)
  const row = await findDraft(db, draftId)
  if (!row) return null
  return {
    status: row.status,
    editVersion: row.editVersion,
    claim: await claimOf(db, row, await namesOf(db, row), person),
    ended: await endedFor(db, row, person),
  }
}

/**
 * A draft for its review page; null when there is no such draft. GHL is not asked for anything, so the
 * draft can be read while GHL is slow or down. Marks the draft as opened, without which it cannot be approved, and audits the opening.
 */
export async function openReview(
  db: Db,
  draftId: string,
  person: Person,
): Promise<ReviewView | null> {
  await reopenCancelled(db)
  const row = await findDraft(db, draftId)
  if (!row) return null
  await db.transaction(async (tx) => {
    await tx
      .update(drafts)
      .set({ openedAt: sql`coalesce(${drafts.openedAt}, now())` })
      .where(eq(drafts.id, row.id))
    await recordAudit(tx, {
      actor: "person",
      personId: person.id,
      action: "draft.opened",
      contactId: row.contactId,
      detail: { draftId: row.id },
    })
  })
  const settings = await reviewSettings(db)
  const names = await namesOf(db, row)
  const needsSecond = settings.secondApprover && row.critical.length > 0
  const firstApproval = needsSecond ? firstApprovalOf(row, names, person) : null
  const { CLINIC_TIME_ZONE, TAG_HOLD_SECONDS } = env()
  const texts = presentTexts(row)
  const approvers =
    firstApproval && !firstApproval.mine
      ? [{ name: firstApproval.by, role: await roleOf(db, row.firstApprovedBy) }, person]
      : [person]
  const signature = (edited: boolean) => signatureLine({ ...row, edited, approvers })
  const tags = tagsOf(row)
  return {
    id: row.id,
    contactId: row.contactId,
    origin: row.origin,
    status: row.status,
    receivedAt: row.receivedAt.toISOString(),
    model: modelInWords(row),
    summary: row.summary,
    analysis: row.analysis,
    editedSummary: texts.summary,
    editedAnalysis: texts.analysis,
    editVersion: row.editVersion,
    authorship: presentAuthorship(row),
    edited:
      row.editedBy && row.editedAt
        ? { by: names[row.editedBy] ?? "Somebody", at: row.editedAt.toISOString() }
        : null,
    authors: names,
    me: { id: person.id, name: person.name },
    textBefore: row.textBefore,
    pairedWith: row.origin === "watch" ? await pairedDraft(db, row) : null,
    otherDrafts: (await otherDrafts(db, [row.id])).get(row.id) ?? null,
    sourceText: row.source.text ?? "",
    biomarkers: biomarkerViews(row.source.biomarkers ?? [], row.critical),
    documentId: row.source.documentId ?? null,
    heldDocument: await heldWhenDecided(db, row),
    critical: row.critical,
    tagsToAdd: tags.add,
    tagsToRemove: tags.remove,
    claim: await claimOf(db, row, names, person),
    needsSecond,
    firstApproval,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy ? (names[row.decidedBy] ?? null) : null,
    decision: await decidedView(db, row, person),
    rejectReasonLabel:
      settings.rejectReasons.find(({ id }) => id === row.rejectReasonId)?.label ?? null,
    rejectReason: row.rejectReason,
    instructions: row.instructions,
    supersededBy: row.supersededBy,
    forgotten: row.forgottenAt !== null,
    changeId: row.changeId,
    canReviewAgain: await canReviewAgain(db, row),
    timesBack: await db.$count(
      decisions,
      and(
        eq(decisions.draftId, row.id),
        isNotNull(decisions.changeId),
        isNotNull(decisions.withdrawnAt),
      ),
    ),
    holdSeconds: TAG_HOLD_SECONDS,
    rejectReasons: settings.rejectReasons
      .filter(({ retired }) => !retired)
      .map(({ id, label }) => ({ id, label })),
    today: today(CLINIC_TIME_ZONE),
    signature: { edited: signature(true), unchanged: signature(false) },
  }
}

async function roleOf(db: Db, personId: string | null): Promise<Person["role"]> {
  const [row] = personId
    ? await db.select({ role: people.role }).from(people).where(eq(people.id, personId))
    : []
  return row?.role ?? "coordinator"
}
