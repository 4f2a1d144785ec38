/** How `npm run faults` ends, beside 0: the sandbox's journal and state tell of something that must not be. */
export const VIOLATIONS = 3

/** The store that was asked for is not installed here. */
export const NOT_RUN = 4
