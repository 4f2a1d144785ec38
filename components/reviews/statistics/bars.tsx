import { cx } from "#components/ui/cx.ts"
import type { StatisticsRow } from "#lib/reviews/statistics-types.ts"

const percent = (share: number | null): string =>
  share === null ? "–" : `${Math.round(share * 100)} %`

/** Seconds in words, such as `1 min 24 s`. */
export function duration(seconds: number | null): string {
  if (seconds === null) return "–"
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const rest = whole % 60
  return `${Math.floor(whole / 60)} min${rest > 0 ? ` ${rest} s` : ""}`
}

/** A share as a number over a small bar. */
export function ShareBar({
  share,
  tone = "neutral",
}: {
  share: number | null
  tone?: "neutral" | "warn"
}) {
  return (
    <span className="inline-flex min-w-16 flex-col gap-1">
      <span className="tabular-nums">{percent(share)}</span>
      {share !== null && (
        <span aria-hidden className="block h-1 w-16 overflow-hidden rounded-full bg-line">
          <span
            className={cx(
              "block h-full rounded-full",
              tone === "warn" ? "bg-warn-text" : "bg-accent",
            )}
            style={{ width: `${share * 100}%` }}
          />
        </span>
      )}
    </span>
  )
}

const PARTS = [
  { key: "approved", label: "approved", bar: "bg-good-text" },
  { key: "rejected", label: "rejected", bar: "bg-bad-text" },
  { key: "returned", label: "returned", bar: "bg-warn-text" },
] as const

/** How the decisions fell: one bar in three parts, and each part in words. */
export function OutcomeBar({ row }: { row: StatisticsRow }) {
  if (row.decisions === 0) return <span className="text-ink-muted">–</span>
  return (
    <span className="flex min-w-44 flex-col gap-1">
      <span className="flex flex-wrap gap-x-2 text-xs">
        {PARTS.map(({ key, label }) => (
          <span key={key} className={row[key] === 0 ? "text-ink-muted" : ""}>
            <span className="tabular-nums">{percent(row[key] / row.decisions)}</span> {label}
          </span>
        ))}
      </span>
      <span aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-line">
        {PARTS.map(({ key, bar }) => (
          <span
            key={key}
            className={cx("block h-full", bar)}
            style={{ width: `${(row[key] / row.decisions) * 100}%` }}
          />
        ))}
      </span>
    </span>
  )
}
