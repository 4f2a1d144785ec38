"use client"

import { GitCompare, Undo2 } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import { CopyText } from "#components/ui/copy-text.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { openStepOf } from "#lib/changes/open-step.ts"
import { isOver } from "#lib/changes/over.ts"
import type { ChangeStatus, ChangeView } from "#lib/changes/types.ts"
import { AlteredNote } from "./altered-note.tsx"
import { HoldCountdown } from "./hold-countdown.tsx"
import { LongDelay } from "./long-delay.tsx"
import { KIND_WORDS, statusOf } from "./status-words.ts"
import { StepList } from "./step-list.tsx"
import { ThreeWayView } from "./three-way-view.tsx"
import { UndoButton } from "./undo-button.tsx"
import { type ChangeActs, useChangeActs } from "./use-change-acts.ts"

/** What trying comes down to where the change is not stopped. */
const TRY_WORDS: { [Status in ChangeStatus]?: string } = {
  waiting: "Try now",
  unsure: "Look again",
}

/**
 * Where a change stands, step by step, with what a person may do. `about` says whose it is, in lists,
 * which link to the change's own page for its texts.
 */
export function ChangeCard({ change, about }: { change: ChangeView; about?: ReactNode }) {
  const acts = useChangeActs(change.id)
  const status = statusOf(change)
  const conflict = change.steps.find((step) => step.conflict)
  // In a list there may be many of a kind, and landmarks must differ.
  const Frame = about ? "article" : "section"
  return (
    <Frame
      aria-label={`${KIND_WORDS[change.kind]}: saving to GoHighLevel`}
      className="space-y-3 rounded-lg border border-line bg-sunken px-3.5 py-3"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          {about}
          <div className="flex min-h-(--control-small) flex-wrap items-center gap-2">
            <span className={about ? "text-sm" : "text-sm font-medium"}>
              {KIND_WORDS[change.kind]}
            </span>
            <Badge tone={status.tone}>{status.label}</Badge>
            {change.holdUntil && (
              <span className="text-xs text-ink-muted">
                <HoldCountdown until={change.holdUntil} />
              </span>
            )}
          </div>
        </div>
        <Acts change={change} acts={acts} listed={about !== undefined} />
      </div>
      <p role="status" className="text-sm">
        {change.message}
      </p>
      {change.delay && <LongDelay delay={change.delay} />}
      <StepList steps={change.steps} />
      {conflict && (
        <ThreeWayView
          key={conflict.id}
          changeId={change.id}
          draftId={change.draftId}
          step={conflict}
          acts={acts}
        />
      )}
      {change.altered && !about && <AlteredNote altered={change.altered} acts={acts} />}
      <UndoneBy change={change} />
      {change.traceId && !isOver(change.status) && (
        <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-soft">
          Trace id for GoHighLevel’s support: <CopyText text={change.traceId} name="trace id" />
        </p>
      )}
      {acts.problem && <ProblemNotice problem={acts.problem} />}
    </Frame>
  )
}

function Acts({ change, acts, listed }: { change: ChangeView; acts: ChangeActs; listed: boolean }) {
  const { can } = change
  return (
    <div className="flex flex-wrap gap-2">
      {can.cancel && (
        <Button size="small" busy={acts.busy} onClick={acts.cancel}>
          {change.status === "held" ? "Cancel" : "Give up the rest"}
        </Button>
      )}
      {can.markDoneByHand && (
        <Button
          size="small"
          busy={acts.busy}
          onClick={() => void acts.doneByHand(openStepOf(change.steps)?.id)}
        >
          Done by hand
        </Button>
      )}
      {can.tryAgain && (
        <Button size="small" tone="primary" busy={acts.busy} onClick={acts.tryAgain}>
          {TRY_WORDS[change.status] ?? "Try again"}
        </Button>
      )}
      {can.resolveConflict && listed && (
        <Link
          href={`/changes/${change.id}`}
          prefetch={false}
          className={buttonClass({ tone: "primary", size: "small" })}
        >
          Resolve conflict
        </Link>
      )}
      {change.altered && listed && (
        <Link
          href={`/changes/${change.id}`}
          prefetch={false}
          className={buttonClass({ tone: "primary", size: "small" })}
        >
          <GitCompare aria-hidden />
          Compare the note
        </Link>
      )}
      {can.undo && <UndoButton change={change} />}
    </div>
  )
}

/** Says that a change was taken back, or is about to be; and of an undo, what it takes back. */
export function UndoneBy({ change }: { change: ChangeView }) {
  const { undo, undoOf } = change
  if (!undo && !undoOf) return null
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm text-ink-soft [&_svg]:size-4 [&_svg]:shrink-0">
      <Undo2 aria-hidden className="text-ink-muted" />
      {undo ? (
        <span>
          {undo.status === "done" ? "Taken back by" : "Being taken back by"} {undo.personName},{" "}
          <RelativeTime iso={undo.at} />.
        </span>
      ) : (
        <span>Takes back an earlier change.</span>
      )}
      <Link
        href={`/changes/${undo?.changeId ?? undoOf}`}
        prefetch={false}
        className="font-medium text-accent-text hover:underline"
      >
        {undo ? "See how" : "See which"}
      </Link>
    </p>
  )
}
