/**
 * How `npm run faults` ends, beside 0: something was found that must not be. With a guard switched off it
 * is something that this guard is there to prevent.
 */
export const VIOLATIONS = 3

/** A store that was asked for is not installed here, and nothing is known of it. */
export const NOT_RUN = 4

/**
 * Nothing is known to be wrong, but something planned did not happen: nobody was killed at some of the
 * await points, no other process took over there, or a kind of trouble never came.
 */
export const UNSEEN = 5

/** Nothing is known to be wrong, but too few write-backs came to their end to say much. */
export const TOO_FEW_DONE = 6

/** With a guard switched off: there are violations, and none is of the kind that the guard prevents. */
export const OTHER_VIOLATIONS = 7
