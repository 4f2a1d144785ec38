"use client"

import type { ReviewView } from "#lib/reviews/types.ts"
import { RejectDialog } from "./reject-dialog.tsx"
import { ReturnDialog } from "./return-dialog.tsx"
import type { useDecision } from "./use-decision.ts"

/** The questions before a draft is rejected or returned. `keep` tells the server of the work before; `documentId` is what text found in GHL is held against. */
export function DeclineDialogs({
  review,
  asking,
  decision,
  documentId,
  keep,
  onClose,
}: {
  review: ReviewView
  asking: string | null
  decision: ReturnType<typeof useDecision>
  documentId?: string
  keep: () => Promise<boolean>
  onClose: () => void
}) {
  const shared = { busy: decision.busy, problem: decision.problem, onClose }
  return (
    <>
      <RejectDialog
        {...shared}
        open={asking === "reject"}
        reasons={review.rejectReasons}
        found={review.origin === "watch"}
        onReject={async (reasonId, reason) => {
          await keep()
          if (await decision.reject({ reasonId, reason, documentId })) onClose()
        }}
      />
      <ReturnDialog
        {...shared}
        open={asking === "return"}
        onReturn={async (instructions) => {
          await keep()
          if (await decision.giveBack(instructions)) onClose()
        }}
      />
    </>
  )
}
