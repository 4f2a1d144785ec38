import type { FirstApproval } from "#lib/reviews/types.ts"

/** Says whose approval came first, where this person's is the second. */
export function SecondTurn({ first }: { first: FirstApproval | null }) {
  if (!first || first.mine) return null
  return (
    <p className="rounded-xl border border-info-line bg-info-soft px-4 py-2 text-sm text-info-text">
      {first.by} gave the first approval to this very text. Yours is the second: then it is written.
      An edit takes the first one back.
    </p>
  )
}
