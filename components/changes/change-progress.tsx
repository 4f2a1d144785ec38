"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useCallback, useEffect, useRef } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { isOver } from "#lib/changes/over.ts"
import type { ChangeView } from "#lib/changes/types.ts"
import { useChangeAtHand } from "./at-hand.tsx"
import { ChangeCard } from "./change-card.tsx"
import { changeQuery } from "./change-queries.ts"

/**
 * A change on its way, live: what was and was not written, and what the person can do. One that is
 * carried on with a merged text is followed to the change that carries it on. `onOver` is called once,
 * when it is done or cancelled.
 */
export function ChangeProgress({
  changeId,
  onOver,
}: {
  changeId: string
  onOver?: (change: ChangeView) => void
}) {
  const atHand = useChangeAtHand()
  const {
    data: change,
    error,
    refetch,
    isFetching,
  } = useQuery({
    ...changeQuery(changeId),
    initialData: () => atHand?.changes.find(({ id }) => id === changeId),
  })
  const told = useRef(false)
  useEffect(() => {
    if (!change || change.continuedBy || !isOver(change.status) || told.current) return
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
  if (change.continuedBy) return <ChangeProgress changeId={change.continuedBy} onOver={onOver} />
  return (
    <div className="space-y-3">
      <ChangeCard change={change} />
      {change.undo && <UndoProgress changeId={change.undo.changeId} />}
      {change.altered?.rewrite && <ChangeProgress changeId={change.altered.rewrite.changeId} />}
    </div>
  )
}

/** The change that takes another back, below it; the page is read again when it is over. */
function UndoProgress({ changeId }: { changeId: string }) {
  const router = useRouter()
  const onOver = useCallback(() => router.refresh(), [router])
  return <ChangeProgress changeId={changeId} onOver={onOver} />
}
