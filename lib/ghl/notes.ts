import "server-only"
import { withLinks } from "./contacts.ts"
import { type Context, readAnswer } from "./context.ts"
import { pathId } from "./ids.ts"
import { decodeNote, encodeNote } from "./note-body.ts"
import { noteAnswer, notesAnswer, type RawNote } from "./note-schema.ts"
import type { Ghl, ReadOptions } from "./types.ts"

/** Notes of a contact. Bodies are plain text here and in the account's own form on the wire. */
export function noteVerbs(context: Context): Pick<Ghl, "listNotes" | "createNote" | "updateNote"> {
  const { call, share, redactor, noteKind } = context
  const notesPath = (contactId: string) => `/contacts/${pathId(contactId)}/notes`

  async function readRaw(contactId: string, options: ReadOptions): Promise<RawNote[]> {
    const path = notesPath(contactId)
    const answer = await call({ method: "get", path, write: false, options })
    const { notes } = readAnswer(notesAnswer, answer)
    for (const { body, dateAdded } of notes) noteKind.learn(body, dateAdded)
    return notes
  }

  /** The notes of the contact were read before it is written to, so the kind is known if any note tells. */
  function encoded(body: string): { body: string } {
    return { body: encodeNote(body, noteKind.kind() ?? "plain") }
  }

  return {
    async listNotes(contactId, options = {}) {
      return share(`notes ${contactId}`, options, async (shared) => {
        const raw = await readRaw(contactId, shared)
        const notes = raw
          .map((note) => ({ ...note, contactId, body: decodeNote(note.body, noteKind.kind()) }))
          .sort((a, b) => (b.dateAdded ?? "").localeCompare(a.dateAdded ?? ""))
        return redactor.cleanAll(notes)
      })
    },

    async createNote(contactId, body, options = {}) {
      const path = notesPath(contactId)
      const json = encoded(body)
      const answer = await call({ method: "post", path, json, write: true, options })
      const echo = noteAnswer.safeParse(answer.body).data
      if (echo?.note) noteKind.learn(echo.note.body, echo.note.dateAdded)
      return { traceId: answer.traceId, noteId: echo?.id ?? null }
    },

    async updateNote(contactId, noteId, body, options = {}) {
      const path = `${notesPath(contactId)}/${pathId(noteId)}`
      const text = await withLinks(context, body, async () => {
        const notes = await readRaw(contactId, { ...options, fresh: true })
        const current = notes.find(({ id }) => id === noteId)?.body ?? ""
        return decodeNote(current, noteKind.kind())
      })
      const json = encoded(text)
      const { traceId } = await call({ method: "put", path, json, write: true, options })
      return { traceId }
    },
  }
}
