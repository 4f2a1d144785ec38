import { ArrowLeft, CircleCheck } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { z } from "zod"
import { BacklogReader } from "#components/reviews/backlog/backlog-reader.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { database } from "#lib/db/instance.ts"
import { allows } from "#lib/people/permissions.ts"
import { requirePage } from "#lib/people/session.ts"
import { readBacklog } from "#lib/reviews/watch/backlog.ts"

export const metadata: Metadata = { title: "Backlog" }

const query = z.object({ after: z.uuid().nullable().catch(null) })

/** Texts that stood in the call notes before Caredesk was started: to read and to accept, many at once. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const person = await requirePage("reviews.read", "/reviews/backlog")
  const { after } = query.parse({ after: null, ...(await searchParams) })
  const page = await readBacklog(await database(), { after, personId: person.id })
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 sm:p-6">
      <Link
        href="/reviews"
        className="inline-flex items-center gap-1.5 self-start text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Reviews
      </Link>
      <PageHeader
        title="Backlog"
        hint={
          page.total === 0
            ? "Call notes that stood in GoHighLevel before Caredesk."
            : `${page.total} call ${page.total === 1 ? "note" : "notes"} stood in GoHighLevel before Caredesk, and nobody has approved ${page.total === 1 ? "it" : "them"} here.`
        }
      />
      <div className="rounded-xl border border-line bg-surface shadow-card">
        {page.rows.length > 0 ? (
          <BacklogReader page={page} mayAcceptMany={allows(person.role, "reviews.accept-many")} />
        ) : (
          <EmptyState
            icon={<CircleCheck />}
            title={page.total === 0 ? "Nothing is left of the backlog" : "You are at its end"}
            action={
              <Link
                href={page.total === 0 ? "/reviews" : "/reviews/backlog"}
                className={buttonClass({})}
              >
                {page.total === 0 ? "To the reviews" : "Back to the beginning"}
              </Link>
            }
          >
            {page.total === 0
              ? "What is written to the call notes from now on, and by nobody here, waits among the reviews."
              : "Texts before this place are still waiting."}
          </EmptyState>
        )}
      </div>
      {(after !== null || page.next !== null) && page.rows.length > 0 && (
        <nav aria-label="Pages" className="flex justify-end gap-2">
          {after !== null && (
            <Link href="/reviews/backlog" prefetch={false} className={buttonClass({})}>
              To the beginning
            </Link>
          )}
          {page.next !== null && (
            <Link
              href={`/reviews/backlog?after=${page.next}`}
              prefetch={false}
              className={buttonClass({})}
            >
              Next page
            </Link>
          )}
        </nav>
      )}
    </div>
  )
}
