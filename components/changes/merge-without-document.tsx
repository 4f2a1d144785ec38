/** The question before a merged text is written that was not held against the draft's document. */
export function MergeWithoutDocument() {
  return (
    <p
      role="alert"
      className="rounded-lg border border-warn-line bg-warn-soft px-3 py-2.5 text-sm text-warn-text"
    >
      Nothing was written. The document could not be read just now, so this text was not held
      against it. Write it all the same? The document is tried once more, and that you were asked is
      kept with the decision.
    </p>
  )
}
