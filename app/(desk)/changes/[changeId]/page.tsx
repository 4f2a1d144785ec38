import { ArrowLeft, ExternalLink } from "lucide-react"
import type { Metadata } from "next"
import { headers } from "next/headers"
import Link from "next/link"
import { notFound } from "next/navigation"
import { WithChangeAtHand } from "#components/changes/at-hand.tsx"
import { ChangeHeading } from "#components/changes/change-heading.tsx"
import { ChangeProgress } from "#components/changes/change-progress.tsx"
import { ReadOnArrival } from "#components/contacts/record/record-states.tsx"
import { MergedText } from "#components/reviews/merged/merged-text.tsx"
import { changeAtHand } from "#lib/changes/at-hand.ts"
import { openChangePage } from "#lib/changes/open.ts"
import { isPrefetch } from "#lib/contacts/prefetch.ts"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"

// Without the name: titles are kept in the browser's history.
export const metadata: Metadata = { title: "Change" }

const LINK =
  "inline-flex items-center gap-1.5 text-sm font-medium text-accent-text hover:underline pointer-coarse:min-h-11"

/** One change: where it stands, its conflict three ways, and what can be done about it. */
export default async function Page({ params }: { params: Promise<{ changeId: string }> }) {
  const { changeId } = await params
  const person = await requirePage("changes.read", `/changes/${changeId}`)
  if (isPrefetch(await headers())) return <ReadOnArrival />
  const db = await database()
  const change = await openChangePage(db, changeId, person.id)
  if (!change) notFound()
  const atHand = await changeAtHand(db, changeId, person.id)
  return (
    <div className="mx-auto flex max-w-400 flex-col gap-4 p-4 sm:p-6">
      <Link
        href="/changes"
        prefetch={false}
        className="inline-flex items-center gap-1.5 self-start text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Changes
      </Link>
      <ChangeHeading
        change={change}
        actions={
          <>
            {change.draftId && (
              <Link href={`/reviews/${change.draftId}`} prefetch={false} className={LINK}>
                Open the review
                <ExternalLink aria-hidden className="size-4" />
              </Link>
            )}
            <Link href={`/contacts/${change.contactId}`} prefetch={false} className={LINK}>
              Open the record
              <ExternalLink aria-hidden className="size-4" />
            </Link>
          </>
        }
      />
      <WithChangeAtHand change={atHand}>
        <ChangeProgress changeId={change.id} />
        <MergedText changeId={change.id} />
      </WithChangeAtHand>
    </div>
  )
}
