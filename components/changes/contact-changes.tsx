"use client"

import { useQuery } from "@tanstack/react-query"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useEffect, useRef } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Badge } from "#components/ui/badge.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { isOver } from "#lib/changes/over.ts"
import type { ChangeView } from "#lib/changes/types.ts"
import { UndoneBy } from "./change-card.tsx"
import { ChangeProgress } from "./change-progress.tsx"
import { contactChangesQuery } from "./change-queries.ts"
import { KIND_WORDS, statusOf } from "./status-words.ts"
import { UndoButton } from "./undo-button.tsx"

/**
 * What Caredesk has written to a contact lately and what is on its way, newest first. `ended` are those
 * that had ended before the record above was read.
 */
export function ContactChanges({ contactId, ended }: { contactId: string; ended: string[] }) {
  const { data, error, refetch, isFetching } = useQuery(contactChangesQuery(contactId))
  useRecordReadAfter(data, ended)
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

/**
 * Reads the record again, once, when a change has ended that had not before it was read: whoever began
 * the change, and however long it took to be heard of, its text or tags may not be on the page.
 */
function useRecordReadAfter(changes: ChangeView[] | undefined, ended: string[]) {
  const router = useRouter()
  const heard = useRef(new Set<string>())
  useEffect(() => {
    const news = (changes ?? []).filter(
      ({ id, status }) => isOver(status) && !ended.includes(id) && !heard.current.has(id),
    )
    for (const { id } of news) heard.current.add(id)
    if (news.length > 0) router.refresh()
  }, [changes, ended, router])
}

function PastChange({ change }: { change: ChangeView }) {
  const status = statusOf(change)
  return (
    <div className="text-sm">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <p className="flex min-w-0 flex-1 basis-48 flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/changes/${change.id}`}
            prefetch={false}
            className="font-medium hover:underline"
          >
            {KIND_WORDS[change.kind]}
          </Link>
          <Badge tone={status.tone}>{status.label}</Badge>
          <span className="text-xs text-ink-muted">
            {change.personName}, <RelativeTime iso={change.finishedAt ?? change.createdAt} />
          </span>
        </p>
        {change.can.undo && <UndoButton change={change} />}
      </div>
      <p className="mt-0.5 text-ink-soft">{change.message}</p>
      <UndoneBy change={change} />
    </div>
  )
}
