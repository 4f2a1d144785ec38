"use client"

import { Decided } from "./decision/decided.tsx"
import type { Outcome } from "./decision/decided-panel.tsx"
import { LiveDiffPane } from "./live-diff/live-diff-pane.tsx"
import type { LiveDiff } from "./live-diff/use-live-diff.ts"
import { ResultPane } from "./result/result-pane.tsx"
import type { useResult } from "./use-result.ts"

/** The third pane: what an approval would write while the draft waits, what became of it afterwards. */
export function OutcomePane({
  waiting,
  mine,
  diff,
  result,
  ...outcome
}: Outcome & {
  waiting: boolean
  /** The draft is this person's to edit, or is being claimed. */
  mine: boolean
  diff: LiveDiff
  result: ReturnType<typeof useResult>
}) {
  if (!waiting) return <Decided {...outcome} />
  const { review } = outcome
  return (
    <div className="flex min-w-0 flex-col xl:min-h-0 xl:gap-3">
      {mine && <LiveDiffPane diff={diff} review={review} />}
      <ResultPane
        result={result.result}
        unknown={diff.present.unknown}
        othersText={result.othersText}
        keeping={result.keeping}
        onKeeping={result.setKeeping}
        tagsChoice={
          review.origin === "watch"
            ? { chosen: result.withTags, onChoose: result.setWithTags }
            : undefined
        }
      />
    </div>
  )
}
