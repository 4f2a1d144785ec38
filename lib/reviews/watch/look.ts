import "server-only"
import { fieldText } from "#lib/changes/field-text.ts"
import { KEY_FIELDS } from "#lib/contacts/key-fields.ts"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, Ghl } from "#lib/ghl/types.ts"
import { dbTime } from "./db-time.ts"
import { judgeStanding } from "./judge.ts"
import { keepWatchLease, WatchLeaseLostError } from "./lease.ts"
import { type LookResult, NoCallNotesError } from "./news.ts"
import { withOpenWrites } from "./open-writes.ts"
import { sortOut } from "./sort-out.ts"
import { readWatchState, saveWatchState, type WatchState } from "./state.ts"
import { toRetry, withFailed, without } from "./unreadable.ts"

export type LookConfig = {
  ghl: Ghl
  /** Requests to GHL that one look may make; the next one goes on where it stopped. */
  requests: number
  /** Contacts a page of the search. */
  pageSize: number
  /** Milliseconds until a contact that could not be read is tried again; doubled with each failure. */
  retryMs: number
}

/** Longer than any request of ours takes: a process that died with the watch holds it no longer. */
export const LEASE_MS = 60_000
/** How far back a walk begins before the newest contact of the one before: the index lags by seconds. */
const OVERLAP_MS = 2 * 60_000
/** A contact untouched for so long stands in the index as it truly is. */
const SETTLED_MS = 10 * 60_000

/**
 * Contacts that may be found unreadable before a look gives up: then it may be GHL. Those that were
 * known to be count for nothing, or enough of them would end every look.
 */
const MAX_FAILED = 3

/** Of the requests of a look, so much goes to contacts that failed before: the rest is for the others. */
const RETRY_SHARE = 1 / 3

/** Failures that would meet every other contact too. */
const isOfAll = ({ kind }: GhlError) =>
  ["unauthorized", "missing-scope", "forbidden", "rate-limited", "network"].includes(kind)

const time = (iso: string | null) => (iso === null ? 0 : Date.parse(iso))
const iso = (ms: number) => new Date(ms).toISOString()

/**
 * One look over contacts that were updated since the last one, at the back of the queue for GHL and
 * within its number of requests. Throws GhlError and NoCallNotesError, what it has found until then is
 * kept, and WatchLeaseLostError.
 */
export async function look(
  db: Db,
  { ghl, requests, pageSize, retryMs }: LookConfig,
  token: string,
  signal?: AbortSignal,
): Promise<LookResult> {
  const state = await readWatchState(db)
  const background = { priority: "background", signal } as const
  const definitions = await ghl.listFieldDefinitions(background)
  const fieldId = definitions.find(({ key }) => key === KEY_FIELDS.callNotes)?.id
  if (!fieldId) throw new NoCallNotesError()
  const textOf = (contact: Contact) =>
    fieldText(contact.fields.find((field) => field.fieldId === fieldId)?.value)
  const isBacklog = (contact: Contact) =>
    !state.backlogTaken && time(contact.dateUpdated) <= time(state.begunAt)

  const now = time(await dbTime(db))
  let left = requests
  let failed = 0
  const request = async <T>(call: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted()
    await keepWatchLease(db, token, LEASE_MS)
    left -= 1
    return call()
  }

  /** What fails for one contact puts it aside, whatever it was: the next look must not begin with it. */
  async function attempt<T>(contactId: string, act: () => Promise<T>): Promise<T | "failed"> {
    try {
      const done = await act()
      state.unreadable = without(state.unreadable, contactId)
      return done
    } catch (error) {
      if (signal?.aborted || error instanceof WatchLeaseLostError) throw error
      const isNew = !isAside(contactId)
      state.unreadable = withFailed(state.unreadable, contactId, now, retryMs)
      state.toRead = state.toRead.filter((id) => id !== contactId)
      if (isNew) failed += 1
      if (!(error instanceof GhlError) || isOfAll(error)) throw error
      if (isNew && failed > MAX_FAILED) throw error
      return "failed"
    }
  }
  const isAside = (id: string) => state.unreadable.some(({ contactId }) => contactId === id)

  async function readNext(contactId: string): Promise<void> {
    const verdict = await attempt(contactId, async () => {
      const open = await withOpenWrites(db, [contactId], fieldId ?? "")
      return open.size > 0 ? "later" : readAndJudge(contactId)
    })
    state.toRead = state.toRead.filter((id) => id !== contactId)
    if (verdict === "later") state.toRevisit = [...new Set([...state.toRevisit, contactId])]
  }

  async function readAndJudge(contactId: string): Promise<"settled" | "later"> {
    const met = state.backlogTaken && !isAside(contactId)
    const standing = { contactId, fieldId: fieldId ?? "", text: "", backlog: false, met }
    const contact = await request(() =>
      ghl.getContact(contactId, { ...background, fresh: true }),
    ).catch((error) => {
      if (error instanceof GhlError && error.kind === "not-found") return null
      throw error
    })
    if (contact === null) return judgeStanding(db, standing)
    const backlog = isBacklog(contact)
    return judgeStanding(db, { ...standing, text: textOf(contact), backlog })
  }

  async function readPage(): Promise<void> {
    state.begunAt ??= await dbTime(db)
    const { since, after } = state
    const page = await request(() =>
      ghl.listUpdatedContacts({ since, after, limit: pageSize }, background),
    )
    const settledBefore = time(state.begunAt) - SETTLED_MS
    const { trusted, toRead } = await sortOut(
      db,
      fieldId ?? "",
      page.contacts
        .filter(({ id }) => !isAside(id))
        .map((contact) => ({
          contactId: contact.id,
          text: textOf(contact),
          isOld: contact.dateUpdated !== null && time(contact.dateUpdated) < settledBefore,
        })),
    )
    for (const { contactId, text } of trusted) {
      const backlog = !state.backlogTaken
      await attempt(contactId, () =>
        judgeStanding(db, { contactId, fieldId: fieldId ?? "", text, backlog, met: !backlog }),
      )
    }
    state.toRead = [...new Set([...state.toRead, ...toRead])]
    for (const { dateUpdated } of page.contacts) {
      if (time(dateUpdated) > time(state.newest)) state.newest = dateUpdated
    }
    state.after = page.next
    state.ended = page.next === null
  }

  const result = (complete: boolean) => ({ complete, unreadable: state.unreadable.length })
  try {
    const stillOpen = await withOpenWrites(db, state.toRevisit, fieldId)
    state.toRead = [
      ...new Set([
        ...state.toRevisit.filter((id) => !stillOpen.has(id)),
        ...state.toRead,
        ...toRetry(state.unreadable, now, Math.ceil(requests * RETRY_SHARE)),
      ]),
    ]
    state.toRevisit = state.toRevisit.filter((id) => stillOpen.has(id))
    for (;;) {
      const [next] = state.toRead
      if (next && left > 0) await readNext(next)
      else if (next || (left <= 0 && !state.ended)) return result(false)
      else if (state.ended) {
        endWalk(state)
        return result(true)
      } else await readPage()
    }
  } finally {
    await saveWatchState(db, token, state)
  }
}

/** The next walk begins a little before the newest contact of this one, never beyond this one's own beginning. */
function endWalk(state: WatchState): void {
  if (state.newest !== null) {
    const until = Math.min(time(state.newest), time(state.begunAt))
    state.since = iso(Math.max(time(state.since), until - OVERLAP_MS))
  }
  state.after = null
  state.begunAt = null
  state.newest = null
  state.ended = false
  state.backlogTaken = true
}
