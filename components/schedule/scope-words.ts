import type { Problem } from "#lib/problem.ts"

/**
 * A failure of one half in words for that half: a missing right is said where its absence is met. A token
 * that is refused altogether stays what it is.
 */
export function withScope(problem: Problem, what: "tasks" | "appointments"): Problem {
  if (problem.kind !== "missing-scope") return problem
  return {
    ...problem,
    title: `Caredesk's access token may not read ${what} in GoHighLevel.`,
    advice: problem.scope
      ? `GoHighLevel says that it lacks the scope ${problem.scope}, which an administrator can add there.`
      : "An administrator can see on the Connection page what is missing. The rest works.",
    canRetry: false,
  }
}
