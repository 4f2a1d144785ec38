"use client"

import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { ReviewContact, ReviewView } from "#lib/reviews/types.ts"
import type { useResult } from "../use-result.ts"
import { ApproveDialog } from "./approve-dialog.tsx"
import { DecisionBar } from "./decision-bar.tsx"
import { DeclineDialogs } from "./decline-dialogs.tsx"
import type { useDeciding } from "./use-deciding.ts"
import type { useDecision } from "./use-decision.ts"

/** The decision on a draft that waits: its buttons, and the questions that each of them asks. */
export function Deciding({
  review,
  contact,
  reading,
  waiting,
  mine,
  result,
  decision,
  deciding,
  documentId,
  keep,
}: {
  review: ReviewView
  contact: ReviewContact | null
  /** The client's record is on its way. */
  reading: boolean
  waiting: boolean
  /** The draft is this person's now. */
  mine: boolean
  result: ReturnType<typeof useResult>
  decision: ReturnType<typeof useDecision>
  deciding: ReturnType<typeof useDeciding>
  /** For text found in GHL: the client's document it is held against. */
  documentId: string | null | undefined
  keep: () => Promise<boolean>
}) {
  const { approval, asking, blocked, setAsking } = deciding
  return (
    <>
      {waiting && (
        <DecisionBar
          blocked={blocked}
          passing={reading}
          mine={mine}
          canReturn={deciding.canReturn}
          busy={decision.busy || approval.busy}
          onAct={deciding.act}
          onHelp={() => setAsking("help")}
        >
          {decision.problem && !approval.open && !asking && (
            <div className="mb-2.5">
              <ProblemNotice problem={decision.problem} />
            </div>
          )}
        </DecisionBar>
      )}
      <ApproveDialog
        open={approval.open}
        // Its own approval may change what is read meanwhile.
        blocked={approval.busy ? null : blocked}
        asked={approval.asked}
        client={contact?.name ?? "this client"}
        first={deciding.first}
        writes={result.writes}
        tagsMove={result.tagsMove}
        holdSeconds={review.holdSeconds}
        andNext={approval.andNext}
        busy={approval.busy}
        problem={decision.problem}
        onClose={approval.close}
        onApprove={(override) => void approval.approve(override)}
      />
      <DeclineDialogs
        review={review}
        asking={asking}
        decision={decision}
        documentId={documentId ?? undefined}
        keep={keep}
        onClose={() => setAsking(null)}
      />
    </>
  )
}
