import type { EvidenceView } from "#lib/reviews/evidence-view.ts"

type DocumentUnread = NonNullable<EvidenceView["documentUnread"]>

const ALL = "nothing in it was compared with the draft. Read the document yourself."

const WHY: Record<DocumentUnread, string> = {
  "no-text": `The document is a scan or a picture, in which the evidence check cannot read: ${ALL}`,
  partly:
    "Some pages of the document are scans or pictures, or it is very long: what stands on these pages was not compared with the draft. Read them yourself.",
  unreadable: `The document could not be opened by the evidence check: ${ALL}`,
  late: `GoHighLevel did not give the document in time for the evidence check: ${ALL}`,
}

/** Says that the evidence check was made without the draft's document or a part of it, and what to do about it. */
export function DocumentUnreadWarning({
  why,
  className,
}: {
  why: DocumentUnread
  className: string
}) {
  return <p className={className}>{WHY[why]}</p>
}
