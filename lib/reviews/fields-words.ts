import type { Problem } from "#lib/problem.ts"

/** Why nothing can be approved while GHL does not tell which field holds the call notes. */
export const callNotesUnknown = ({ title, advice }: Problem): string =>
  `The call notes cannot be read, so nothing can be approved. ${title} ${advice ?? ""}`.trim()
