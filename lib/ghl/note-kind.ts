import "server-only"
import { type Context, readAnswer } from "./context.ts"
import { GhlError } from "./errors.ts"
import { pathId } from "./ids.ts"
import { kindOfBody, type NoteKind } from "./note-body.ts"
import { notesAnswer, type RawNote } from "./note-schema.ts"
import { listAnswer } from "./pages-schema.ts"
import type { ReadOptions } from "./types.ts"

/** How many contacts to look through for a note that tells, before the first one is written. */
const LOOK_AT = 10
const LOOK_MS = 5_000
/** In an account without such a note the question is not asked again before each note. */
const ASK_AGAIN_MS = 10 * 60_000

/** Remembers how the account stores notes, by the newest note that tells. */
export type NoteKindMemory = {
  learn(body: string, dateAdded: string | null): void
  kind(): NoteKind | null
}

export function createNoteKindMemory(): NoteKindMemory {
  let known: { kind: NoteKind; at: string } | null = null
  return {
    learn(body, dateAdded) {
      const kind = kindOfBody(body)
      const at = dateAdded ?? ""
      if (kind !== null && (known === null || at >= known.at)) known = { kind, at }
    },
    kind: () => known?.kind ?? null,
  }
}

/** Reads notes as they came and learns from them. */
export function noteReader({ settings, call, noteKind }: Omit<Context, "share">) {
  let askedAt = 0

  /** GET /contacts/{id}/notes */
  async function readNotes(contactId: string, options: ReadOptions): Promise<RawNote[]> {
    const path = `/contacts/${pathId(contactId)}/notes`
    const answer = await call({ method: "get", path, write: false, options })
    const { notes } = readAnswer(notesAnswer, answer)
    for (const { body, dateAdded } of notes) noteKind.learn(body, dateAdded)
    return notes
  }

  async function lookAround(options: ReadOptions): Promise<void> {
    const answer = await call({
      method: "get",
      path: "/contacts/",
      searchParams: { locationId: settings.locationId, limit: LOOK_AT },
      write: false,
      options,
    })
    for (const { id } of readAnswer(listAnswer, answer).contacts) {
      await readNotes(id, options)
      if (noteKind.kind() !== null) return
    }
  }

  /**
   * The kind to write in. Plain text sent to an account that keeps HTML loses line ends and `<5.6 %`,
   * so while no note has told, those of some other contacts are looked at. `plain` if none tells.
   */
  async function kindForWriting(options: ReadOptions): Promise<NoteKind> {
    if (noteKind.kind() === null && Date.now() - askedAt > ASK_AGAIN_MS) {
      askedAt = Date.now()
      const limit = AbortSignal.timeout(LOOK_MS)
      const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
      try {
        await lookAround({ ...options, signal })
      } catch (error) {
        options.signal?.throwIfAborted()
        // The kind stays unknown; the write itself will meet the same trouble and report it.
        if (!(error instanceof GhlError) && !limit.aborted) throw error
        askedAt = 0
      }
    }
    return noteKind.kind() ?? "plain"
  }

  return { readNotes, kindForWriting }
}
