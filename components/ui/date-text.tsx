"use client"

import { formatDay } from "#lib/day-text.ts"
import { useClock } from "./clock.tsx"
import { formatAgo, formatInstant, formatShort } from "./date-format.ts"

/** A calendar day `YYYY-MM-DD`. */
export function DayText({ day }: { day: string }) {
  return (
    <time dateTime={day} className="whitespace-nowrap tabular-nums">
      {formatDay(day)}
    </time>
  )
}

/** An ISO instant in the clinic's time zone, with or without the time of day. */
export function DateText({ iso, withTime = false }: { iso: string; withTime?: boolean }) {
  const { timeZone } = useClock()
  const at = formatInstant(iso, timeZone)
  if (!at) return null
  return (
    <time
      dateTime={iso}
      title={`${at.date}, ${at.time} ${at.zone}`}
      className="whitespace-nowrap tabular-nums"
    >
      {withTime ? `${at.date}, ${at.time}` : at.date}
    </time>
  )
}

/** The time of day of an ISO instant in the clinic's time zone; of another day than today with its date. */
export function TimeText({ iso }: { iso: string }) {
  const { now, timeZone } = useClock()
  const at = formatInstant(iso, timeZone)
  if (!at) return null
  const isToday = formatInstant(new Date(now).toISOString(), timeZone)?.date === at.date
  return (
    <time
      dateTime={iso}
      title={`${at.date}, ${at.time} ${at.zone}`}
      className="whitespace-nowrap tabular-nums"
    >
      {isToday ? at.time : `${at.date}, ${at.time}`}
    </time>
  )
}

/** How long ago an ISO instant was; past a week, its date. The exact time is in the title. */
export function RelativeTime({ iso }: { iso: string }) {
  const { now, timeZone } = useClock()
  const at = formatInstant(iso, timeZone)
  if (!at) return null
  return (
    <time
      dateTime={iso}
      title={`${at.date}, ${at.time} ${at.zone}`}
      className="whitespace-nowrap tabular-nums"
    >
      {formatAgo(iso, now) ?? formatShort(iso, timeZone, now)}
    </time>
  )
}
