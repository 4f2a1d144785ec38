"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import Link from "next/link"
import { useEffect, useRef } from "react"
import { changeQuery } from "#components/changes/change-queries.ts"
import { HoldCountdown } from "#components/changes/hold-countdown.tsx"
import { useChangeActs } from "#components/changes/use-change-acts.ts"
import { waitingReviews } from "#components/shell/waiting-reviews.ts"
import { Button } from "#components/ui/button.tsx"
import { NOTICE_ACT, NoticeWords, type Standing } from "#components/ui/toast.tsx"
import { heldInWords } from "./held-words.ts"

/**
 * An approval that the person went on from, wherever they are: to be cancelled while it is held, then
 * what became of it. Names nobody, for it stands beside another client's draft.
 */
export function HeldNotice({
  reviewId,
  changeId,
  approved,
  held,
  standing,
}: {
  reviewId: string
  changeId: string
  /** What to say while all goes well. */
  approved: string
  /** Approvals are held here. */
  held: boolean
  standing: Standing
}) {
  const queryClient = useQueryClient()
  const { data: change } = useQuery(changeQuery(changeId))
  const acts = useChangeActs(changeId)
  const words = heldInWords({ approved, held, change, failed: acts.problem })
  const { goSoon } = standing

  useEffect(() => {
    if (!words.held) goSoon()
  }, [words.held, goSoon])
  useEffect(() => {
    if (!words.waitsAgain) return
    void queryClient.invalidateQueries({ queryKey: waitingReviews.queryKey })
    void queryClient.invalidateQueries({ queryKey: ["reviews", "inbox"] })
  }, [words.waitsAgain, queryClient])
  const focus = useFocusKept()

  return (
    <NoticeWords tone={words.tone} title={words.title} description={words.text}>
      <div {...focus} className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Link
          href={`/reviews/${reviewId}`}
          prefetch={false}
          onClick={standing.close}
          className={NOTICE_ACT}
        >
          {words.waitsAgain ? "Open the draft" : "Show it"}
        </Link>
        {/* Last, so that nothing comes into its place under a hand when the hold ends. */}
        {words.held && (
          <Button size="small" busy={acts.busy} onClick={() => void acts.cancel()}>
            Cancel
          </Button>
        )}
        {words.held && change?.holdUntil && (
          <span className="text-xs text-ink-muted">
            <HoldCountdown until={change.holdUntil} />
          </span>
        )}
      </div>
    </NoticeWords>
  )
}

/** Keeps the focus in the notice when the button that had it is gone: with the hold, or once it was pressed. */
function useFocusKept() {
  const box = useRef<HTMLDivElement>(null)
  const inside = useRef(false)
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) {
      inside.current = false
      box.current?.closest<HTMLElement>("[data-toast]")?.focus({ preventScroll: true })
    }
  })
  return {
    ref: box,
    onFocus: () => {
      inside.current = true
    },
    onBlur: () => {
      inside.current = false
    },
  }
}
