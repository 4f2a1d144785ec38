/** How `npm run faults` ends, beside 0: the sandbox's journal and state tell of something that must not be. */
export const VIOLATIONS = 3

/** The store that was asked for is not installed here. */
export const NOT_RUN = 4

/** Nothing is known to be wrong, but nobody was killed at some of the await points. */
export const POINTS_MISSED = 5
