import "server-only"
import { type Context, readAnswer } from "./context.ts"
import { leftUntil } from "./deadline.ts"
import { GhlError } from "./errors.ts"
import { pathId } from "./ids.ts"
import { proofRecall } from "./kept-proof.ts"
import { notesAnswer, oneNoteAnswer, type RawNote } from "./note-schema.ts"
import { listAnswer, searchAnswer } from "./pages-schema.ts"
import { wireOrder } from "./search-filter.ts"
import type { CallOptions } from "./types.ts"

/** How many contacts to look through for notes that tell, before the first one is written. */
const LOOK_AT = 10
/** How many where none of those has told. */
const LOOK_FURTHER = 20
const AT_ONCE = 2
const LOOK_MS = 5_000
/** What the look is for has the rest of the verb's time. */
const LOOK_SHARE = 1 / 3
/** In an account without such a note the question is not asked again before each note. */
const ASK_AGAIN_MS = 10 * 60_000

/** Reads notes as they came, and learns from them in which form the account stores them. */
export function noteReader({ settings, call, noteKind }: Omit<Context, "share">) {
  /** By a steady clock, in ms; null: not yet, or nothing was learnt. */
  let askedAt: number | null = null
  let asking: Promise<void> | null = null
  const recall = proofRecall({ settings, noteKind })
  // After a restart notes are read, and not only written, by what is proven.
  void recall()

  /** GET /contacts/{id}/notes */
  async function readNotes(contactId: string, options: CallOptions): Promise<RawNote[]> {
    const path = `/contacts/${pathId(contactId)}/notes`
    const answer = await call({ method: "get", path, write: false, options })
    const { notes } = readAnswer(notesAnswer, answer)
    for (const note of notes) noteKind.learn(contactId, note)
    return notes
  }

  /** GET /contacts/{id}/notes/{noteId} */
  async function readNote(
    contactId: string,
    noteId: string,
    options: CallOptions,
  ): Promise<RawNote> {
    const path = `/contacts/${pathId(contactId)}/notes/${pathId(noteId)}`
    const answer = await call({ method: "get", path, write: false, options })
    const { note } = readAnswer(oneNoteAnswer, answer)
    if (note.id !== noteId) {
      throw new GhlError({
        kind: "upstream",
        message: "GHL answered with another note than the one asked for",
        traceId: answer.traceId,
        retryable: false,
        effect: "unknown",
      })
    }
    noteKind.learn(contactId, note)
    return note
  }

  /**
   * POST /contacts/search, those that were worked on last first: they are the likeliest to have notes.
   * GET /contacts/ begins with the newest, which have the fewest; it is for when the search gives nobody.
   */
  async function contactsToLookAt(options: CallOptions): Promise<{ id: string }[]> {
    const { locationId } = settings
    const sort = wireOrder({ by: "dateUpdated", direction: "desc" })
    const json = { locationId, pageLimit: LOOK_FURTHER, page: 1, sort }
    const search = {
      method: "post",
      path: "/contacts/search",
      json,
      write: false,
      options,
    } as const
    try {
      const { contacts } = readAnswer(searchAnswer, await call(search))
      if (contacts.length > 0) return contacts
    } catch (error) {
      if (!(error instanceof GhlError)) throw error
    }
    const searchParams = { locationId, limit: LOOK_FURTHER }
    const list = { method: "get", path: "/contacts/", searchParams, write: false, options } as const
    return readAnswer(listAnswer, await call(list)).contacts
  }

  async function lookAround(options: CallOptions): Promise<void> {
    const contacts = await contactsToLookAt(options)
    for (let at = 0; at < contacts.length; at += AT_ONCE) {
      if (noteKind.isSettled() || (at >= LOOK_AT && !noteKind.isUntold())) return
      await Promise.all(
        contacts.slice(at, at + AT_ONCE).map(async ({ id }) => {
          try {
            await readNotes(id, options)
          } catch (error) {
            // The search knows a contact for some seconds after it was deleted.
            if (!(error instanceof GhlError && error.kind === "not-found")) throw error
          }
        }),
      )
    }
  }

  async function ask(options: CallOptions): Promise<void> {
    askedAt = performance.now()
    const left = leftUntil(options.deadline ?? Number.POSITIVE_INFINITY)
    const limit = AbortSignal.timeout(Math.min(LOOK_MS, Math.ceil(left * LOOK_SHARE)))
    const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
    try {
      await lookAround({ ...options, signal })
    } catch (error) {
      // What was not learnt is asked again before the next note.
      askedAt = null
      options.signal?.throwIfAborted()
      // The write itself will meet the same trouble and report it.
      if (!(error instanceof GhlError) && !limit.aborted) throw error
    }
  }

  /**
   * Settles in which form notes are to be written, before the fresh read that a write rests on: nothing may
   * lie between the two. Plain text sent to an account that keeps HTML loses line ends and `<5.6 %`, so
   * until it is proven, by whatever process, or nine notes of others have told, those of some other contacts
   * are looked at.
   */
  async function settleKind(options: CallOptions): Promise<void> {
    await recall()
    if (asking !== null) await asking.catch(() => {})
    if (noteKind.isSettled()) return
    const isDue =
      askedAt === null || (noteKind.isUntold() && performance.now() - askedAt > ASK_AGAIN_MS)
    if (!isDue) return
    asking = ask(options).finally(() => {
      asking = null
    })
    await asking
  }

  return { readNotes, readNote, settleKind }
}
