"use client"

import { useQuery } from "@tanstack/react-query"
import { useCallback, useEffect, useRef, useState } from "react"
import { fetchJson } from "#components/shell/fetch-json.ts"
import { lastWordsKept } from "#components/shell/last-words.ts"
import { whenSignedIn } from "#components/shell/session-phase.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { claimReview, keepReviewing, releaseReview } from "#lib/reviews/claim-actions.ts"
import type { ReviewState, ReviewView } from "#lib/reviews/types.ts"
import { openHereToo } from "./open-elsewhere.ts"
import { useSitting } from "./use-sitting.ts"

/** How often the server hears that somebody works on the draft, and the page of what others did. */
const BEAT_MS = 15_000

export type Claim =
  | { state: "claiming" }
  | { state: "mine"; until: string }
  /** Free, and not to be claimed without asking: it was taken away, or this person gave the first approval. */
  | { state: "free" }
  /** `lost`: it was this person's before. */
  | { state: "held"; by: string; until: string; lost: boolean }
  /** Decided, superseded, or gone. */
  | { state: "over" }
  | { state: "failed" }

type Answer = NonNullable<Awaited<ReturnType<typeof claimReview>>["data"]>

/** Drafts whose reviews are open in this tab. */
const openHere = new Set<string>()

/**
 * Lets a draft go whose page was left by a link. What was typed last is kept first: a save takes up a claim
 * that is free. Not one that was opened again in the meantime, or stands in another tab: the person would
 * lose it there.
 */
async function letGoOf(draftId: string, elsewhere: () => Promise<boolean>): Promise<void> {
  // The other parts of the page leave in this very turn.
  await Promise.resolve()
  await lastWordsKept()
  if (openHere.has(draftId) || (await elsewhere())) return
  await releaseReview({ draftId })
}

/**
 * The claim on a waiting draft: taken when the page is opened in a browser, renewed while the person
 * works, let go when they leave. Also tells what became of the draft in the meantime.
 */
export function useClaim(review: ReviewView, onTaken: () => void) {
  const waiting = review.status === "waiting"
  const [claim, setClaim] = useState<Claim>(() =>
    !waiting
      ? { state: "over" }
      : review.firstApproval?.mine
        ? { state: "free" }
        : review.claim && !review.claim.mine
          ? { state: "held", by: review.claim.by, until: review.claim.until, lost: false }
          : { state: "claiming" },
  )
  const mine = useRef(false)
  /** Somebody else had the draft while it stood here, so what stands here may be old. */
  const wasHeld = useRef(false)
  const taken = useRef(onTaken)
  useEffect(() => {
    taken.current = onTaken
  })

  const settle = useCallback((answer: Answer | undefined) => {
    if (!answer) setClaim((now) => (now.state === "mine" ? now : { state: "failed" }))
    else if (answer.outcome === "claimed") setClaim({ state: "mine", until: answer.until })
    else if (answer.outcome === "decided") setClaim({ state: "over" })
    else setClaim({ state: "held", by: answer.by, until: answer.until, lost: mine.current })
    mine.current = answer?.outcome === "claimed" || (mine.current && !answer)
    return mine.current
  }, [])

  const claimNow = useCallback(
    async (takeOver = false) => {
      const result = await withSignIn(() => claimReview({ draftId: review.id, takeOver })).catch(
        () => undefined,
      )
      const got = settle(result?.data)
      // Whoever had it in between may have changed the text.
      if (got) taken.current()
      return got
    },
    [review.id, settle],
  )

  const sitting = useSitting(() => void keep())
  const { take, putBack, isHere } = sitting

  /** Tells the server of the work since the last time, which renews the claim. True while it is ours. */
  const keep = useCallback(async (): Promise<boolean> => {
    if (!mine.current) return false
    const worked = take()
    const result = await keepReviewing({ draftId: review.id, ...worked }).catch(() => undefined)
    if (!result?.data) {
      putBack(worked)
      if (result?.serverError?.kind === "signed-out") await whenSignedIn()
    }
    return settle(result?.data)
  }, [review.id, take, putBack, settle])

  useEffect(() => {
    if (claim.state === "held") wasHeld.current = true
    if (claim.state !== "claiming") return
    void withSignIn(() => claimReview({ draftId: review.id, takeOver: false })).then(
      (result) => {
        if (settle(result?.data) && wasHeld.current) taken.current()
        wasHeld.current = false
      },
      () => settle(undefined),
    )
  }, [claim.state, review.id, settle])

  useEffect(() => {
    const timer = setInterval(() => {
      if (mine.current && isHere() && document.visibilityState === "visible") void keep()
    }, BEAT_MS)
    return () => clearInterval(timer)
  }, [isHere, keep])

  useEffect(() => {
    openHere.add(review.id)
    const { close, elsewhere } = openHereToo(review.id)
    return () => {
      close()
      openHere.delete(review.id)
      // Left by a link. A closed tab's claim runs out by itself.
      if (mine.current) void letGoOf(review.id, elsewhere).catch(() => undefined)
      mine.current = false
    }
  }, [review.id])

  const { data: state, refetch } = useQuery({
    queryKey: ["reviews", review.id, "state"],
    queryFn: ({ signal }) =>
      fetchJson<ReviewState>(`/api/reviews/${review.id}/state`, { signal, poll: true }),
    refetchInterval: BEAT_MS,
    staleTime: 0,
    gcTime: 0,
    enabled: waiting,
  })
  useEffect(() => {
    if (!state || !waiting) return
    if (state.status !== "waiting") {
      mine.current = false
      setClaim({ state: "over" })
    } else if (state.claim && !state.claim.mine) {
      const { by, until } = state.claim
      const lost = mine.current
      setClaim((now) => ({
        state: "held",
        by,
        until,
        lost: lost || (now.state === "held" && now.lost),
      }))
      mine.current = false
    } else if (state.claim) {
      const { until } = state.claim
      mine.current = true
      setClaim({ state: "mine", until })
    } else {
      // Its holder let it go: it is claimed as when the page was opened, unless it was taken away.
      setClaim((now) => (now.state === "held" ? { state: now.lost ? "free" : "claiming" } : now))
    }
  }, [state, waiting])

  const overUnseen = claim.state === "over" && state?.status === "waiting"
  useEffect(() => {
    // The claim told that it is over; what became of it is not known here yet.
    if (overUnseen) void refetch()
  }, [overUnseen, refetch])

  /** The draft is no longer this person's to work on: decided, or waiting for somebody else. */
  const letGo = useCallback(() => {
    mine.current = false
    setClaim({ state: "free" })
  }, [])

  /** Looks at once what became of the draft. */
  const look = useCallback(() => void refetch(), [refetch])

  return { claim, state, claimNow, keep, opened: sitting.opened, letGo, look }
}
