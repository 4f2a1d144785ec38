import "server-only"
import { and, eq, gt, inArray, ne, sql } from "drizzle-orm"
import { createChange } from "#lib/changes/create.ts"
import { InvalidChangeError } from "#lib/changes/request.ts"
import type { StepRequest } from "#lib/changes/types.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { composerDrafts } from "#lib/db/schema/contacts.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import type { Person } from "#lib/people/sessions.ts"
import { callNotesStep } from "./call-notes-field.ts"
import { type ComposerText, isEmptyPlan, planOf } from "./composer-plan.ts"
import type { ComposerState } from "./composer-types.ts"

/** A colleague's draft untouched for this long is not shown as open. */
const OPEN_HOURS = 24

const own = (personId: string, contactId: string) =>
  and(eq(composerDrafts.personId, personId), eq(composerDrafts.contactId, contactId))

/** Drops drafts of this contact whose change is done: their text stands in GHL now. */
async function dropWritten(db: Db, contactId: string): Promise<void> {
  const done = await db
    .select({ id: changes.id })
    .from(composerDrafts)
    .innerJoin(changes, eq(changes.id, composerDrafts.changeId))
    .where(and(eq(composerDrafts.contactId, contactId), eq(changes.status, "done")))
  if (done.length === 0) return
  await db.delete(composerDrafts).where(
    and(
      eq(composerDrafts.contactId, contactId),
      inArray(
        composerDrafts.changeId,
        done.map((change) => change.id),
      ),
    ),
  )
}

/** The person's unsaved text on a contact, and who else is writing on it. */
export async function readComposer(
  db: Db,
  personId: string,
  contactId: string,
): Promise<ComposerState> {
  await dropWritten(db, contactId)
  const [mine] = await db.select().from(composerDrafts).where(own(personId, contactId))
  const [change] = mine?.changeId
    ? await db
        .select({ id: changes.id, status: changes.status })
        .from(changes)
        .where(eq(changes.id, mine.changeId))
    : []
  const others = await db
    .select({
      name: people.name,
      startedAt: composerDrafts.startedAt,
      updatedAt: composerDrafts.updatedAt,
    })
    .from(composerDrafts)
    .innerJoin(people, eq(people.id, composerDrafts.personId))
    .where(
      and(
        eq(composerDrafts.contactId, contactId),
        ne(composerDrafts.personId, personId),
        gt(composerDrafts.updatedAt, new Date(Date.now() - OPEN_HOURS * 3_600_000)),
      ),
    )
  return {
    draft: mine
      ? {
          callNotes: mine.callNotes,
          note: mine.note,
          lifecycleStep: mine.lifecycleStep,
          seenCallNotes: mine.seenCallNotes,
          updatedAt: mine.updatedAt.toISOString(),
          // A cancelled change leaves the text to be saved again.
          changeId: change && change.status !== "cancelled" ? change.id : null,
        }
      : null,
    colleagues: others.map((one) => ({
      name: one.name,
      since: one.startedAt.toISOString(),
      updatedAt: one.updatedAt.toISOString(),
    })),
  }
}

/**
 * Keeps a person's text on a contact; the last save counts. Text that differs from what a change was made
 * of belongs to no change any more, so that it does not go when that change is done.
 */
export async function storeDraft(
  db: Db,
  personId: string,
  contactId: string,
  text: ComposerText & { seenCallNotes: string },
): Promise<void> {
  const values = { ...text, updatedAt: new Date() }
  const { callNotes, note, lifecycleStep, changeId } = composerDrafts
  const same = and(
    eq(callNotes, text.callNotes),
    eq(note, text.note),
    sql`${lifecycleStep} is not distinct from ${text.lifecycleStep}`,
  )
  await db
    .insert(composerDrafts)
    .values({ personId, contactId, ...values })
    .onConflictDoUpdate({
      target: [composerDrafts.personId, composerDrafts.contactId],
      set: { ...values, changeId: sql`case when ${same} then ${changeId} end` },
    })
}

/** Throws a person's unsaved text on a contact away. */
export async function discardDraft(db: Db, personId: string, contactId: string): Promise<void> {
  await db.delete(composerDrafts).where(own(personId, contactId))
}

export type Submission = {
  contactId: string
  text: ComposerText
  /** The same for each attempt at one save. */
  submissionId: string
  /** As the person had them on the screen. */
  seenCallNotes: string
  seenTags: string[]
}

export type SubmitOutcome =
  | { outcome: "stored"; changeId: string }
  | { outcome: "refused"; message: string }

function noteBody(note: string, person: Person): string {
  const { CLINIC_TIME_ZONE } = env()
  const at = new Intl.DateTimeFormat("en-US", {
    timeZone: CLINIC_TIME_ZONE,
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date())
  // All writes share one token, so GHL shows no author.
  return `${note}\n\nWritten by ${person.name}, ${person.role}, ${at} ${CLINIC_TIME_ZONE}`
}

/** The change that this submission became by an earlier attempt, whose answer got lost. */
async function changeOfSubmission(db: Db, submissionId: string): Promise<string | null> {
  const [change] = await db
    .select({ id: changes.id })
    .from(changes)
    .where(eq(changes.submissionId, submissionId))
  return change?.id ?? null
}

/**
 * Makes one change of what the person wrote: call notes, then tags, then the note; held when tags move.
 * The draft stays in the store, with the change's id, until that change is done.
 */
export async function submitComposer(
  db: Db,
  input: Submission,
  person: Person,
): Promise<SubmitOutcome> {
  const plan = planOf(input.text, { callNotes: input.seenCallNotes, tags: input.seenTags })
  if (isEmptyPlan(plan)) return { outcome: "refused", message: "There is nothing to save." }
  const moves = plan.addTags.length + plan.removeTags.length > 0
  // Before GHL is asked anything: a second attempt that fails there would be sent as a new submission.
  const earlier = await changeOfSubmission(db, input.submissionId)
  if (earlier) return { outcome: "stored", changeId: earlier }
  const callNotes = await callNotesStep(input.seenCallNotes, plan.callNotes)
  if ("message" in callNotes) return { outcome: "refused", message: callNotes.message }
  const steps: StepRequest[] = [
    ...callNotes,
    ...plan.addTags.map((tag) => ({ kind: "add-tag", tag }) as const),
    ...plan.removeTags.map((tag) => ({ kind: "remove-tag", tag }) as const),
    ...(plan.note === null
      ? []
      : [{ kind: "create-note", body: noteBody(plan.note, person) } as const]),
  ]
  try {
    return await db.transaction(async (tx) => {
      await storeDraft(tx, person.id, input.contactId, {
        ...input.text,
        seenCallNotes: input.seenCallNotes,
      })
      const { changeId } = await createChange(tx, {
        contactId: input.contactId,
        kind: "call-notes",
        personId: person.id,
        submissionId: input.submissionId,
        holdSeconds: moves ? env().TAG_HOLD_SECONDS : 0,
        steps,
      })
      await tx.update(composerDrafts).set({ changeId }).where(own(person.id, input.contactId))
      return { outcome: "stored", changeId }
    })
  } catch (error) {
    if (error instanceof InvalidChangeError) return { outcome: "refused", message: error.message }
    throw error
  }
}
