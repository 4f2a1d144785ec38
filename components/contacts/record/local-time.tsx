"use client"

import { useClock } from "#components/ui/clock.tsx"
import { formatInstant } from "#components/ui/date-format.ts"

/** The time it is now where the client lives: before calling, a coordinator looks here. */
export function LocalTime({ text, usable }: { text: string; usable: string | null }) {
  const { now } = useClock()
  const at = usable && now > 0 ? formatInstant(new Date(now).toISOString(), usable) : null
  if (!usable || !at) return <span>{text}</span>
  const weekday = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: usable })
  return (
    <>
      <span className="tabular-nums">
        {weekday.format(now)}, {at.time} {at.zone}
      </span>
      <span className="block text-ink-muted text-xs">{text.replaceAll("_", " ")}</span>
    </>
  )
}
