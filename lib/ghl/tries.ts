/** How often a read is tried. A write is sent once, whatever happens. */
export const MOST_TRIES = 3

const FIRST_PAUSE_MS = 300
const LONGEST_PAUSE_MS = 3_000

/** How long to wait after so many tries that failed, ms. `random`: from 0 to 1. */
export const pauseAfter = (tries: number, random: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.5 + random)

/** Whether an answer of this status tells of trouble that may be over with the next try. */
export const isPassing = (status: number): boolean =>
  status === 429 || status === 408 || status >= 500
