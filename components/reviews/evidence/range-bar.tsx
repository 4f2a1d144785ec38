import { cx } from "#components/ui/cx.ts"
import type { BiomarkerView } from "#lib/reviews/biomarkers.ts"

const percent = (part: number) => `${Math.round(part * 1000) / 10}%`

/** Where a value lies in its reference range. Words and numbers beside it say the same. */
export function RangeBar({ marker }: { marker: BiomarkerView }) {
  if (!marker.bar) return null
  const { from, to, value } = marker.bar
  const outside = marker.side === "low" || marker.side === "high"
  return (
    <span
      aria-hidden
      data-bar
      className="relative block h-1.5 w-full rounded-full bg-line-strong/60"
    >
      <span
        data-bar-range
        className="absolute inset-y-0 rounded-full bg-good-line"
        style={{ left: percent(from), width: percent(to - from) }}
      />
      <span
        data-bar-value
        className={cx(
          "absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 border-2 border-surface",
          // A value out of range is a diamond: told by its shape too.
          outside ? "rotate-45 rounded-xs" : "rounded-full",
          marker.critical || outside ? "bg-bad-text" : "bg-good-text",
        )}
        style={{ left: percent(Math.min(0.97, Math.max(0.03, value))) }}
      />
    </span>
  )
}
