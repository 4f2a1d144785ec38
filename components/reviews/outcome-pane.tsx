"use client"

import type { ReviewView } from "#lib/reviews/types.ts"
import { Decided } from "./decision/decided.tsx"
import { LiveDiffPane } from "./live-diff/live-diff-pane.tsx"
import type { LiveDiff } from "./live-diff/use-live-diff.ts"
import { ResultPane } from "./result/result-pane.tsx"
import type { useResult } from "./use-result.ts"

/** The third pane: what an approval would write while the draft waits, what became of it afterwards. */
export function OutcomePane({
  review,
  waiting,
  mine,
  changeId,
  diff,
  result,
  against,
}: {
  review: ReviewView
  waiting: boolean
  /** The draft is this person's to edit, or is being claimed. */
  mine: boolean
  changeId: string | null
  diff: LiveDiff
  result: ReturnType<typeof useResult>
  /** What text found in GHL was held against when it was decided, in words; null when that is not known. */
  against: string | null
}) {
  if (!waiting) return <Decided review={review} changeId={changeId} against={against} />
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
