"use client"

import { TriangleAlert } from "lucide-react"
import Link from "next/link"
import { useId, useState } from "react"
import { DateText } from "#components/ui/date-text.tsx"
import { DiffText } from "#components/ui/diff-text.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import { wordDiff } from "#lib/reviews/word-diff.ts"

/** Says that text nobody approved here stands in the record already, and shows it before and after. */
export function FoundText({
  before,
  text,
  below,
  foundAt,
  pairedWith = null,
}: {
  /** What Caredesk last knew to stand in the call notes; null when it knew nothing. */
  before: string | null
  text: string
  /** Whether it stands below text that somebody stands behind already. */
  below: boolean
  /** ISO instant of the look that found it. */
  foundAt: string
  /** Id of the pipeline's own waiting draft of this text, if there is one. */
  pairedWith?: string | null
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="min-w-0 rounded-xl border border-warn-line bg-surface shadow-card"
    >
      <header className="flex items-start gap-2.5 rounded-t-[inherit] border-warn-line border-b bg-warn-soft px-4 py-3">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn-text" />
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold text-warn-text">
            Unreviewed text is already in GHL
          </h2>
          <p className="mt-0.5 text-sm text-ink-soft">
            Found in the call notes <DateText iso={foundAt} withTime />. Nobody approved it in
            Caredesk.
          </p>
          {below && (
            <p className="mt-1 text-sm text-ink-soft">
              It stands below text that needs no review. This review is about the part below only;
              what stands above stays as it is.
            </p>
          )}
          {pairedWith && (
            <p className="mt-1 text-sm">
              The pipeline handed in the same text as a draft.{" "}
              <Link
                href={`/reviews/${pairedWith}`}
                prefetch={false}
                className="font-medium text-accent-text underline underline-offset-2"
              >
                Review that draft instead
              </Link>
              : it has the sources.
            </p>
          )}
        </div>
      </header>
      <div className="px-4 py-3">
        {before === null ? (
          <>
            <p className="mb-3 text-sm text-ink-muted">
              Caredesk does not know what stood here before.
            </p>
            <PlainText text={text} empty="The call notes are empty." />
          </>
        ) : (
          <BeforeAndAfter before={before} text={text} />
        )}
      </div>
    </section>
  )
}

function BeforeAndAfter({ before, text }: { before: string; text: string }) {
  const [view, setView] = useState<"changes" | "before" | "after">("changes")
  return (
    <Tabs
      label="Views of the call notes"
      value={view}
      onValueChange={setView}
      items={[
        {
          value: "changes",
          label: "What changed",
          panel: (
            <DiffText
              parts={wordDiff(before, text)}
              empty="It says the same as before; only spaces or line ends differ."
            />
          ),
        },
        {
          value: "before",
          label: "Before",
          panel: <PlainText text={before} empty="The call notes were empty." />,
        },
        {
          value: "after",
          label: "Now",
          panel: <PlainText text={text} empty="The call notes are empty." />,
        },
      ]}
    />
  )
}
