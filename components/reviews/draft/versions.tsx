"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { fetchJson, problemOf } from "#components/shell/fetch-json.ts"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { DiffText } from "#components/ui/diff-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { DraftVersion } from "#lib/reviews/versions.ts"
import { wordDiff } from "#lib/reviews/word-diff.ts"
import type { Texts } from "./use-saved-texts.ts"

/** Earlier texts of the draft: compared with the present ones, and put back. */
export function Versions({
  reviewId,
  texts,
  firstAuthor,
  savedVersion,
  editable,
  onRestore,
}: {
  reviewId: string
  texts: Texts
  /** Who wrote what came in, in words. */
  firstAuthor: string
  /** Number of the last save: the list is read again when it moves. */
  savedVersion: number
  editable: boolean
  onRestore: (versionId: string) => Promise<boolean>
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [restoring, setRestoring] = useState(false)
  const [failed, setFailed] = useState(false)
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["reviews", reviewId, "versions", savedVersion],
    queryFn: ({ signal }) =>
      fetchJson<{ versions: DraftVersion[] }>(`/api/reviews/${reviewId}/versions`, { signal }),
    gcTime: 0,
    staleTime: 0,
  })
  if (!data) {
    return error ? (
      <ProblemNotice
        problem={problemOf(error)}
        retrying={isFetching}
        onRetry={() => void refetch()}
      />
    ) : (
      <Skeleton className="h-32 w-full" />
    )
  }
  const version = data.versions.find(({ id }) => id === chosen) ?? null
  return (
    <div className="space-y-3">
      <ul className="divide-y divide-line rounded-lg border border-line">
        {data.versions.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={one.id === chosen}
              onClick={() => setChosen(one.id === chosen ? null : one.id)}
              className={cx(
                "flex min-h-(--control) w-full flex-wrap items-center gap-x-2 px-3 py-1.5 text-left text-sm hover:bg-sunken focus-visible:-outline-offset-2",
                one.id === chosen && "bg-accent-soft",
              )}
            >
              <span className="font-medium">{one.by ?? firstAuthor}</span>
              <span className="text-xs text-ink-muted">
                <RelativeTime iso={one.at} />
              </span>
              {!one.stood && <Badge tone="warn">Not taken into the draft</Badge>}
            </button>
          </li>
        ))}
      </ul>
      {version ? (
        <section aria-label="The chosen version against the present text" className="space-y-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="text-xs text-ink-muted">
              From this version to the present text: struck out is gone, underlined is new.
            </p>
            {editable && (
              <Button
                size="small"
                busy={restoring}
                onClick={async () => {
                  setRestoring(true)
                  const done = await onRestore(version.id)
                  setFailed(!done)
                  setRestoring(false)
                  if (done) setChosen(null)
                }}
              >
                Restore this version
              </Button>
            )}
          </div>
          {failed && (
            <p role="alert" className="text-sm text-bad-text">
              It was not restored: something was saved in between, or Caredesk could not be reached.
              Nothing was lost; try again.
            </p>
          )}
          <DiffText
            parts={wordDiff(version.summary, texts.summary)}
            empty="The summary is the same."
          />
          <hr className="border-line" />
          <DiffText
            parts={wordDiff(version.analysis, texts.analysis)}
            empty="The analysis is the same."
          />
        </section>
      ) : (
        <p className="text-sm text-ink-muted">
          Choose a version to compare it with the present text.
        </p>
      )}
    </div>
  )
}
