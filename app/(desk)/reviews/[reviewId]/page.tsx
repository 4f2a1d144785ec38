import { ArrowLeft, ExternalLink } from "lucide-react"
import type { Metadata } from "next"
import { headers } from "next/headers"
import Link from "next/link"
import { notFound } from "next/navigation"
import { ReadOnArrival } from "#components/contacts/record/record-states.tsx"
import { ForgottenReview } from "#components/reviews/found/forgotten-review.tsx"
import { ReviewWorkspace } from "#components/reviews/review-workspace.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
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
  const forgotten = await forgottenReview(db, reviewId)
  if (forgotten) return <ForgottenReview review={forgotten} />
  const review = await openReview(db, reviewId, person)
  if (!review) notFound()
  return (
    <div className="mx-auto flex max-w-400 flex-col gap-4 p-4 pb-0 sm:p-6 sm:pb-0">
      <Link
        href="/reviews"
        className="inline-flex items-center gap-1.5 self-start text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Reviews
      </Link>
      <PageHeader
        title="Review"
        hint={
          <>
            Received <RelativeTime iso={review.receivedAt} />
            {review.model && `, written by ${review.model}`}
          </>
        }
        actions={
          <Link
            href={`/contacts/${review.contactId}`}
            prefetch={false}
            className="inline-flex items-center gap-1.5 text-sm font-medium text-accent-text hover:underline pointer-coarse:min-h-11"
          >
            Open the record
            <ExternalLink aria-hidden className="size-4" />
          </Link>
        }
      />
      <ReviewWorkspace key={`${review.id}-${review.status}`} review={review} />
    </div>
  )
}
