import { ArrowLeft, ExternalLink } from "lucide-react"
import type { Metadata } from "next"
import { headers } from "next/headers"
import Link from "next/link"
import { notFound } from "next/navigation"
import { WithChangeAtHand } from "#components/changes/at-hand.tsx"
import { ReadOnArrival } from "#components/contacts/record/record-states.tsx"
import { ForgottenReview } from "#components/reviews/found/forgotten-review.tsx"
import { ReviewScreen } from "#components/reviews/review-screen.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { changeAtHand } from "#lib/changes/at-hand.ts"
import { isPrefetch } from "#lib/contacts/prefetch.ts"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { forgottenReview } from "#lib/reviews/forgotten.ts"
import { openReview } from "#lib/reviews/review.ts"

// Without the name: titles are kept in the browser's history.
export const metadata: Metadata = { title: "Review" }

/** A draft under review. */
export default async function Page({ params }: { params: Promise<{ reviewId: string }> }) {
  const { reviewId } = await params
  const person = await requirePage("reviews.read", `/reviews/${reviewId}`)
  // A prefetch is no opening: it would let a draft be approved that nobody looked at.
  if (isPrefetch(await headers())) return <ReadOnArrival />
  const db = await database()
  const forgotten = await forgottenReview(db, reviewId, person)
  if (forgotten) return <ForgottenReview review={forgotten} />
  const review = await openReview(db, reviewId, person)
  if (!review) notFound()
  const atHand = review.changeId ? await changeAtHand(db, review.changeId, person.id) : null
  // Where three panes fit, the page is as high as the window and each pane scrolls by itself.
  return (
    <div className="flex flex-col gap-3 p-4 pb-0 sm:p-6 sm:pb-0 xl:h-dvh xl:overflow-hidden xl:pt-3">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Link
          href="/reviews"
          className="inline-flex items-center gap-1.5 text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
        >
          <ArrowLeft aria-hidden className="size-4" />
          Reviews
        </Link>
        <h1 className="text-lg font-semibold tracking-tight">Review</h1>
        <p className="min-w-0 text-sm text-ink-muted">
          {review.origin === "watch" ? "Found in GoHighLevel" : "Received"}{" "}
          <RelativeTime iso={review.receivedAt} />
          {review.model && `, written by ${review.model}`}
        </p>
        <Link
          href={`/contacts/${review.contactId}`}
          prefetch={false}
          className="ml-auto inline-flex items-center gap-1.5 text-sm font-medium text-accent-text hover:underline pointer-coarse:min-h-11"
        >
          Open the record
          <ExternalLink aria-hidden className="size-4" />
        </Link>
      </header>
      <WithChangeAtHand change={atHand}>
        <ReviewScreen key={review.id} review={review} />
      </WithChangeAtHand>
    </div>
  )
}
