import "server-only"
import { withLinks } from "./contacts.ts"
import type { Context } from "./context.ts"
import { pathId } from "./ids.ts"
import { decodeNote, encodeNote } from "./note-body.ts"
import { noteReader } from "./note-kind.ts"
import { noteAnswer } from "./note-schema.ts"
import type { Ghl } from "./types.ts"

/** Notes of a contact. Bodies are plain text here and in the account's own form on the wire. */
export function noteVerbs(context: Context): Pick<Ghl, "listNotes" | "createNote" | "updateNote"> {
  const { call, share, redactor, noteKind } = context
  const notesPath = (contactId: string) => `/contacts/${pathId(contactId)}/notes`
  const { readNotes, kindForWriting } = noteReader(context)

  return {
    async listNotes(contactId, options = {}) {
      return share(`notes ${contactId}`, options, async (shared) => {
        const raw = await readNotes(contactId, shared)
        const notes = raw
          .map((note) => ({ ...note, contactId, body: decodeNote(note.body, noteKind.kind()) }))
          .sort((a, b) => (b.dateAdded ?? "").localeCompare(a.dateAdded ?? ""))
        return redactor.cleanAll(notes)
      })
    },

    async createNote(contactId, body, options = {}) {
      const path = notesPath(contactId)
      const json = { body: encodeNote(body, await kindForWriting(options)) }
      const answer = await call({ method: "post", path, json, write: true, options })
      const echo = noteAnswer.safeParse(answer.body).data
      if (echo?.note) noteKind.learn(echo.note.body, echo.note.dateAdded)
      return { traceId: answer.traceId, noteId: echo?.id ?? null }
    },

    async updateNote(contactId, noteId, body, options = {}) {
      const path = `${notesPath(contactId)}/${pathId(noteId)}`
      const text = await withLinks(context, body, async () => {
        const notes = await readNotes(contactId, { ...options, fresh: true })
        const current = notes.find(({ id }) => id === noteId)?.body ?? ""
        return decodeNote(current, noteKind.kind())
      })
      const json = { body: encodeNote(text, await kindForWriting(options)) }
      const { traceId } = await call({ method: "put", path, json, write: true, options })
      return { traceId }
    },
  }
}
