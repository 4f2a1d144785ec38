import { MergedText } from "../merged/merged-text.tsx"
import { placeOf } from "../part-switch.tsx"
import { DecidedPanel, type Outcome } from "./decided-panel.tsx"

/** What became of a draft: the decision, its write-back, and the text that was merged over a conflict. */
export function Decided(outcome: Outcome) {
  const { changeId } = outcome
  return (
    <div
      id={placeOf("result")}
      className="min-w-0 scroll-mt-32 space-y-3 max-xl:order-first md:scroll-mt-18 xl:overflow-y-auto"
    >
      <DecidedPanel {...outcome} />
      {changeId && <MergedText changeId={changeId} />}
    </div>
  )
}
