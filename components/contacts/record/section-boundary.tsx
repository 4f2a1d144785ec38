"use client"

import { catchError, type ErrorInfo } from "next/error"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"

function Broken({ title }: { title: string }, { retry }: ErrorInfo) {
  return (
    <ProblemNotice
      problem={{
        kind: "bug",
        title: `${title} cannot be shown.`,
        advice: "The rest of the record is not affected. Nothing was changed.",
        canRetry: true,
      }}
      onRetry={() => retry()}
    />
  )
}

/** Keeps a failure inside one section of the record: the others stay on the screen. */
export const SectionBoundary = catchError(Broken)
