"use client"

import { useQuery } from "@tanstack/react-query"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Badge } from "#components/ui/badge.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { ChangeView } from "#lib/changes/types.ts"
import { ChangeProgress } from "./change-progress.tsx"
import { contactChangesQuery, isOver } from "./change-queries.ts"
import { KIND_WORDS, STATUS_WORDS } from "./status-words.ts"

/** What Caredesk has written to a contact lately and what is on its way, newest first. */
export function ContactChanges({ contactId }: { contactId: string }) {
  const { data, error, refetch, isFetching } = useQuery(contactChangesQuery(contactId))
  if (!data) {
    return error ? (
      <ProblemNotice
        problem={problemOf(error)}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    ) : (
      <Skeleton className="h-10 w-full" />
    )
  }
  if (data.length === 0) {
    return (
      <p className="text-sm text-ink-muted">
        Caredesk has not written anything to this contact yet.
      </p>
    )
  }
  return (
    <ul className="space-y-3">
      {data.map((change) => (
        <li key={change.id}>
          {isOver(change.status) ? (
            <PastChange change={change} />
          ) : (
            <ChangeProgress changeId={change.id} />
          )}
        </li>
      ))}
    </ul>
  )
}

function PastChange({ change }: { change: ChangeView }) {
  const status = STATUS_WORDS[change.status]
  return (
    <div className="text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{KIND_WORDS[change.kind]}</span>
        <Badge tone={status.tone}>{status.label}</Badge>
        <span className="text-xs text-ink-muted">
          {change.personName}, <RelativeTime iso={change.finishedAt ?? change.createdAt} />
        </span>
      </p>
      <p className="mt-0.5 text-ink-soft">{change.message}</p>
    </div>
  )
}
