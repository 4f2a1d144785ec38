"use client"

import { ChevronDown } from "lucide-react"
import { type ReactNode, useId } from "react"
import { cx } from "#components/ui/cx.ts"
import { DiffText } from "#components/ui/diff-text.tsx"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { Texts } from "../draft/use-saved-texts.ts"
import { UNKNOWN_WORDS } from "../present-call-notes.ts"
import type { Against, LiveDiff } from "./use-live-diff.ts"

const NAMES = { summary: "Summary", analysis: "Analysis" } as const

/** Opens and closes the comparison. */
export function LiveDiffToggle({ diff, controls }: { diff: LiveDiff; controls: string }) {
  return (
    <button
      type="button"
      aria-expanded={diff.open}
      aria-controls={controls}
      onClick={diff.toggle}
      className="inline-flex min-h-(--control) items-center gap-1.5 text-sm font-medium hover:text-accent-text"
    >
      <ChevronDown
        aria-hidden
        className={cx("size-4 transition-transform", !diff.open && "-rotate-90")}
      />
      Changes as you type
      {!diff.edited && <span className="font-normal text-ink-muted">none yet</span>}
    </button>
  )
}

/** What the texts are compared with. */
export function AgainstChoice({ diff, review }: { diff: LiveDiff; review: ReviewView }) {
  const choices: { value: Against; label: string }[] = [
    {
      value: "received",
      label: review.origin === "watch" ? "the text as found" : "the AI’s text",
    },
    { value: "present", label: "GoHighLevel now" },
  ]
  return (
    <fieldset className="flex flex-wrap items-center gap-1 text-xs">
      <legend className="sr-only">Compare with</legend>
      <span aria-hidden className="mr-1 text-ink-muted">
        Against
      </span>
      {choices.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={diff.against === value}
          onClick={() => diff.compareWith(value)}
          className={cx(
            "min-h-8 rounded-md border px-2 font-medium pointer-coarse:min-h-11",
            diff.against === value
              ? "border-line bg-sunken text-ink"
              : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}

/** The changes of some of the texts. Never read out by itself: it moves with every key. */
export function LiveDiffBody({
  diff,
  names,
  headings,
}: {
  diff: LiveDiff
  names: readonly (keyof Texts)[]
  /** Whether each text is named: where they stand apart from their fields. */
  headings: boolean
}) {
  return (
    <div aria-live="off" className="space-y-3">
      {names.map((name) => {
        const parts = diff.parts[name]
        return (
          <div key={name}>
            {headings && <h3 className="mb-1 text-xs font-medium text-ink-muted">{NAMES[name]}</h3>}
            {parts === null ? (
              <p className="text-sm text-ink-muted">
                {name === "analysis"
                  ? "It goes into a new note: nothing stands there to compare with."
                  : diff.present.unknown && UNKNOWN_WORDS[diff.present.unknown]}
              </p>
            ) : parts.length === 0 ? (
              <p className="text-sm text-ink-muted">
                {diff.against === "present"
                  ? "The call notes would stay as they are."
                  : `The ${name} is as it came in.`}
              </p>
            ) : (
              <DiffText parts={parts} empty="" />
            )}
          </div>
        )
      })}
    </div>
  )
}

/** The part that opens; nothing is worked out for it while it is shut. */
export function Scrolling({
  id,
  open,
  label,
  className,
  children,
}: {
  id: string
  open: boolean
  label: string
  className: string
  children: ReactNode
}) {
  return (
    <section
      id={id}
      hidden={!open}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable
      tabIndex={0}
      className={className}
    >
      {open && children}
    </section>
  )
}

/** Below a text where the panes are stacked: what has changed in just this one. */
export function LiveDiffBelow({
  diff,
  review,
  name,
}: {
  diff: LiveDiff
  review: ReviewView
  name: keyof Texts
}) {
  const id = useId()
  return (
    <section
      aria-label={`Changes in the ${name}`}
      className="rounded-lg border border-line px-3 pb-1 xl:hidden"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <LiveDiffToggle diff={diff} controls={id} />
        {diff.open && <AgainstChoice diff={diff} review={review} />}
      </div>
      <Scrolling
        id={id}
        open={diff.open}
        label={`Changes in the ${name}, in full`}
        className="max-h-72 overflow-y-auto pb-2"
      >
        <LiveDiffBody diff={diff} names={[name]} headings={false} />
      </Scrolling>
    </section>
  )
}
