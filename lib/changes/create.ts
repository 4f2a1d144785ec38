import "server-only"
import { eq, or } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { isKnownText } from "#lib/reviews/watch/known-text.ts"
import { OF_UNREAD } from "#lib/reviews/watch/vouching.ts"
import { auditDetailOfStep } from "./engine/audit.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import { dbNowPlus } from "./engine/time.ts"
import { processQueue } from "./process-queue.ts"
import { newReference, referenceOfDraft, withReference } from "./reference.ts"
import { type CheckedRequest, checkRequest } from "./request.ts"
import { taskText } from "./task-text.ts"
import type { ChangeRequest } from "./types.ts"

type NewStep = Omit<typeof changeSteps.$inferInsert, "changeId" | "position">

function stepRow(step: CheckedRequest["steps"][number], given: string | null): NewStep {
  switch (step.kind) {
    case "set-field":
      return { ...step, target: step.fieldId }
    case "edit-note":
      return { ...step, target: step.noteId }
    case "add-tag":
      return { kind: step.kind, target: step.tag, label: step.tag, wanted: "present" }
    case "remove-tag":
      return { kind: step.kind, target: step.tag, label: step.tag, wanted: "absent" }
    case "create-note": {
      const reference = given ?? newReference()
      const wanted = withReference(step.body, reference)
      return { kind: step.kind, label: "note", wanted, reference }
    }
    case "create-task": {
      const reference = given ?? newReference()
      const wanted = taskText({ title: step.title, body: withReference(step.body, reference) })
      return { kind: step.kind, label: "task", wanted, reference, detail: { dueAt: step.dueAt } }
    }
    case "set-task": {
      const label = step.wanted === "completed" ? "Complete the task" : "Open the task again"
      return { kind: step.kind, target: step.taskId, label, seen: step.seen, wanted: step.wanted }
    }
  }
}

/** Says of a step that it writes over text nobody stands behind, as far as is known now. */
async function ofUnread(
  tx: Db,
  contactId: string,
  step: CheckedRequest["steps"][number],
): Promise<Pick<NewStep, "detail">> {
  if (step.kind !== "set-field") return {}
  const known = await isKnownText(tx, { contactId, fieldId: step.fieldId }, step.seen)
  return known ? {} : { detail: { [OF_UNREAD]: "yes" } }
}

export type CreatedChange = {
  changeId: string
  /** False: this draft or submission already has its change (given here), and nothing was stored. */
  created: boolean
}

/**
 * Stores a change, its steps, its audit event and its job in one transaction (within the caller's,
 * where one is given, so that a decision and its change stand or fall together). Nothing is sent
 * before the commit. A draft has at most one change, and so has a submission, however many ask at once.
 * Throws InvalidChangeError, whose message is fit for the screen.
 */
export function createChange(
  db: Db,
  input: ChangeRequest,
  queue: ChangeQueue = processQueue(),
): Promise<CreatedChange> {
  const request = checkRequest(input)
  const asked = or(
    request.draftId ? eq(changes.draftId, request.draftId) : undefined,
    request.submissionId ? eq(changes.submissionId, request.submissionId) : undefined,
  )
  return db.transaction(async (tx) => {
    const [change] = await tx
      .insert(changes)
      .values({
        contactId: request.contactId,
        kind: request.kind,
        personId: request.personId,
        draftId: request.draftId ?? null,
        submissionId: request.submissionId ?? null,
        undoOf: request.undoOf ?? null,
        status: request.holdSeconds > 0 ? "held" : "queued",
        holdUntil: request.holdSeconds > 0 ? dbNowPlus(request.holdSeconds * 1_000) : null,
      })
      .onConflictDoNothing()
      .returning({ id: changes.id, holdUntil: changes.holdUntil })
    if (!change) {
      const [earlier] = asked ? await tx.select({ id: changes.id }).from(changes).where(asked) : []
      if (!earlier) throw new Error("A change was refused as a second one and there is no first")
      return { changeId: earlier.id, created: false }
    }
    const ofDraft = request.draftId ? await referenceOfDraft(tx, request.draftId) : null
    const itsNote = request.steps.findIndex(({ kind }) => kind === "create-note")
    const rows = []
    for (const [position, step] of request.steps.entries()) {
      rows.push({
        ...stepRow(step, position === itsNote ? ofDraft : null),
        ...(await ofUnread(tx, request.contactId, step)),
        changeId: change.id,
        position,
      })
    }
    const steps = await tx.insert(changeSteps).values(rows).returning()
    await recordAudit(tx, {
      actor: request.actor,
      personId: request.personId,
      action: "change.created",
      contactId: request.contactId,
      detail: {
        changeId: change.id,
        kind: request.kind,
        holdSeconds: request.holdSeconds,
        draftId: request.draftId ?? null,
        ...(request.undoOf ? { undoOf: request.undoOf } : {}),
        steps: steps.map((step) => `${step.kind} ${step.label}`),
      },
    })
    for (const step of steps) {
      await recordAudit(tx, {
        actor: request.actor,
        personId: request.personId,
        action: "change.step-created",
        contactId: request.contactId,
        detail: auditDetailOfStep(step),
      })
    }
    await queue.wake(tx, change.id, change.holdUntil)
    return { changeId: change.id, created: true }
  })
}
