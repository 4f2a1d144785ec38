import type { InboxRow } from "#lib/reviews/inbox-types.ts"

const withUnit = (value: number, unit: string) => `${value}${unit && ` ${unit}`}`

/** Markers beyond their critical limits, each with its value and the limit. */
export function CriticalList({ critical }: { critical: InboxRow["critical"] }) {
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm">
      {critical.map(({ name, value, unit, side, limit }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a report may name a marker twice
        <span key={index} className="min-w-0 break-words">
          <span className="font-semibold text-bad-text tabular-nums">
            {name} {withUnit(value, unit)}
          </span>{" "}
          <span className="whitespace-nowrap text-ink-muted tabular-nums">
            critical {side === "high" ? "from" : "down from"} {limit}
          </span>
        </span>
      ))}
    </span>
  )
}
