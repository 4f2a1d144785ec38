import type { Problem } from "#lib/problem.ts"

const reason = ({ title, advice }: Problem): string => `${title} ${advice ?? ""}`.trim()

/** Why nothing can be approved while GHL does not tell which field holds the call notes. */
export const callNotesUnknown = (problem: Problem): string =>
  `The call notes cannot be read, so nothing can be approved. ${reason(problem)}`

/** Why no text of the backlog can be accepted then. The names can be asked for again, whatever was missing. */
export const nothingAccepted = (problem: Problem): Problem => ({
  ...problem,
  title: "Nothing can be accepted now: which field holds the call notes is not known.",
  advice: reason(problem),
  canRetry: true,
})
