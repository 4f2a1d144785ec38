import { eq, sql } from "drizzle-orm"
import { draftSittings, drafts } from "#lib/db/schema/reviews.ts"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { type ExampleDraft, exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { claimDraft } from "../claim.ts"
import type { Approval } from "../decision/approval.ts"
import { contradictionKey } from "../decision/contradiction.ts"
import { openFlags } from "../decision/flags.ts"
import { takeInDraft } from "../intake.ts"
import { openReview } from "../review.ts"
import { contactBehindPage } from "../review-contact.ts"
import { turnShown } from "../turn-shown.ts"

let runs = 0

/** Takes the nth example draft in under a run id of its own; answers its id. */
export async function posted(db: Db, n: number, more: Partial<ExampleDraft> = {}): Promise<string> {
  const body = { ...exampleDrafts()[n], ...more, runId: `world-${++runs}` }
  const intake = await takeInDraft(db, body)
  if (intake.outcome !== "stored") throw new Error(intake.outcome)
  return intake.id
}

/**
 * Claims and opens a draft, and answers the approval of what then stands on the person's screen; an
 * override reason is over the contradictions shown there.
 */
export async function onScreen(
  db: Db,
  draftId: string,
  person: Person,
  more: Partial<Approval> = {},
): Promise<Approval> {
  const claim = await claimDraft(db, { draftId, takeOver: false }, person)
  if (claim.outcome !== "claimed") throw new Error(claim.outcome)
  const view = await openReview(db, draftId, person)
  const read = await contactBehindPage(db, draftId)
  if (!view || read?.kind !== "ok") throw new Error("the contact could not be read")
  const shown = more.overrideReason ? await openFlags(db, await rowOf(db, draftId)) : null
  return {
    draftId,
    editVersion: view.editVersion,
    seenCallNotes: read.contact.callNotes,
    seenOthersText: read.contact.othersText,
    seenDay: view.today,
    seenTurn: turnShown(view, view.editVersion),
    keeping: "keep",
    confirmed: ["unopened", "fast", "client-unshown", "document-unread"],
    contradictionsSeen: shown?.contradictions.map(contradictionKey),
    ...more,
  }
}

export async function rowOf(db: Db, draftId: string) {
  const [row] = await db.select().from(drafts).where(eq(drafts.id, draftId))
  if (!row) throw new Error("no draft")
  return row
}

/** A person's work on a draft, as if it had been so. */
export const worked = (db: Db, draftId: string, activeSeconds: number, evidenceOpened: string[]) =>
  db
    .update(draftSittings)
    .set({ activeSeconds, evidenceOpened })
    .where(eq(draftSittings.draftId, draftId))

/** Ends a claim, as five minutes do. */
export const runOut = (db: Db, draftId: string) =>
  db
    .update(drafts)
    .set({ claimedUntil: sql`clock_timestamp() - interval '1 second'` })
    .where(eq(drafts.id, draftId))

/** Whether critical drafts need two people here. */
export async function needTwo(db: Db, secondApprover: boolean): Promise<void> {
  const value = { secondApprover }
  await db
    .insert(settings)
    .values({ key: "reviews", value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
}
