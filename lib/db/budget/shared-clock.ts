import "server-only"

/** A difference that no network or scheduling explains: the database's clock was set. */
const SET_MS = 1_000
/** Who sees it set twice within this time was asleep itself, and the others are right. */
const TWICE_MS = 60_000

/**
 * A clock that all processes on one database agree on and that does not jump when the database's wall
 * clock is set: the wall clock less a `shift` kept beside the shared state. Each process compares what has
 * passed with its own steady clock; the first to see a jump puts it into the shift.
 */
export function sharedClock(steady: () => number = () => performance.now()) {
  let offset: number | null = null
  let correctedAt = Number.NEGATIVE_INFINITY

  return {
    /**
     * The instant, and the shift to keep. `wall`: the database's clock at some moment since `before` by the
     * steady one, so that a process that was slow to listen takes that for no jump; all in ms.
     */
    read(wall: number, shift: number, before: number): { now: number; shift: number } {
      const own = steady()
      const least = wall - shift - own
      const most = wall - shift - before
      const fits = offset === null ? most : Math.min(Math.max(offset, least), most)
      const jump = offset === null ? 0 : fits - offset
      if (offset !== null && Math.abs(jump) > SET_MS && own - correctedAt > TWICE_MS) {
        correctedAt = own
        return { now: own + offset, shift: shift + jump }
      }
      offset = fits
      return { now: own + offset, shift }
    },
  }
}
