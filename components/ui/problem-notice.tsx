"use client"

import { CircleAlert, RotateCw } from "lucide-react"
import type { Problem } from "#lib/problem.ts"
import { Button } from "./button.tsx"
import { CopyText } from "./copy-text.tsx"

/**
 * A failure in plain words, with what to do next. "Try again" shows when the caller can, unless the
 * problem says that trying again is of no use.
 */
export function ProblemNotice({
  problem,
  onRetry,
  retrying = false,
}: {
  problem: Problem
  onRetry?: () => void
  retrying?: boolean
}) {
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-lg border border-bad-line bg-bad-soft px-3.5 py-3 text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-text" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-bad-text">{problem.title}</p>
        {problem.advice && <p className="mt-0.5 text-ink-soft">{problem.advice}</p>}
        {problem.traceId && (
          <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-xs text-ink-soft">
            Trace id for GoHighLevel’s support:
            <CopyText text={problem.traceId} name="trace id" />
          </p>
        )}
        {onRetry && problem.canRetry !== false && (
          <Button
            size="small"
            className="mt-2.5"
            icon={<RotateCw aria-hidden />}
            busy={retrying}
            onClick={onRetry}
          >
            Try again
          </Button>
        )}
      </div>
    </div>
  )
}
