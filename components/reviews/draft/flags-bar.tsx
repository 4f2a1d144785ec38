"use client"

import { ChevronLeft, ChevronRight } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"
import { IconButton } from "#components/ui/icon-button.tsx"
import { DocumentUnreadWarning } from "../document-unread.tsx"
import { VERDICT_WORDS, type Verdict } from "./marks.ts"
import type { Evidence, Finding } from "./use-evidence.ts"
import { VerdictIcon } from "./verdict-icon.tsx"

/** As high whatever it holds: the check comes after the text, and again after each pause, and must not move the fields below. */
const FRAME_CLASS = "flex h-36 flex-col rounded-lg border text-sm"
const CALM_CLASS = "border-line bg-sunken"
const WARN_CLASS = "border-warn-line bg-warn-soft"

/** What the evidence check found, in counts, with a way to step through what is still open. */
export function FlagsBar({
  evidence,
  open,
  activeId,
  claimOf,
  onStep,
  onChoose,
}: {
  evidence: Evidence
  /** Contradicted and not found, in the order of the texts. */
  open: readonly Finding[]
  activeId: string | null
  claimOf: (finding: Finding) => string
  onStep: (by: 1 | -1) => void
  onChoose: (finding: Finding) => void
}) {
  if (evidence.state === "failed") {
    return (
      <div className={cx(FRAME_CLASS, WARN_CLASS, "items-start gap-2 px-3 py-2.5 text-ink-soft")}>
        The evidence could not be checked. Compare for yourself.
        <Button size="small" onClick={evidence.tryAgain}>
          Check again
        </Button>
      </div>
    )
  }
  if (evidence.state === "checking") {
    return (
      <p role="status" className={cx(FRAME_CLASS, CALM_CLASS, "px-3 py-2.5 text-ink-muted")}>
        Comparing the draft with the evidence…
      </p>
    )
  }
  if (evidence.nothing && open.length === 0) {
    if (evidence.documentUnread) {
      return (
        <DocumentUnreadWarning
          why={evidence.documentUnread}
          className={cx(FRAME_CLASS, WARN_CLASS, "px-3 py-2.5 text-warn-text")}
        />
      )
    }
    return (
      <p className={cx(FRAME_CLASS, CALM_CLASS, "px-3 py-2.5 text-ink-muted")}>
        This text came without evidence, so its values cannot be compared with anything.
      </p>
    )
  }
  const count = (verdict: Verdict) =>
    evidence.findings.filter((finding) => finding.verdict === verdict).length
  const uncompared = count("not-compared")
  return (
    <div className={cx(FRAME_CLASS, CALM_CLASS)}>
      <div className="flex min-h-10 shrink-0 items-center gap-2 py-1 pr-1 pl-3 text-xs">
        <div className="flex min-w-0 flex-wrap gap-x-2.5 gap-y-1">
          {(["contradicted", "not-found", "supported"] as const).map((verdict) => (
            <span key={verdict} className="inline-flex items-center gap-1 whitespace-nowrap">
              <VerdictIcon verdict={verdict} />
              <span className="font-medium tabular-nums">{count(verdict)}</span>
              <span className="text-ink-muted">{VERDICT_WORDS[verdict].toLowerCase()}</span>
            </span>
          ))}
        </div>
        {open.length > 0 && (
          <span className="ml-auto flex shrink-0 items-center">
            <IconButton
              label="Previous flag (p)"
              icon={<ChevronLeft aria-hidden />}
              onClick={() => onStep(-1)}
            />
            <IconButton
              label="Next flag (n)"
              icon={<ChevronRight aria-hidden />}
              onClick={() => onStep(1)}
            />
          </span>
        )}
      </div>
      <section
        aria-label="What the evidence check found"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable
        tabIndex={0}
        className="min-h-0 flex-1 divide-y divide-line overflow-y-auto rounded-b-lg border-line border-t bg-surface focus-visible:-outline-offset-2"
      >
        {evidence.documentUnread && (
          <DocumentUnreadWarning
            why={evidence.documentUnread}
            className="bg-sunken px-3 py-1.5 text-xs text-warn-text"
          />
        )}
        {open.length === 0 && (
          <p className="px-3 py-1.5 text-ink-muted text-xs">No flag is open.</p>
        )}
        {open.length > 0 && (
          <ol aria-label="Open flags" className="py-1">
            {open.map((finding) => (
              <li key={finding.id}>
                <button
                  type="button"
                  aria-current={finding.id === activeId ? "true" : undefined}
                  onClick={() => onChoose(finding)}
                  className={cx(
                    "flex w-full items-start gap-2 px-3 py-1 text-left hover:bg-sunken focus-visible:-outline-offset-2 pointer-coarse:py-2.5",
                    finding.id === activeId && "bg-accent-soft",
                  )}
                >
                  <span className="mt-0.5">
                    <VerdictIcon verdict={finding.verdict} />
                  </span>
                  <span className="min-w-0">
                    <span className="sr-only">{VERDICT_WORDS[finding.verdict]}: </span>
                    <bdi className="font-medium break-words">{claimOf(finding)}</bdi>{" "}
                    <span className="text-ink-muted">{finding.message}</span>
                  </span>
                </button>
              </li>
            ))}
          </ol>
        )}
        {uncompared > 0 && (
          <p className="px-3 py-1.5 text-ink-muted text-xs">
            {uncompared === 1
              ? "1 number was not compared: a dose, a span of time or the like that no source has. It is dotted in the text."
              : `${uncompared} numbers were not compared: doses, spans of time and the like that no source has. They are dotted in the text.`}
          </p>
        )}
      </section>
    </div>
  )
}
