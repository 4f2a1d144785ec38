"use client"

import { Lock } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { AlertDialog } from "#components/ui/alert-dialog.tsx"
import { Button } from "#components/ui/button.tsx"
import { useClock } from "#components/ui/clock.tsx"
import { formatInstant } from "#components/ui/date-format.ts"
import { endedInWords } from "#lib/reviews/ended-words.ts"
import type { FirstApproval, ReviewState } from "#lib/reviews/types.ts"
import type { Claim } from "./use-claim.ts"

function timeLeft(until: string, now: number): string {
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000)
  if (minutes <= 0) return "about to run out"
  return minutes === 1 ? "for another minute" : `for another ${minutes} minutes`
}

/** Says why the page is only to be read, and what can be done about it. Nothing while the draft is this person's. */
export function ClaimBanner({
  claim,
  state,
  firstApproval,
  onClaim,
  onReload,
}: {
  claim: Claim
  state: ReviewState | undefined
  firstApproval: FirstApproval | null
  onClaim: (takeOver: boolean) => Promise<boolean>
  onReload: () => void
}) {
  const { now, timeZone } = useClock()
  const ended = state?.ended
  const at = ended?.at ? formatInstant(ended.at, timeZone) : null
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const claimIt = async (takeOver: boolean) => {
    setBusy(true)
    await onClaim(takeOver)
    setBusy(false)
    setAsking(false)
  }
  if (claim.state === "claiming" || claim.state === "mine") return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-warn-line bg-warn-soft px-4 py-2.5 text-sm"
    >
      <Lock aria-hidden className="size-4 shrink-0 text-warn-text" />
      {claim.state === "held" && (
        <>
          <p className="min-w-0 flex-1">
            <span className="font-medium text-warn-text">
              {claim.lost ? `${claim.by} took this draft over.` : `${claim.by} has this draft.`}
            </span>{" "}
            You can read it. Their claim runs {timeLeft(claim.until, now)}, and longer while they
            work on it.
          </p>
          <Button size="small" onClick={() => setAsking(true)}>
            Take over
          </Button>
          <AlertDialog
            open={asking}
            onOpenChange={setAsking}
            title={`Take this draft over from ${claim.by}?`}
            confirmLabel="Take over"
            busy={busy}
            onConfirm={() => void claimIt(true)}
          >
            <p>
              They can no longer edit or decide it. What they have saved is in the draft; what they
              are typing is kept among its versions.
            </p>
          </AlertDialog>
        </>
      )}
      {claim.state === "free" && (
        <p className="min-w-0 flex-1">
          <span className="font-medium text-warn-text">
            {firstApproval?.mine
              ? "You gave the first approval. It waits for a second person."
              : "Nobody has this draft."}
          </span>{" "}
          {firstApproval?.mine
            ? "Editing it takes your approval back."
            : "It was taken over from you and let go since."}
        </p>
      )}
      {claim.state === "free" && (
        <Button size="small" busy={busy} onClick={() => void claimIt(false)}>
          {firstApproval?.mine ? "Edit it all the same" : "Claim it"}
        </Button>
      )}
      {claim.state === "failed" && (
        <>
          <p className="min-w-0 flex-1">
            <span className="font-medium text-warn-text">This draft could not be claimed.</span>{" "}
            Check your connection. You can read it in the meantime.
          </p>
          <Button size="small" busy={busy} onClick={() => void claimIt(false)}>
            Try again
          </Button>
        </>
      )}
      {claim.state === "over" && (
        <>
          <p className="min-w-0 flex-1">
            <span className="font-medium text-warn-text">
              {ended
                ? endedInWords(ended, at && `${at.date}, ${at.time}`)
                : "This draft no longer waits for a decision."}
            </span>{" "}
            What you typed still stands here, and is kept among its versions.
          </p>
          {ended?.supersededBy ? (
            <Link
              href={`/reviews/${ended.supersededBy}`}
              prefetch={false}
              className="font-medium text-accent-text hover:underline"
            >
              Open the newer one
            </Link>
          ) : (
            <Button size="small" onClick={onReload}>
              Show the decision
            </Button>
          )}
        </>
      )}
    </div>
  )
}
