"use client"

import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { Button } from "#components/ui/button.tsx"
import { DiffText } from "#components/ui/diff-text.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { readableDiff } from "#lib/changes/readable-diff.ts"
import type { StepView } from "#lib/changes/types.ts"
import { mergesQuery } from "./change-queries.ts"
import { MergeEditor } from "./merge-editor.tsx"
import { stepName } from "./step-list.tsx"
import type { ChangeActs } from "./use-change-acts.ts"

/**
 * A conflict three ways: what the person saw, what stands in GHL now and what they wanted, each against
 * what they saw. They put the two together, or keep one of them.
 */
export function ThreeWayView({
  changeId,
  step,
  acts,
}: {
  changeId: string
  step: StepView
  acts: ChangeActs
}) {
  const { conflict } = step
  const merges = useQuery(mergesQuery(changeId))
  if (!conflict) return null
  const { wanted } = conflict
  const seen = conflict.seen ?? ""
  const found = conflict.found ?? ""
  return (
    <div className="@container space-y-4">
      <p className="text-sm font-medium">{stepName(step.kind, step.label)}: three texts</p>
      <div className="grid gap-3 @3xl:grid-cols-3">
        <Pane title="When you looked" hint="what the change was based on">
          <PlainText text={seen} empty="Empty" />
        </Pane>
        <Pane title="In GoHighLevel now" hint="someone’s changes since, marked">
          <Against seen={seen} text={found} />
        </Pane>
        <Pane title="What you want to write" hint="your changes, marked">
          <Against seen={seen} text={wanted} />
        </Pane>
      </div>
      {merges.isPending ? (
        <Skeleton className="h-64 rounded-lg" />
      ) : (
        <MergeEditor
          key={found}
          {...{ changeId, seen, found, wanted, acts }}
          stepId={step.id}
          kept={merges.data?.[step.id] ?? null}
        />
      )}
      <div className="space-y-2 border-line border-t pt-3">
        <p className="text-sm text-ink-soft">Or let one of the two stand as it is:</p>
        <div className="flex flex-wrap gap-2">
          <Button size="small" busy={acts.busy} onClick={() => void acts.keepTheirs()}>
            Keep what is in GoHighLevel
          </Button>
          <Button
            size="small"
            tone="danger"
            busy={acts.busy}
            onClick={() => void acts.writeOurs(found)}
          >
            Write mine over it
          </Button>
        </div>
      </div>
    </div>
  )
}

function Pane({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col">
      <p className="text-xs font-medium text-ink-soft">
        {title} <span className="font-normal text-ink-muted">{hint}</span>
      </p>
      <div className="mt-1 flex-1 rounded-lg border border-line bg-surface px-3 py-2">
        {children}
      </div>
    </section>
  )
}

function Against({ seen, text }: { seen: string; text: string }) {
  if (text.trim() === "" && seen.trim() === "") return <PlainText text="" empty="Empty" />
  return (
    <>
      {text.trim() === "" && <p className="mb-2 text-sm text-ink-muted">Empty now.</p>}
      <DiffText parts={readableDiff(seen, text)} empty="As it was." />
    </>
  )
}
