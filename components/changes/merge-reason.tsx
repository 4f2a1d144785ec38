import { OverrideReason } from "#components/reviews/decision/override-reason.tsx"
import { DocumentUnreadWarning } from "#components/reviews/document-unread.tsx"
import type { Contradiction } from "#lib/reviews/decision/flags.ts"
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
      <ul className="list-disc space-y-1 pl-4">
        {contradictions.slice(0, 8).map(({ claim, message }) => (
          <li key={`${claim}-${message}`}>
            <bdi className="font-medium break-words">{claim}</bdi> {message}
          </li>
        ))}
      </ul>
      {contradictions.length > 8 && <p>and {contradictions.length - 8} more.</p>}
      {documentUnread && <DocumentUnreadWarning why={documentUnread} className="text-warn-text" />}
      <p>Change the text, or say why it is right and write it.</p>
      <OverrideReason reason={reason} onChange={onChange} />
    </div>
  )
}
