"use client"

import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { CopyText } from "#components/ui/copy-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { ChangeView } from "#lib/changes/types.ts"
import { changeQuery, isOver } from "./change-queries.ts"
import { ConflictView } from "./conflict-view.tsx"
import { HoldCountdown } from "./hold-countdown.tsx"
import { KIND_WORDS, STATUS_WORDS } from "./status-words.ts"
import { StepList } from "./step-list.tsx"
import { useChangeActs } from "./use-change-acts.ts"

/**
 * A change on its way, live: what was and was not written, and what the person can do. `onOver` is
 * called once, when it is done or cancelled.
 */
export function ChangeProgress({
  changeId,
  onOver,
}: {
  changeId: string
  onOver?: (change: ChangeView) => void
}) {
  const { data: change, error, refetch, isFetching } = useQuery(changeQuery(changeId))
  const told = useRef(false)
  useEffect(() => {
    if (!change || !isOver(change.status) || told.current) return
    told.current = true
    onOver?.(change)
  }, [change, onOver])

  if (!change) {
    return error ? (
      <ProblemNotice
        problem={problemOf(error)}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    ) : (
      <Skeleton className="h-20 w-full" />
    )
  }
  return <ChangeState change={change} />
}

function ChangeState({ change }: { change: ChangeView }) {
  const acts = useChangeActs(change.id)
  const status = STATUS_WORDS[change.status]
  const conflict = change.steps.find((step) => step.conflict)
  return (
    <section
      aria-label={`${KIND_WORDS[change.kind]}: saving to GoHighLevel`}
      className="space-y-3 rounded-lg border border-line bg-sunken px-3.5 py-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm font-medium">{KIND_WORDS[change.kind]}</span>
        <Badge tone={status.tone}>{status.label}</Badge>
        {change.holdUntil && (
          <span className="text-xs text-ink-muted">
            <HoldCountdown until={change.holdUntil} />
          </span>
        )}
        <span className="ml-auto flex flex-wrap gap-2">
          {change.can.cancel && (
            <Button size="small" busy={acts.busy} onClick={acts.cancel}>
              {change.status === "held" ? "Cancel" : "Give up the rest"}
            </Button>
          )}
          {change.can.markDoneByHand && (
            <Button size="small" busy={acts.busy} onClick={acts.doneByHand}>
              Done by hand
            </Button>
          )}
          {change.can.tryAgain && (
            <Button size="small" tone="primary" busy={acts.busy} onClick={acts.tryAgain}>
              {change.status === "waiting" ? "Try now" : "Try again"}
            </Button>
          )}
        </span>
      </div>
      <p role="status" className="text-sm">
        {change.message}
      </p>
      <StepList steps={change.steps} />
      {conflict && (
        <ConflictView
          step={conflict}
          busy={acts.busy}
          onKeepTheirs={acts.keepTheirs}
          onWriteOurs={acts.writeOurs}
        />
      )}
      {change.traceId && !isOver(change.status) && (
        <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-soft">
          Trace id for GoHighLevel’s support: <CopyText text={change.traceId} name="trace id" />
        </p>
      )}
      {acts.problem && <ProblemNotice problem={acts.problem} />}
    </section>
  )
}
