import { randomUUID } from "node:crypto"
import { json, newTraceId, Refusal } from "../answers.ts"
import { type Call, contactOf, objectBody, type Route, refuseUnknown } from "../call.ts"
import { sanitised } from "../note-body.ts"
import { idOf } from "../seed/ids.ts"
import { noteShape } from "../shapes.ts"
import type { StoredNote } from "../types.ts"

const KNOWN = ["body", "userId", "title", "color", "pinned"]

/** GET /contacts/{id}/notes: all of them, newest first, unless the settings say otherwise. */
export function listNotes(call: Call) {
  const { notes: kind, notesOrder, notesCap } = call.settings
  const all = call.store.notesAt(contactOf(call).id, call.asOf)
  const notes = (notesOrder === "newest" ? all.toReversed() : all)
    .slice(0, notesCap ?? undefined)
    .map((note) => noteShape(note, kind))
  return json(200, { notes, traceId: newTraceId() })
}

/** POST /contacts/{id}/notes: the same request twice makes two notes. */
export function createNote(call: Call) {
  const contact = contactOf(call)
  const body = objectBody(call)
  if (!("body" in body))
    throw new Refusal(422, ["body should not be empty", "body must be a string"])
  const note: StoredNote = {
    id: idOf("note", randomUUID()),
    contactId: contact.id,
    ...partsOf(body),
    body: bodyOf(call, body.body),
    html: call.settings.notes === "html",
    dateAdded: new Date(call.now).toISOString(),
  }
  call.store.putNotes(contact.id, [...call.store.notesOf(contact.id), note])
  call.effects.push({ kind: "note-created", contactId: contact.id, noteId: note.id })
  return json(201, { note: noteShape(note, call.settings.notes), traceId: newTraceId() })
}

/** GET /contacts/{id}/notes/{noteId} */
export function readNote(call: Call) {
  const note = noteShape(noteOf(call), call.settings.notes)
  return json(200, { note, traceId: newTraceId() })
}

/** PUT /contacts/{id}/notes/{noteId} */
export function updateNote(call: Call) {
  const old = noteOf(call)
  const body = objectBody(call)
  const note: StoredNote = {
    ...old,
    ...partsOf(body),
    ...("body" in body
      ? { body: bodyOf(call, body.body), html: call.settings.notes === "html" }
      : {}),
  }
  replace(call, old, note)
  call.effects.push({ kind: "note-updated", contactId: note.contactId, noteId: note.id })
  return json(200, { note: noteShape(note, call.settings.notes), traceId: newTraceId() })
}

/** DELETE /contacts/{id}/notes/{noteId} */
export function deleteNote(call: Call) {
  const note = noteOf(call)
  replace(call, note, null)
  call.effects.push({ kind: "note-deleted", contactId: note.contactId, noteId: note.id })
  return json(200, { succeded: true, traceId: newTraceId() })
}

function noteOf(call: Call): StoredNote {
  const contact = contactOf(call)
  const note = call.store.notesAt(contact.id, call.asOf).find(({ id }) => id === call.params.noteId)
  if (!note) throw new Refusal(404, "Note not found")
  return note
}

function replace(call: Call, old: StoredNote, note: StoredNote | null): void {
  const notes = call.store.notesOf(old.contactId)
  call.store.putNotes(
    old.contactId,
    notes.flatMap((other) => (other.id !== old.id ? [other] : note ? [note] : [])),
  )
}

function bodyOf(call: Call, body: unknown): string {
  if (typeof body !== "string") throw new Refusal(422, ["body must be a string"])
  if (body.trim() === "") throw new Refusal(422, ["body should not be empty"])
  return call.settings.notes === "html" ? sanitised(body) : body
}

/** What stands beside the text. */
function partsOf(body: Record<string, unknown>): Partial<StoredNote> {
  refuseUnknown(body, KNOWN)
  const parts: Partial<StoredNote> = {}
  for (const name of ["userId", "title", "color"] as const) {
    const value = body[name]
    if (value === undefined) continue
    if (typeof value !== "string") throw new Refusal(422, [`${name} must be a string`])
    parts[name] = value
  }
  if (body.pinned !== undefined) {
    if (typeof body.pinned !== "boolean") {
      throw new Refusal(422, ["pinned must be a boolean value"])
    }
    parts.pinned = body.pinned
  }
  return parts
}

const NOTES = "/contacts/:contactId/notes"
const NOTE = `${NOTES}/:noteId`

export const contactNoteRoutes: Route[] = [
  { method: "GET", path: NOTES, scope: "contacts.readonly", handle: listNotes },
  { method: "POST", path: NOTES, scope: "contacts.write", handle: createNote },
  { method: "GET", path: NOTE, scope: "contacts.readonly", handle: readNote },
  { method: "PUT", path: NOTE, scope: "contacts.write", handle: updateNote },
  { method: "DELETE", path: NOTE, scope: "contacts.write", handle: deleteNote },
]
