import "server-only"
import { and, eq, isNotNull, sql } from "drizzle-orm"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { recordAudit } from "#lib/audit/record.ts"
import { createChange } from "#lib/changes/create.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { sameText } from "#lib/changes/normalise.ts"
import { InvalidChangeError } from "#lib/changes/request.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { Keeping, OwnSummaries } from "./call-notes.ts"
import { claimIsOf } from "./claim.ts"
import { type DraftContact, ownSummaries, readDraftContact } from "./contact-of-draft.ts"
import { openFlags, withQuestions } from "./decision/flags.ts"
import { OVERRIDE_REASON_MIN, type Question, saysNothing } from "./decision/honest.ts"
import { type ApproveOutcome, DECIDED, NOT_CLAIMED, refused } from "./decision/outcomes.ts"
import { questionsOf } from "./decision/questions.ts"
import { recordDecision, withdrawFirst } from "./decision/record.ts"
import { stepsOf, writesCallNotes } from "./decision/steps.ts"
import { type DraftRow, findDraft, presentTexts } from "./draft-row.ts"
import { callNotesUnknown } from "./fields-words.ts"
import { checkRightClient, type RightClient } from "./right-client.ts"
import { reviewSettings } from "./settings.ts"
import { knowledgeOf, type Place } from "./watch/known-text.ts"
import { rememberWhole } from "./watch/remember.ts"

export type Approval = {
  draftId: string
  /** The version of the texts that the reviewer had on the screen. */
  editVersion: number
  /** call_notes as the reviewer had them on the screen. */
  seenCallNotes: string
  keeping: Keeping
  /** Whether the tags move; for text found in GHL that is the reviewer's choice. Default true. */
  withTags?: boolean
  /** Questions the reviewer was asked and has answered with yes. */
  confirmed?: Question[]
  /** Why it is approved over what the sources contradict. */
  overrideReason?: string
}

const CHANGED = refused(
  "changed",
  "This draft was edited by somebody else in the meantime, or was never opened. Load the page again to see it.",
)

const EMPTY = refused(
  "invalid",
  "The summary is empty, so there is nothing to write into the call notes. Write one, or reject the draft.",
)

type Found = DraftContact & { callNotesFieldId: string; rightClient: RightClient }

/** Whether a text that was found is still all that nobody has read of the call notes. */
async function standsUnread(db: Db, place: Place, callNotes: string, text: string) {
  if (sameText(callNotes, text)) return true
  return sameText((await knowledgeOf(db, place)).unreadPart(callNotes), text)
}

/** The contact as it stands, or why this draft cannot be approved for it. Throws GhlError. */
async function contactFor(db: Db, row: DraftRow, approval: Approval) {
  const found = await readDraftContact(row.contactId, { fresh: true })
  const { callNotesFieldId, fieldsProblem } = found
  if (fieldsProblem) {
    return refused("blocked", callNotesUnknown(fieldsProblem))
  }
  if (callNotesFieldId === null) {
    return refused(
      "blocked",
      "This location has no call notes field in GoHighLevel. Tell an administrator.",
    )
  }
  const client = checkRightClient({ userId: row.userId, documentId: row.source.documentId }, found)
  if (client.blocked) {
    const wrong = [client.userId, client.document].find((check) => check.state === "mismatch")
    return refused("blocked", `This draft cannot be approved. ${wrong?.message ?? ""}`)
  }
  const place = { contactId: row.contactId, fieldId: callNotesFieldId }
  const stands =
    sameText(found.callNotes, approval.seenCallNotes) &&
    (row.origin === "pipeline" || (await standsUnread(db, place, found.callNotes, row.summary)))
  if (!stands) {
    return refused(
      "changed",
      "The call notes were changed in GoHighLevel while this page was open. Look at them again, then approve.",
    )
  }
  return { ...found, callNotesFieldId, rightClient: client }
}

type Approvers =
  | { turn: "only" | "first" }
  | { turn: "second"; first: { id: string; name: string; role: Person["role"] } }
  | { turn: "same-person" }

/** Whose turn it is: critical drafts need two people for the very same texts, if the clinic says so. */
async function turnOf(db: Db, row: DraftRow, person: Person): Promise<Approvers> {
  if (row.critical.length === 0 || !(await reviewSettings(db)).secondApprover) {
    return { turn: "only" }
  }
  if (!row.firstApprovedBy || row.firstApprovedVersion !== row.editVersion) return { turn: "first" }
  if (row.firstApprovedBy === person.id) return { turn: "same-person" }
  const [first] = await db
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(eq(people.id, row.firstApprovedBy))
  return first ? { turn: "second", first } : { turn: "first" }
}

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
  if (now?.status !== "waiting") return DECIDED
  if (!now.mine) return NOT_CLAIMED
  return CHANGED
}

/**
 * Approves a draft: the decision and the change that writes it back are stored in one transaction, or
 * neither is. Only the holder of the claim may; open contradictions want a reason, and an approval
 * that came too easily is asked about. The contact is read fresh, so that no approval rests on an old
 * screen or on another client's record. However many approve at the same time, one does. Throws GhlError.
 */
export async function approve(db: Db, approval: Approval, person: Person): Promise<ApproveOutcome> {
  const row = await findDraft(db, approval.draftId)
  if (row?.status !== "waiting") return DECIDED
  if (row.claimedBy !== person.id) return NOT_CLAIMED
  if (row.editVersion !== approval.editVersion) return CHANGED
  const approvers = await turnOf(db, row, person)
  if (approvers.turn === "same-person") {
    return refused(
      "same-person",
      "You gave the first approval of this draft. It has critical values, so a second person has to approve it.",
    )
  }
  if (saysNothing(presentTexts(row).summary)) return EMPTY
  const found = await contactFor(db, row, approval)
  if ("outcome" in found) return found

  const { flags, contradictions, sources } = await openFlags(db, row)
  const overrideReason = approval.overrideReason?.trim() ?? ""
  if (contradictions.length > 0 && overrideReason.length < OVERRIDE_REASON_MIN) {
    return {
      outcome: "needs-reason",
      contradictions,
      documentUnread: flags.documentUnread ?? null,
    }
  }
  const questions = await questionsOf(db, { row, person, found, sources })
  if (questions.some((question) => !approval.confirmed?.includes(question))) {
    return { outcome: "ask-again", questions }
  }

  const own = await ownSummaries(db, row.contactId)
  const why = {
    flags: withQuestions(flags, questions),
    overrideReason: contradictions.length > 0 ? overrideReason : null,
  }
  try {
    return await db.transaction((tx) =>
      approvers.turn === "first"
        ? approveFirst(tx, row, approval, person, why)
        : decide(tx, row, approval, person, { approvers, found, own, why }),
    )
  } catch (error) {
    if (error instanceof InvalidChangeError) return refused("invalid", error.message)
    throw error
  }
}

type Why = Pick<Parameters<typeof recordDecision>[2], "flags" | "overrideReason">

/** What the audit says of how a text was approved: counts and fingerprints. */
function approvedText(row: DraftRow, { flags, overrideReason }: Why) {
  const { summary, analysis } = presentTexts(row)
  return {
    contradicted: flags.contradicted,
    askedAgain: flags.askedAgain,
    ...(overrideReason ? { overrideReason: fingerprint(overrideReason) } : {}),
    summary: textHmac(summary),
    analysis: textHmac(analysis),
  }
}

/** Keeps the first of two approvals with how it was given, and lets the draft go for the second. */
async function approveFirst(
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

async function decide(
  tx: Db,
  row: DraftRow,
  approval: Approval,
  person: Person,
  facts: {
    approvers: Exclude<Approvers, { turn: "first" | "same-person" }>
    found: Found
    own: OwnSummaries
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
    { own: facts.own, keeping: approval.keeping, withTags: approval.withTags ?? true },
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
