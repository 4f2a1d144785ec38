"use client"

import { useMemo } from "react"
import { DocumentUnreadWarning } from "#components/reviews/document-unread.tsx"
import { OPEN_VERDICTS, VERDICT_WORDS } from "#components/reviews/draft/marks.ts"
import { moveAlong } from "#components/reviews/draft/segments.ts"
import { useEvidence } from "#components/reviews/draft/use-evidence.ts"
import { VerdictIcon } from "#components/reviews/draft/verdict-icon.tsx"
import { Button } from "#components/ui/button.tsx"

/** The worst come first; a colleague's long note has much that no report has. */
const SHOWN = 12

/** As high whatever it holds: the check comes after the text, and again after each pause, and must not move the buttons below. */
const FRAME = "h-36 overflow-y-auto rounded-lg border border-line bg-surface px-3 py-2 text-sm"

/**
 * What a draft's sources say of a merged text while it is typed: the claims they contradict, or do not have.
 * As an `outline` it keeps its place, and asks nothing.
 */
export function MergeFindings({
  draftId,
  text,
  outline,
}: {
  draftId: string
  text: string
  outline: boolean
}) {
  const texts = useMemo(() => ({ summary: text, analysis: "" }), [text])
  const evidence = useEvidence(draftId, texts, outline ? undefined : null)
  if (evidence.state === "failed") {
    return (
      <div className={`${FRAME} flex flex-wrap content-start items-center gap-2 text-ink-soft`}>
        The merged text could not be compared with the draft’s evidence. Compare for yourself.
        <Button size="small" onClick={evidence.tryAgain}>
          Check again
        </Button>
      </div>
    )
  }
  if (evidence.state === "checking") {
    return (
      <p role="status" className={`${FRAME} text-ink-muted`}>
        Comparing the merged text with the draft’s evidence…
      </p>
    )
  }
  const here = moveAlong(evidence.findings, evidence.of.summary, text)
  const open = OPEN_VERDICTS.flatMap((wanted) => here.filter(({ verdict }) => verdict === wanted))
  return (
    <section
      aria-label="What the draft’s evidence says of it"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable
      tabIndex={0}
      className={`${FRAME} space-y-1.5`}
    >
      <p className="text-ink-soft">{summaryOf(open.length, evidence.nothing)}</p>
      {evidence.documentUnread && (
        <DocumentUnreadWarning why={evidence.documentUnread} className="text-warn-text" />
      )}
      {open.length > 0 && (
        <ul className="space-y-1">
          {open.slice(0, SHOWN).map((finding) => (
            <li key={finding.id} className="flex items-start gap-2">
              <span className="mt-0.5">
                <VerdictIcon verdict={finding.verdict} />
              </span>
              <span className="min-w-0">
                <span className="sr-only">{VERDICT_WORDS[finding.verdict]}: </span>
                <bdi className="font-medium break-words">
                  {text.slice(finding.start, finding.end)}
                </bdi>{" "}
                <span className="text-ink-muted">{finding.message}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {open.length > SHOWN && <p className="text-ink-soft">and {open.length - SHOWN} more.</p>}
    </section>
  )
}

function summaryOf(open: number, nothing: boolean): string {
  if (open > 0) return "Compared with the draft’s evidence, these are open:"
  return nothing
    ? "The draft came without evidence, so values cannot be compared with anything."
    : "Compared with the draft’s evidence, nothing is open."
}
