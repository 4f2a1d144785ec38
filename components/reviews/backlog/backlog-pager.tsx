import Link from "next/link"
import { buttonClass } from "#components/ui/button-class.ts"

/** The way on through a long backlog; the ids of texts are places in it. */
export function BacklogPager({ after, next }: { after: string | null; next: string | null }) {
  if (after === null && next === null) return null
  return (
    <nav
      aria-label="Pages of the backlog"
      className="flex justify-end gap-2 border-line border-t px-4 py-2.5"
    >
      {after !== null && (
        <Link href="/reviews/backlog" prefetch={false} className={buttonClass({})}>
          To the beginning
        </Link>
      )}
      {next !== null && (
        <Link href={`/reviews/backlog?after=${next}`} prefetch={false} className={buttonClass({})}>
          Next page
        </Link>
      )}
    </nav>
  )
}
