import type { Problem } from "#lib/problem.ts"

/** Said where a field is chosen and the custom ones are not among them. */
export function FieldsMissing({ problem }: { problem: Problem | null }) {
  if (problem === null) return null
  return (
    <p className="border-line border-b bg-warn-soft px-3.5 py-2 text-warn-text text-xs">
      {problem.title} Only the contact’s own fields can be chosen. {problem.advice}
    </p>
  )
}
