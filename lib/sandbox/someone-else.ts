import { randomUUID } from "node:crypto"
import { z } from "zod"
import { Refusal } from "./answers.ts"
import { type Call, save } from "./call.ts"
import { definitionOf, valueFor, withField } from "./field-values.ts"
import { noteEffects } from "./resources/contact-record.ts"
import type { Sandbox } from "./sandbox.ts"
import { idOf } from "./seed/ids.ts"
import { tagList } from "./tag-text.ts"
import type { Effect, SomeoneElseEdit, StoredContact, StoredNote, Truth } from "./types.ts"

const stored = z.json()

/** What `PUT /__sandbox/contacts/{id}` takes. */
export const someoneElseEdit = z.strictObject({
  delete: z.boolean().optional(),
  contact: z.record(z.string(), stored).optional(),
  fields: z.record(z.string(), stored).optional(),
  tags: z.array(z.string()).optional(),
  addTags: z.array(z.string()).optional(),
  removeTags: z.array(z.string()).optional(),
  notes: z
    .strictObject({
      add: z.array(z.strictObject({ body: z.string(), userId: z.string().optional() })).optional(),
      edit: z.record(z.string(), z.string()).optional(),
      remove: z.array(z.string()).optional(),
    })
    .optional(),
  tasks: z.record(z.string(), z.boolean()).optional(),
})

/** The contact as it stands, past the search index. 404 once it is deleted. */
export function truthOf(sandbox: Sandbox, id: string): Truth {
  const { store } = sandbox
  const contact = store.contacts.get(id)
  if (!contact) throw new Refusal(404, "No such contact")
  const fields = contact.customFields.map(({ id: fieldId, value }) => {
    const definition = definitionOf(store.world.definitions, fieldId)
    return [definition?.fieldKey ?? fieldId, value] as const
  })
  return {
    contact,
    notes: store.notesOf(id),
    tasks: store.tasksOf(id),
    fields: Object.fromEntries(fields),
  }
}

/** Changes a contact as another GHL user would, with one journal entry. Answers what then stands. */
export function editAsSomeoneElse(
  sandbox: Sandbox,
  id: string,
  edit: z.infer<typeof someoneElseEdit>,
  path: string,
): Truth | { deleted: true } {
  const before = truthOf(sandbox, id).contact
  const { store, settings } = sandbox
  const now = Date.now()
  const effects: Effect[] = []
  if (edit.delete) {
    store.removeContact(id, now + settings.indexLagMs)
    effects.push({ kind: "contact-deleted", contactId: id })
  } else {
    const call = { store, settings, now, effects }
    editRecord(call, before, edit)
    editNotes(call, id, edit.notes ?? {})
    editTasks(call, id, edit.tasks ?? {})
  }
  const time = new Date(now).toISOString()
  store.commit({
    n: store.nextNumber(),
    time,
    actor: "someone-else",
    method: "PUT",
    path,
    state: "answered",
    status: 200,
    body: edit,
    effects,
    effectAt: effects.length > 0 ? time : null,
    asOf: null,
    fault: null,
  })
  return edit.delete ? { deleted: true } : truthOf(sandbox, id)
}

type Desk = Pick<Call, "store" | "settings" | "now" | "effects">

function editRecord(
  call: Desk,
  before: StoredContact,
  edit: z.infer<typeof someoneElseEdit>,
): void {
  const own = Object.entries(edit.contact ?? {}).map(([name, value]) => [name, value ?? undefined])
  const after: StoredContact = { ...before, ...Object.fromEntries(own), id: before.id }
  for (const [key, value] of Object.entries(edit.fields ?? {})) {
    const field = definitionOf(call.store.world.definitions, key)
    if (!field) throw new Refusal(422, `No custom field ${key}`)
    after.customFields = withField(after.customFields, field.id, valueFor(field, value))
  }
  if (edit.tags) after.tags = tagList(edit.tags)
  const removed = tagList(edit.removeTags ?? [])
  const kept = after.tags.filter((tag) => !removed.includes(tag))
  after.tags = [...new Set([...kept, ...tagList(edit.addTags ?? [])])]
  const known = call.effects.length
  noteEffects(call, before, after)
  if (call.effects.length > known) save(call, after)
}

function editNotes(call: Desk, contactId: string, edit: NonNullable<SomeoneElseEdit["notes"]>) {
  let notes = call.store.notesOf(contactId)
  for (const noteId of edit.remove ?? []) {
    notes = notes.filter((note) => note.id !== noteId)
    call.effects.push({ kind: "note-deleted", contactId, noteId })
  }
  for (const [noteId, body] of Object.entries(edit.edit ?? {})) {
    notes = notes.map((note) => (note.id === noteId ? { ...note, body } : note))
    call.effects.push({ kind: "note-updated", contactId, noteId })
  }
  for (const { body, userId } of edit.add ?? []) {
    const note: StoredNote = {
      id: idOf("note", randomUUID()),
      contactId,
      body,
      html: call.settings.notes === "html",
      ...(userId ? { userId } : {}),
      dateAdded: new Date(call.now).toISOString(),
    }
    notes = [...notes, note]
    call.effects.push({ kind: "note-created", contactId, noteId: note.id })
  }
  if (edit.add || edit.edit || edit.remove) call.store.putNotes(contactId, notes)
}

function editTasks(call: Desk, contactId: string, edit: NonNullable<SomeoneElseEdit["tasks"]>) {
  const tasks = call.store.tasksOf(contactId)
  const after = tasks.map((task) => ({ ...task, completed: edit[task.id] ?? task.completed }))
  const changed = after.filter(({ completed }, n) => completed !== tasks[n]?.completed)
  if (changed.length === 0) return
  call.store.putTasks(contactId, after)
  for (const { id } of changed) call.effects.push({ kind: "task-updated", contactId, taskId: id })
}
