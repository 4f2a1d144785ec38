"use client"

import { useEffect, useState } from "react"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { DiffText } from "#components/ui/diff-text.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import { hasMarks, mergeTexts } from "#lib/changes/merge.ts"
import { readableDiff } from "#lib/changes/readable-diff.ts"
import type { ChangeActs } from "./use-change-acts.ts"

/** The browser asks before the page goes while a text in it is not sent. */
function useAskBeforeLeaving(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [dirty])
}

/** Both texts put together, to be read, edited and written as a new change. */
export function MergeEditor({
  stepId,
  seen,
  found,
  wanted,
  acts,
}: {
  stepId: string
  seen: string
  found: string
  wanted: string
  acts: ChangeActs
}) {
  const [offered] = useState(() => mergeTexts(seen, found, wanted))
  const [text, setText] = useState(offered.text)
  const marked = hasMarks(text)
  const edited = text !== offered.text
  useAskBeforeLeaving(edited)
  return (
    <section aria-label="Both put together" className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="text-sm font-medium">Both put together</p>
        {marked ? (
          <Badge tone="warn">Needs a hand</Badge>
        ) : (
          <Badge tone="good">{edited ? "Edited by you" : "Nothing of either is lost"}</Badge>
        )}
      </div>
      {offered.clashes > 0 && (
        <p className="text-sm text-ink-soft">
          {offered.clashes === 1 ? "One place was" : `${offered.clashes} places were`} changed by
          both. Both texts stand there between marked lines: put them together, then delete the
          marked lines.
        </p>
      )}
      <div className="grid gap-3 @3xl:grid-cols-2">
        <TextArea
          label="Merged text, to be written"
          rows={8}
          value={text}
          onChange={(event) => setText(event.target.value)}
          disabled={acts.busy}
          dir="auto"
          className="h-full"
          inputClassName="min-h-44 flex-1"
        />
        <div className="flex min-w-0 flex-col">
          <p className="text-sm font-medium">What it changes in GoHighLevel</p>
          <div className="mt-1.5 flex-1 rounded-lg border border-line bg-surface px-3 py-2">
            <DiffText parts={readableDiff(found, text)} empty="Nothing: it stands so now." />
          </div>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          tone="primary"
          busy={acts.busy}
          disabled={marked}
          onClick={() => void acts.writeMerged({ stepId, seen: found, text })}
        >
          Write the merged text
        </Button>
        {edited && (
          <Button
            size="small"
            tone="quiet"
            disabled={acts.busy}
            onClick={() => setText(offered.text)}
          >
            Start again from the offer
          </Button>
        )}
        {marked && <p className="text-xs text-ink-muted">Marked lines are left in the text.</p>}
      </div>
    </section>
  )
}
