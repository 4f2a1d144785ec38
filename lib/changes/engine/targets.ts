import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Ghl, Note, ReadOptions, WriteReceipt } from "#lib/ghl/types.ts"
import { fieldText } from "../field-text.ts"
import { normaliseTag } from "../normalise.ts"
import { carriesReference } from "../reference.ts"
import { taskOf, taskText } from "../task-text.ts"
import type { StepKind } from "../types.ts"
import { endsOf, mayHide } from "./notes-shown.ts"
import type { StepRow } from "./rows.ts"

/** What stands in GHL for a step. `text` null: there is no such note or task. */
export type Standing = {
  text: string | null
  /** Id of the note or task that the step has made. */
  madeId?: string
  /** The note was altered because its account keeps HTML, as is only known since. */
  takenForHtml?: boolean
  /**
   * Changes with every change of the contact; for tags and fields, whose value alone does not tell that what
   * was written came and was taken back.
   */
  version?: string
  /** Ends of the list of notes that was read, to tell later whether it can hide a new one. */
  listed?: string
  /** The note may stand in GHL all the same, where a capped list does not show it. */
  mayBeHidden?: boolean
}

type Target = {
  read(ghl: Ghl, contactId: string, step: StepRow): Promise<Standing>
  /** `noteId`: of a new note, by GHL's answer. */
  write(
    ghl: Ghl,
    contactId: string,
    step: StepRow,
    options: ReadOptions,
  ): Promise<WriteReceipt & { noteId?: string | null }>
}

const FRESH = { fresh: true, forWrite: true } as const

/** The custom field, note, task or tag a step is about. Every kind but a new note or task has one. */
const targetOf = (step: StepRow): string => {
  if (step.target === null) throw new Error(`Step ${step.id} has no target`)
  return step.target
}

/** A note by its id, whatever the list shows; null: there is none. The contact itself was just read. */
async function noteById(ghl: Ghl, contactId: string, noteId: string): Promise<Note | null> {
  try {
    return await ghl.getNote(contactId, noteId, FRESH)
  } catch (error) {
    if (error instanceof GhlError && error.kind === "not-found") return null
    throw error
  }
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
      const { fields, dateUpdated } = await ghl.getContact(contactId, FRESH)
      const text = fieldText(fields.find((field) => field.fieldId === step.target)?.value)
      return { text, version: dateUpdated ?? undefined }
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
      const isOurs = (note: Note) => carriesReference(note.body, step.reference ?? "")
      const notes = await ghl.listNotes(contactId, FRESH)
      const { answeredId, listed } = step.detail
      let made = notes.find(isOurs) ?? null
      // GHL's word for what it made says only where to look: the reference tells.
      if (made === null && answeredId) made = await noteById(ghl, contactId, answeredId)
      if (made !== null && isOurs(made)) {
        return { text: made.body, madeId: made.id, takenForHtml: made.takenForHtml }
      }
      return { text: null, listed: endsOf(notes), mayBeHidden: mayHide(notes, listed ?? "") }
    },
    write: (ghl, contactId, step, options) => ghl.createNote(contactId, step.wanted, options),
  },
  "edit-note": {
    async read(ghl, contactId, step) {
      const notes = await ghl.listNotes(contactId, FRESH)
      const noteId = targetOf(step)
      const listed = notes.find(({ id }) => id === noteId)
      return { text: (listed ?? (await noteById(ghl, contactId, noteId)))?.body ?? null }
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
