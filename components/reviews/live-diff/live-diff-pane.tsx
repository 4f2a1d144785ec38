"use client"

import { useId } from "react"
import { cx } from "#components/ui/cx.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { AgainstChoice, LiveDiffBody, LiveDiffToggle, Scrolling } from "./live-diff-parts.tsx"
import type { LiveDiff } from "./use-live-diff.ts"

/** Beside the draft where the panes stand side by side: what has changed in both texts. */
export function LiveDiffPane({ diff, review }: { diff: LiveDiff; review: ReviewView }) {
  const id = useId()
  return (
    <section
      aria-label="Changes as you type"
      className={cx(
        "flex min-w-0 shrink-0 flex-col rounded-xl border border-line bg-surface shadow-card max-xl:hidden",
        diff.open && "max-h-1/2 min-h-40",
      )}
    >
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 px-4 py-1">
        <LiveDiffToggle diff={diff} controls={id} />
        {diff.open && <AgainstChoice diff={diff} review={review} />}
      </div>
      <Scrolling
        id={id}
        open={diff.open}
        label="Changes in both texts"
        className="min-h-0 flex-1 overflow-y-auto rounded-b-xl px-4 pb-3 focus-visible:-outline-offset-2"
      >
        <LiveDiffBody diff={diff} names={["summary", "analysis"]} headings />
      </Scrolling>
    </section>
  )
}
