import { type Contradiction, contradictionKey } from "#lib/reviews/decision/contradiction.ts"

/** What the sources contradict: all of it, since a reason counts for what stood beside it alone. */
export function ContradictionList({
  contradictions,
  nameText = false,
}: {
  contradictions: readonly Contradiction[]
  /** Whether to say in which of the two texts each stands. */
  nameText?: boolean
}) {
  const each = new Map(contradictions.map((one) => [contradictionKey(one), one]))
  return (
    <ul className="list-disc space-y-1 pl-4">
      {[...each].map(([key, { text, claim, message }]) => (
        <li key={key}>
          <bdi className="font-medium break-words">{claim}</bdi>
          {nameText && ` in the ${text}.`} {message}
        </li>
      ))}
    </ul>
  )
}
