import "server-only"
import { eq } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import type { Person } from "#lib/people/sessions.ts"
import { createChange } from "./create.ts"
import type { ChangeQueue } from "./engine/queue.ts"
import type { ChangeRow, StepRow } from "./engine/rows.ts"
import { processQueue } from "./process-queue.ts"
import { cancelledUndoSteps, stepsBefore, stepsOf } from "./related.ts"
import { InvalidChangeError } from "./request.ts"
import type { StepRequest } from "./types.ts"
import { stepsToUndo, undoOf, withdrawalLine } from "./undo-plan.ts"
import { changeView } from "./views.ts"

/** Exactly what taking a change back will write, in this order. The withdrawal carries no time yet. */
export type UndoPreview = {
  steps: StepRequest[]
  movesTags: boolean
  /** Seconds in which it can be cancelled; 0 when nothing is held. */
  holdSeconds: number
}

export type UndoOutcome =
  | { outcome: "stored"; changeId: string }
  | { outcome: "refused"; message: string }

const NOT_POSSIBLE =
  "This change cannot be taken back: it is not over, was taken back already, or its texts are no longer kept."

const movesTags = (steps: StepRequest[]) =>
  steps.some(({ kind }) => kind === "add-tag" || kind === "remove-tag")

async function allSteps(db: Db, change: Pick<ChangeRow, "id" | "continues">): Promise<StepRow[]> {
  const steps = (await stepsOf(db, [change.id])).get(change.id) ?? []
  const before = (await stepsBefore(db, [change])).get(change.id) ?? []
  const undone = (await cancelledUndoSteps(db, [change.id])).get(change.id) ?? []
  return stepsToUndo([...before, ...steps], undone)
}

/** What taking a change back would write; null when it cannot be taken back. */
export async function previewUndo(
  db: Db,
  changeId: string,
  person: Person,
): Promise<UndoPreview | null> {
  const view = await changeView(db, changeId)
  if (!view?.can.undo) return null
  const [change] = await db.select().from(changes).where(eq(changes.id, changeId))
  if (!change) return null
  const line = withdrawalLine(person, null)
  const steps = (await allSteps(db, change)).map((step) => undoOf(step, line))
  const moves = movesTags(steps)
  return { steps, movesTags: moves, holdSeconds: moves ? env().TAG_HOLD_SECONDS : 0 }
}

function nowInWords(): string {
  const { CLINIC_TIME_ZONE } = env()
  const at = new Intl.DateTimeFormat("en-US", {
    timeZone: CLINIC_TIME_ZONE,
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date())
  return `${at} ${CLINIC_TIME_ZONE}`
}

/**
 * Takes a change back by a new one that restores what was seen, under the engine's rules. Only what the
 * change really did is taken back. Held while tags move. However many ask at once, one is stored.
 */
export function undoChange(
  db: Db,
  changeId: string,
  person: Person,
  queue: ChangeQueue = processQueue(),
): Promise<UndoOutcome> {
  return db.transaction(async (tx): Promise<UndoOutcome> => {
    // The lock on the change that is taken back lets one undo through at a time.
    const [change] = await tx.select().from(changes).where(eq(changes.id, changeId)).for("update")
    const view = change ? await changeView(tx, changeId) : null
    if (!change || !view?.can.undo) return { outcome: "refused", message: NOT_POSSIBLE }
    const line = withdrawalLine(person, nowInWords())
    const steps = (await allSteps(tx, change)).map((step) => undoOf(step, line))
    try {
      const created = await createChange(
        tx,
        {
          contactId: change.contactId,
          kind: "undo",
          personId: person.id,
          undoOf: change.id,
          holdSeconds: movesTags(steps) ? env().TAG_HOLD_SECONDS : 0,
          steps,
        },
        queue,
      )
      await recordAudit(tx, {
        actor: "person",
        personId: person.id,
        action: "change.undone",
        contactId: change.contactId,
        detail: { changeId, undoneBy: created.changeId, draftId: change.draftId },
      })
      return { outcome: "stored", changeId: created.changeId }
    } catch (error) {
      if (error instanceof InvalidChangeError) return { outcome: "refused", message: error.message }
      throw error
    }
  })
}
