import "server-only"
import { and, eq, isNotNull, sql } from "drizzle-orm"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { recordAudit } from "#lib/audit/record.ts"
import { createChange } from "#lib/changes/create.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import type { Person } from "#lib/people/sessions.ts"
import { claimIsOf } from "../claim.ts"
import { type DraftRow, presentTexts } from "../draft-row.ts"
import { rememberWhole } from "../watch/remember.ts"
import type { Approval } from "./approval.ts"
import type { Approvers } from "./approvers.ts"
import { decidedBefore } from "./ended.ts"
import type { ApprovableContact } from "./fresh-contact.ts"
import { type ApproveOutcome, CHANGED, NOT_CLAIMED } from "./outcomes.ts"
import { recordDecision, withdrawFirst } from "./record.ts"
import { stepsOf, writesCallNotes } from "./steps.ts"

/** The conditions under which a decision on what the reviewer saw still holds, for one atomic UPDATE. */
const stillTheirs = (row: DraftRow, editVersion: number, person: Person) =>
  and(
    eq(drafts.id, row.id),
    eq(drafts.status, "waiting"),
    eq(drafts.editVersion, editVersion),
    isNotNull(drafts.openedAt),
    claimIsOf(person.id),
  )

async function whyNot(tx: Db, row: DraftRow, person: Person) {
  const [now] = await tx
    .select({ status: drafts.status, mine: sql<boolean>`coalesce(${claimIsOf(person.id)}, false)` })
    .from(drafts)
    .where(eq(drafts.id, row.id))
  if (now?.status !== "waiting") return decidedBefore(tx, row.id, person)
  if (!now.mine) return NOT_CLAIMED
  return CHANGED
}

type Why = Pick<Parameters<typeof recordDecision>[2], "flags" | "overrideReason">

/** What the audit says of how a text was approved: counts and fingerprints. */
function approvedText(row: DraftRow, { flags, overrideReason }: Why) {
  const { summary, analysis } = presentTexts(row)
  return {
    contradicted: flags.contradicted,
    ...(flags.contradictedSeen ? { contradictedSeen: flags.contradictedSeen } : {}),
    askedAgain: flags.askedAgain,
    ...(flags.documentId ? { documentId: flags.documentId } : {}),
    ...(overrideReason ? { overrideReason: fingerprint(overrideReason) } : {}),
    summary: textHmac(summary),
    analysis: textHmac(analysis),
  }
}

/** Keeps the first of two approvals with how it was given, and lets the draft go for the second. */
export async function storeFirst(
  tx: Db,
  row: DraftRow,
  approval: Approval,
  person: Person,
  why: Why,
): Promise<ApproveOutcome> {
  const [stored] = await tx
    .update(drafts)
    .set({
      firstApprovedBy: person.id,
      firstApprovedAt: dbNow(),
      firstApprovedVersion: approval.editVersion,
      claimedBy: null,
      claimedUntil: null,
    })
    .where(stillTheirs(row, approval.editVersion, person))
    .returning()
  if (!stored) return whyNot(tx, row, person)
  await recordDecision(tx, stored, {
    kind: writesCallNotes(stored) ? "first-approved" : "first-accepted",
    personId: person.id,
    ...why,
  })
  await recordAudit(tx, {
    actor: "person",
    personId: person.id,
    action: "draft.first-approved",
    contactId: row.contactId,
    detail: { draftId: row.id, ...approvedText(stored, why) },
  })
  return { outcome: "first-approved" }
}

/** Stores the decision and the change that writes it back, in the transaction given; or says why not. */
export async function storeDecision(
  tx: Db,
  row: DraftRow,
  approval: Approval,
  person: Person,
  facts: {
    approvers: Exclude<Approvers, { turn: "first" | "same-person" }>
    found: ApprovableContact
    why: Why
  },
): Promise<ApproveOutcome> {
  const { found, approvers } = facts
  const first = approvers.turn === "second" ? approvers.first : null
  const [decided] = await tx
    .update(drafts)
    .set({
      status: "approved",
      decidedAt: dbNow(),
      decidedBy: person.id,
      claimedBy: null,
      claimedUntil: null,
    })
    .where(
      and(
        stillTheirs(row, approval.editVersion, person),
        first ? eq(drafts.firstApprovedBy, first.id) : undefined,
        first ? eq(drafts.firstApprovedVersion, approval.editVersion) : undefined,
      ),
    )
    .returning()
  if (!decided) return whyNot(tx, row, person)

  const steps = stepsOf(
    decided,
    found,
    {
      own: found.own,
      keeping: approval.keeping,
      day: found.day,
      // Of a draft of the pipeline the tags are a part: no request leaves out a step.
      withTags: row.origin === "pipeline" || (approval.withTags ?? true),
    },
    first ? [first, person] : [person],
  )
  const changeId =
    steps.length > 0
      ? (
          await createChange(tx, {
            contactId: decided.contactId,
            kind: "review",
            personId: person.id,
            draftId: decided.id,
            holdSeconds: env().TAG_HOLD_SECONDS,
            steps,
          })
        ).changeId
      : null
  if (changeId) await tx.update(drafts).set({ changeId }).where(eq(drafts.id, decided.id))
  const accepted = !writesCallNotes(decided)
  if (accepted) {
    const place = { contactId: decided.contactId, fieldId: found.callNotesFieldId }
    await rememberWhole(tx, place, decided.summary)
  }
  // Whoever approved first and decides alone after all has decided once.
  if (!first) await withdrawFirst(tx, decided.id, person.id)
  await recordDecision(tx, decided, {
    kind: accepted ? "accepted" : "approved",
    personId: person.id,
    firstPersonId: first?.id ?? null,
    changeId,
    ...facts.why,
  })
  await recordAudit(tx, {
    actor: "person",
    personId: person.id,
    action: accepted ? "draft.accepted" : "draft.approved",
    contactId: decided.contactId,
    detail: {
      draftId: decided.id,
      changeId,
      keeping: approval.keeping,
      ...(first ? { firstPersonId: first.id } : {}),
      ...approvedText(decided, facts.why),
    },
  })
  return changeId ? { outcome: "approved", changeId } : { outcome: "accepted" }
}
