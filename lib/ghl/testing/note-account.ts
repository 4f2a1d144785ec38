import type { GhlSettings } from "../settings.ts"
import { json, startWire, type Wire } from "./wire.ts"

export type AccountNote = { id: string; body: string; dateAdded: string }
type Notes = Record<string, AccountNote[]>

/** Bodies as somebody's notes, the newest first: `NAME-0` is the newest of all. */
export const notesOf = (name: string, bodies: readonly string[], year = 2025): AccountNote[] =>
  bodies.map((body, n) => ({
    id: `${name}-${n}`,
    body,
    dateAdded: new Date(Date.UTC(year, 0, 300 - n)).toISOString(),
  }))

/**
 * An account whose notes are given as they stand in it: from before GHL changed its form, or of colleagues,
 * looking like the other kind. `stored`: what it keeps of a body that it is sent. Whom `notes` names first
 * was worked on last and is the oldest contact: the search begins with them, and the list ends.
 */
export async function startNoteAccount(
  stored: (body: string) => string,
  notes: Notes,
  settings: Partial<GhlSettings> = {},
): Promise<Wire & { notes: Notes }> {
  const wire = await startWire(({ method, url, body }, response) => {
    const [path = "", query] = url.split("?")
    const contacts = Object.keys(notes).map((id) => ({ id }))
    if (path === "/contacts/search") {
      const { pageLimit, sort } = JSON.parse(body)
      const isByUpdate = sort[0].field === "dateUpdated" && sort[0].direction === "desc"
      const found = isByUpdate ? contacts : contacts.toReversed()
      return json(response, 200, { contacts: found.slice(0, pageLimit), total: contacts.length })
    }
    if (path === "/contacts/") {
      const limit = Number(new URLSearchParams(query).get("limit"))
      return json(response, 200, { contacts: contacts.toReversed().slice(0, limit) })
    }
    const [, , contactId = "", , noteId] = path.split("/")
    const all = notes[contactId] ?? []
    notes[contactId] = all
    const note = all.find(({ id }) => id === noteId)
    if (method === "POST") {
      const made = {
        id: `made-${contactId}-${all.length}`,
        body: stored(JSON.parse(body).body),
        dateAdded: new Date().toISOString(),
      }
      all.unshift(made)
      return json(response, 201, { note: made })
    }
    if (noteId === undefined) return json(response, 200, { notes: all })
    if (!note) return json(response, 404, { message: "Note not found" })
    if (method === "PUT") note.body = stored(JSON.parse(body).body)
    json(response, 200, { note })
  }, settings)
  return { ...wire, notes }
}
