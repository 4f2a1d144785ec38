import type { ReviewView } from "#lib/reviews/types.ts"
import { MergedText } from "../merged/merged-text.tsx"
import { DecidedPanel } from "./decided-panel.tsx"

/** What became of a draft: the decision, its write-back, and the text that was merged over a conflict. */
export function Decided({ review, changeId }: { review: ReviewView; changeId: string | null }) {
  return (
    <div className="min-w-0 space-y-3 max-xl:order-first xl:overflow-y-auto">
      <DecidedPanel review={review} changeId={changeId} />
      {changeId && <MergedText changeId={changeId} />}
    </div>
  )
}
