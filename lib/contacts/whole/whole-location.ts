import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { agingClock } from "./aging-clock.ts"
import { createCorrections } from "./corrections.ts"
import { readAll } from "./read-all.ts"
import type { OwnChanges, Whole } from "./types.ts"

/** Contacts stay in memory for a minute at most, counted from the moment their reading began. */
const KEEP_MS = 60_000
/** Older than this, and who reads lets them be read anew behind their back: later where it costs more. */
const REFRESH_MS = 15_000
const REFRESH_MORE_MS_A_PAGE = 1_000
const LATEST_REFRESH_MS = 45_000
/** GHL's list may show a write so much later. */
const LIST_LAG_MS = 30_000

type Kept = {
  whole: Whole
  /** When its reading began: by this process's clock of ages, and by the database's. */
  readAt: number
  changesFrom: number
}

export type WholeLocation = {
  /** Most contacts that are kept. */
  readonly limit: number
  /**
   * The whole location, with our own changes in it, whichever process made them; null when it has
   * more contacts than the limit. Reads it first where it is not in memory. Throws GhlError.
   */
  read(): Promise<Whole | null>
  /** The same, or undefined at once where nothing is in memory and nothing is known of its size. */
  readIfHere(): Promise<Whole | null | undefined>
  /** Takes note of how many contacts GHL says there are; begins to read a small location. Answers whether it is one. */
  met(total: number | null): boolean
}

/**
 * The location in this process's memory, never on disk, for at most a minute. Where it is read while
 * some seconds old, it is read anew in the background, one reading at a time.
 */
export function createWholeLocation({
  ghl,
  limit,
  changes,
  now = agingClock(),
}: {
  ghl: Pick<Ghl, "listContacts" | "listFieldDefinitions" | "getContact">
  /** Most contacts kept; 0: none. */
  limit: number
  changes: OwnChanges
  /** In ms, for ages alone. */
  now?: () => number
}): WholeLocation {
  const corrections = createCorrections(ghl, changes, now)
  let kept: Kept | null = null
  let tooLargeAt: number | null = null
  let underway: Promise<Kept | null> | null = null
  let hurry = new AbortController()
  let drop: NodeJS.Timeout | undefined

  const usable = (): Kept | null => {
    if (kept && now() - kept.readAt >= KEEP_MS) forget()
    return kept
  }

  function forget(): void {
    kept = null
    corrections.clear()
  }

  const isTooLarge = (): boolean => tooLargeAt !== null && now() - tooLargeAt < KEEP_MS

  async function load(): Promise<Kept | null> {
    const changesFrom = (await changes.now()) - LIST_LAG_MS
    const readAt = now()
    const whole = await readAll(ghl, limit, hurry.signal, kept?.whole.missing)
    if (whole === null) {
      tooLargeAt = now()
      forget()
      return null
    }
    tooLargeAt = null
    kept = { whole, readAt, changesFrom }
    corrections.forgetBefore(changesFrom)
    clearTimeout(drop)
    drop = setTimeout(forget, Math.max(0, readAt + KEEP_MS - now()))
    drop.unref()
    return kept
  }

  /** One reading at a time, whoever asks. */
  function loading(): Promise<Kept | null> {
    underway ??= load().finally(() => {
      underway = null
      hurry = new AbortController()
    })
    return underway
  }

  function loadBehind(): void {
    if (underway) return
    loading().catch((error: unknown) => {
      // Who needs it reads it again, and is told what is wrong.
      if (!(error instanceof GhlError)) log.error({ err: error }, "the location was not read")
      else log.warn({ kind: error.kind, traceId: error.traceId }, "GHL read of the location failed")
    })
  }

  async function corrected(found: Kept, isJustRead = false): Promise<Whole | null> {
    const wasHere = kept !== null
    const from = found.changesFrom
    const settled = await corrections.catchUp(await changes.since(from), from)
    // Dropped meanwhile, and its corrections with it.
    if (!kept && isTooLarge()) return null
    // Who changed one of these after us is not hidden for more than a minute either.
    const minuteAgo = from + LIST_LAG_MS + (now() - found.readAt) - KEEP_MS
    if (settled.some(({ at }) => at < minuteAgo) || (!kept && !isJustRead)) return readNow()
    // One that took a minute to read is as new as can be had; nothing drops its corrections twice.
    if (!kept && wasHere) return corrected(found, true)
    // A reading that ended meanwhile is newer, and what was corrected for it stands.
    const { whole } = kept ?? found
    const contacts = corrections.over(whole.contacts, settled, whole.definitions)
    return contacts === whole.contacts ? whole : { ...whole, contacts }
  }

  /** A reading for somebody who waits. One that began more than half a minute after a change vouches for it. */
  async function readNow(): Promise<Whole | null> {
    const reading = loading()
    hurry.abort()
    const loaded = await reading
    return loaded && corrected(loaded, true)
  }

  const refreshAfter = ({ whole }: Kept): number =>
    Math.min(
      LATEST_REFRESH_MS,
      REFRESH_MS + REFRESH_MORE_MS_A_PAGE * Math.floor(whole.contacts.length / 100),
    )

  async function readIfHere(): Promise<Whole | null | undefined> {
    if (limit === 0 || isTooLarge()) return null
    const found = usable()
    if (!found) return undefined
    if (now() - found.readAt >= refreshAfter(found)) loadBehind()
    return corrected(found)
  }

  return {
    limit,
    readIfHere,

    async read() {
      const here = await readIfHere()
      return here !== undefined ? here : readNow()
    },

    met(total) {
      if (limit === 0 || total === null) return false
      if (total > limit) {
        tooLargeAt = now()
        forget()
        return false
      }
      tooLargeAt = null
      if (!usable()) loadBehind()
      return true
    },
  }
}
