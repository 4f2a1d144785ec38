import "server-only"
import { withLinks } from "./contacts.ts"
import type { Context } from "./context.ts"
import { withinOneDeadline } from "./deadline.ts"
import { pathId } from "./ids.ts"
import { decodeNote, encodeNote } from "./note-body.ts"
import { noteReader } from "./note-reader.ts"
import { noteAnswer, type RawNote } from "./note-schema.ts"
import type { Ghl, Note } from "./types.ts"

/** Notes of a contact. Bodies are plain text here and in the account's own form on the wire. */
export function noteVerbs(
  context: Context,
): Pick<Ghl, "listNotes" | "getNote" | "createNote" | "updateNote"> {
  const { settings, call, share, redactor, noteKind } = context
  const notesPath = (contactId: string) => `/contacts/${pathId(contactId)}/notes`
  const { readNotes, readNote, settleKind } = noteReader(context)
  const shown = (contactId: string, note: RawNote): Note => ({
    ...note,
    contactId,
    body: decodeNote(note.body, noteKind.known()),
    ...(noteKind.isSpoilt(note.id) ? { takenForHtml: true } : {}),
  })
  const kindToWrite = () => noteKind.known()?.kind ?? "plain"

  return {
    async listNotes(contactId, given = {}) {
      const options = given.forWrite ? withinOneDeadline(settings, given) : given
      if (options.forWrite) await settleKind(options)
      return share(`notes ${contactId}`, options, async (shared) => {
        const raw = await readNotes(contactId, shared)
        return redactor.cleanAll(raw.map((note) => shown(contactId, note)))
      })
    },

    async getNote(contactId, noteId, options = {}) {
      return share(`note ${contactId} ${noteId}`, options, async (shared) => {
        const raw = await readNote(contactId, noteId, shared)
        return redactor.cleanAll(shown(contactId, raw))
      })
    },

    async createNote(contactId, body, options = {}) {
      const path = notesPath(contactId)
      const kind = kindToWrite()
      const json = { body: encodeNote(body, kind) }
      const answer = await call({ method: "post", path, json, write: true, options })
      const noteId = noteAnswer.safeParse(answer.body).data?.id ?? null
      // What the answer shows may be an echo of the request: only a read of the note tells.
      if (noteId !== null) noteKind.made(noteId, json.body, kind)
      return { traceId: answer.traceId, noteId }
    },

    async updateNote(contactId, noteId, body, given = {}) {
      const options = withinOneDeadline(settings, given)
      const path = `${notesPath(contactId)}/${pathId(noteId)}`
      const text = await withLinks(context, body, async () => {
        const current = await readNote(contactId, noteId, { ...options, fresh: true })
        return decodeNote(current.body, noteKind.known())
      })
      const json = { body: encodeNote(text, kindToWrite()) }
      noteKind.edited(noteId)
      const { traceId } = await call({ method: "put", path, json, write: true, options })
      return { traceId }
    },
  }
}
