import { ChevronLeft, ChevronRight } from "lucide-react"
import Link from "next/link"
import { buttonClass } from "#components/ui/button-class.ts"
import { inboxAddress } from "#lib/reviews/inbox-query.ts"
import type { InboxPage } from "#lib/reviews/inbox-types.ts"

/** The way to the other pages of a long queue. */
export function InboxPager({ page: { queue, mine, page, pages, total } }: { page: InboxPage }) {
  if (pages < 2) return null
  const to = (at: number) => inboxAddress({ queue, mine, page: at })
  return (
    <nav
      aria-label="Pages of this queue"
      className="flex items-center gap-2 border-line border-t px-4 py-2.5 text-sm text-ink-muted"
    >
      <span className="mr-auto tabular-nums">
        Page {page} of {pages}, {total} drafts
      </span>
      {page > 1 && (
        <Link href={to(page - 1)} className={buttonClass({})}>
          <ChevronLeft aria-hidden />
          Previous
        </Link>
      )}
      {page < pages && (
        <Link href={to(page + 1)} className={buttonClass({})}>
          Next
          <ChevronRight aria-hidden />
        </Link>
      )}
    </nav>
  )
}
