import type { EvidenceView } from "#lib/reviews/evidence-view.ts"

type DocumentUnread = NonNullable<EvidenceView["documentUnread"]>

const WHY: Record<DocumentUnread, string> = {
  "no-text": "The document is a scan or a picture, in which the evidence check cannot read",
  unreadable: "The document could not be opened by the evidence check",
  late: "GoHighLevel did not give the document in time for the evidence check",
}

/** Says that the evidence check was made without the draft's document, and what to do about it. */
export function DocumentUnreadWarning({
  why,
  className,
}: {
  why: DocumentUnread
  className: string
}) {
  return (
    <p className={className}>
      {WHY[why]}: nothing in it was compared with the draft. Read the document yourself.
    </p>
  )
}
