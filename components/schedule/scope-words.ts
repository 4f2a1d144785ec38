import type { Problem } from "#lib/problem.ts"

/** Accounts were seen to refuse one half alone in each of these ways. */
const NO_RIGHT: Problem["kind"][] = ["missing-scope", "unauthorized", "forbidden"]

/** A failure of one half in words for that half: a missing right is said where its absence is met. */
export function withScope(problem: Problem, what: "tasks" | "appointments"): Problem {
  if (!NO_RIGHT.includes(problem.kind)) return problem
  return {
    ...problem,
    title: `Caredesk's access token may not read ${what} in GoHighLevel.`,
    advice: "An administrator can see on the Connection page what is missing. The rest works.",
    canRetry: false,
  }
}
