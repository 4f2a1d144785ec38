"use client"

import { useState } from "react"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { useOverride } from "#components/reviews/decision/use-override.ts"
import type { KeepState } from "#components/shell/use-kept.ts"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { DiffText } from "#components/ui/diff-text.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import { hasMarks, mergeTexts } from "#lib/changes/merge.ts"
import type { MergeDraft } from "#lib/changes/merge-draft.ts"
import { readableDiff } from "#lib/changes/readable-diff.ts"
import { MergeClash } from "./merge-clash.tsx"
import { MergeFindings } from "./merge-findings.tsx"
import { isReason, MergeReason } from "./merge-reason.tsx"
import { MergeWithoutDocument } from "./merge-without-document.tsx"
import type { ChangeActs } from "./use-change-acts.ts"
import { useMergeDraft } from "./use-merge-draft.ts"

const KEEP_WORDS: Record<KeepState, string> = {
  none: "",
  unsaved: "Not kept yet",
  saving: "Keeping…",
  saved: "Kept here until you write it",
  failed: "Could not be kept. Your text is still here.",
  unreachable:
    "Caredesk cannot be reached. Your text is still here, and is kept as soon as it can be.",
}

/**
 * Both texts put together, to be read, edited and written as a new change. `kept`: the text as the
 * person left it before; `outline`: that is not known for sure, and only the place is kept.
 */
export function MergeEditor({
  changeId,
  draftId,
  stepId,
  seen,
  found,
  wanted,
  kept,
  outline,
  acts,
}: {
  changeId: string
  draftId: string | null
  stepId: string
  seen: string
  found: string
  wanted: string
  kept: MergeDraft | null
  outline: boolean
  acts: ChangeActs
}) {
  const [offered] = useState(() => mergeTexts(seen, found, wanted))
  const draft = useMergeDraft({ changeId, stepId, found, offer: offered.text, kept, outline })
  const { text } = draft
  const whyNot = useWhyNotWrite()
  // Of the text as it was sent: once it is edited, the server has to look again.
  const asked = acts.asked?.text === text ? acts.asked : null
  const { reason, seen: contradictionsSeen, write } = useOverride(asked?.contradictions ?? [])
  const reasonWanted = asked !== null && asked.contradictions.length > 0
  const marked = hasMarks(text)
  const edited = text !== offered.text
  // While the text is written its draft goes: that a save finds none then is no failure.
  const notKept = !acts.busy && (draft.state === "failed" || draft.state === "unreachable")
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
          onChange={(event) => draft.write(event.target.value)}
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
      {draft.clash && <MergeClash theirs={draft.clash.theirs} onSettle={draft.settle} />}
      {draftId && <MergeFindings draftId={draftId} text={text} outline={outline} />}
      {asked?.withoutDocument && <MergeWithoutDocument />}
      {asked && reasonWanted && <MergeReason asked={asked} reason={reason} onChange={write} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          tone="primary"
          busy={acts.busy}
          disabled={marked || whyNot !== null || (reasonWanted && !isReason(reason))}
          onClick={() =>
            void acts.writeMerged({
              ...{ stepId, seen: found, text, reason },
              contradictionsSeen: [...contradictionsSeen],
              withoutDocument: asked?.withoutDocument ?? false,
            })
          }
        >
          {asked?.withoutDocument ? "Write it all the same" : "Write the merged text"}
        </Button>
        {edited && (
          <Button size="small" tone="quiet" disabled={acts.busy} onClick={draft.startAgain}>
            Start again from the offer
          </Button>
        )}
        <p role="status" className="text-xs text-ink-muted">
          {(edited || notKept) && !acts.busy ? KEEP_WORDS[draft.state] : ""}
        </p>
        {notKept && !draft.clash && (
          <Button size="small" tone="quiet" onClick={draft.keep}>
            Keep it again
          </Button>
        )}
        {marked && <p className="text-xs text-ink-muted">Marked lines are left in the text.</p>}
      </div>
    </section>
  )
}
