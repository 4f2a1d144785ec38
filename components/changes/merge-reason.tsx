import { ContradictionList } from "#components/reviews/decision/contradiction-list.tsx"
import { OverrideReason } from "#components/reviews/decision/override-reason.tsx"
import { DocumentUnreadWarning } from "#components/reviews/document-unread.tsx"
import type { Contradiction } from "#lib/reviews/decision/contradiction.ts"
import { OVERRIDE_REASON_MIN } from "#lib/reviews/decision/honest.ts"
import type { EvidenceView } from "#lib/reviews/evidence-view.ts"

/** What a merged text needs a reason for. */
export type ReasonAsked = {
  contradictions: Contradiction[]
  documentUnread: EvidenceView["documentUnread"]
}

/** Whether what was typed says something. */
export const isReason = (reason: string): boolean => reason.trim().length >= OVERRIDE_REASON_MIN

/** The reason that is typed before a merged text is written over what the sources contradict. */
export function MergeReason({
  asked,
  reason,
  onChange,
}: {
  asked: ReasonAsked
  reason: string
  onChange: (reason: string) => void
}) {
  const { contradictions, documentUnread } = asked
  return (
    <div className="space-y-2.5 rounded-lg border border-bad-line bg-bad-soft px-3 py-2.5 text-sm">
      <p role="alert" className="font-medium text-bad-text">
        Nothing was written. The draft’s sources contradict{" "}
        {contradictions.length === 1 ? "this" : "these"}, and the approval did not go over it:
      </p>
      <ContradictionList contradictions={contradictions} />
      {documentUnread && <DocumentUnreadWarning why={documentUnread} className="text-warn-text" />}
      <p>Change the text, or say why it is right and write it.</p>
      <OverrideReason reason={reason} onChange={onChange} />
    </div>
  )
}
