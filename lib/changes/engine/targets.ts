import "server-only"
import type { Ghl, ReadOptions, WriteReceipt } from "#lib/ghl/types.ts"
import { fieldText } from "../field-text.ts"
import { normaliseTag } from "../normalise.ts"
import { carriesReference } from "../reference.ts"
import { taskOf, taskText } from "../task-text.ts"
import type { StepKind } from "../types.ts"
import type { StepRow } from "./rows.ts"

/** What stands in GHL for a step. `text` null: there is no such note or task. */
export type Standing = {
  text: string | null
  /** Id of the note or task that the step has made. */
  madeId?: string
  /** Changes with every change of the contact; for tags, whose value alone does not tell that one came and went. */
  version?: string
}

type Target = {
  read(ghl: Ghl, contactId: string, step: StepRow): Promise<Standing>
  write(ghl: Ghl, contactId: string, step: StepRow, options: ReadOptions): Promise<WriteReceipt>
}

const FRESH = { fresh: true, forWrite: true } as const

/** The custom field, note, task or tag a step is about. Every kind but a new note or task has one. */
const targetOf = (step: StepRow): string => {
  if (step.target === null) throw new Error(`Step ${step.id} has no target`)
  return step.target
}

const readTag = async (ghl: Ghl, contactId: string, step: StepRow): Promise<Standing> => {
  const { tags, dateUpdated } = await ghl.getContact(contactId, FRESH)
  const has = tags.some((tag) => normaliseTag(tag) === targetOf(step))
  return { text: has ? "present" : "absent", version: dateUpdated ?? undefined }
}

/** How each kind of step is read and written. Every read goes past every cache. */
export const TARGETS: Record<StepKind, Target> = {
  "set-field": {
    async read(ghl, contactId, step) {
      const { fields } = await ghl.getContact(contactId, FRESH)
      return { text: fieldText(fields.find((field) => field.fieldId === step.target)?.value) }
    },
    write: (ghl, contactId, step, options) =>
      ghl.setCustomField(contactId, targetOf(step), step.wanted, options),
  },
  "add-tag": {
    read: readTag,
    write: (ghl, contactId, step, options) => ghl.addTags(contactId, [targetOf(step)], options),
  },
  "remove-tag": {
    read: readTag,
    write: (ghl, contactId, step, options) => ghl.removeTags(contactId, [targetOf(step)], options),
  },
  "create-note": {
    async read(ghl, contactId, step) {
      const notes = await ghl.listNotes(contactId, FRESH)
      const made = notes.find((note) => carriesReference(note.body, step.reference ?? ""))
      return made ? { text: made.body, madeId: made.id } : { text: null }
    },
    write: (ghl, contactId, step, options) => ghl.createNote(contactId, step.wanted, options),
  },
  "edit-note": {
    async read(ghl, contactId, step) {
      const notes = await ghl.listNotes(contactId, FRESH)
      return { text: notes.find((note) => note.id === step.target)?.body ?? null }
    },
    write: (ghl, contactId, step, options) =>
      ghl.updateNote(contactId, targetOf(step), step.wanted, options),
  },
  "create-task": {
    async read(ghl, contactId, step) {
      const tasks = await ghl.listTasks(contactId, FRESH)
      const made = tasks.find((task) => carriesReference(task.body, step.reference ?? ""))
      return made ? { text: taskText(made), madeId: made.id } : { text: null }
    },
    write: (ghl, contactId, step, options) =>
      ghl.createTask(contactId, taskOf(step.wanted, step.detail.dueAt), options),
  },
  "set-task": {
    async read(ghl, contactId, step) {
      const tasks = await ghl.listTasks(contactId, FRESH)
      const task = tasks.find(({ id }) => id === step.target)
      return { text: task ? (task.completed ? "completed" : "open") : null }
    },
    write: (ghl, contactId, step, options) =>
      ghl.setTaskCompleted(contactId, targetOf(step), step.wanted === "completed", options),
  },
}
