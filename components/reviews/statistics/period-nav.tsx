import Link from "next/link"
import { cx } from "#components/ui/cx.ts"
import { PERIODS, type Period } from "#lib/reviews/statistics-types.ts"

const LABELS: Record<Period, string> = { 30: "30 days", 90: "90 days", 365: "A year" }

/** Which days the statistics are about. */
export function PeriodNav({ current }: { current: Period }) {
  return (
    <nav
      aria-label="Period"
      className="inline-flex rounded-lg border border-line bg-sunken p-0.5 text-sm font-medium"
    >
      {PERIODS.map((days) => (
        <Link
          key={days}
          href={days === PERIODS[0] ? "/reviews/statistics" : `/reviews/statistics?days=${days}`}
          prefetch={false}
          aria-current={days === current ? "page" : undefined}
          className={cx(
            "inline-flex h-(--control-small) items-center rounded-md px-3 transition-colors",
            days === current ? "bg-surface text-ink shadow-card" : "text-ink-soft hover:text-ink",
          )}
        >
          {LABELS[days]}
        </Link>
      ))}
    </nav>
  )
}
