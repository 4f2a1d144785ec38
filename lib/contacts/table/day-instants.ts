import type { SearchedRange } from "#lib/ghl/types.ts"
import { instantOfClock } from "../clinic-clock.ts"
import { daysFrom } from "./day-span.ts"

/** Records begin after, and end before: a day that is still being typed is no reason to fail. */
const EARLIEST = "1001-01-01"
const LATEST = "9999-12-30"

type Span = { from: string | null; to: string | null }

const clamped = (day: string): string => (day < EARLIEST ? EARLIEST : day > LATEST ? LATEST : day)
const midnightUtc = (day: string): string => `${day}T00:00:00.000Z`
const beginOf = (day: string, timeZone: string): string =>
  instantOfClock(`${day}T00:00`, timeZone) ?? midnightUtc(day)

/** The instants that lie on these days of the zone, both counted in; null: open. */
export function instantsOfDays({ from, to }: Span, timeZone: string): SearchedRange[] {
  return [
    {
      ...(from === null ? {} : { gte: beginOf(clamped(from), timeZone) }),
      ...(to === null ? {} : { lt: beginOf(daysFrom(clamped(to), 1), timeZone) }),
    },
  ]
}

/**
 * The instants that a DATE on these days may be stored as, in one of several ranges. Midnight UTC stands
 * for that day whatever the zone, every other instant for its day in the zone: so west of Greenwich the
 * first day has a midnight before it begins, and the day after the last one has one that is not in it.
 */
export function instantsOfDates({ from, to }: Span, timeZone: string): SearchedRange[] {
  const [zoned = {}] = instantsOfDays({ from, to }, timeZone)
  const first = from === null ? null : midnightUtc(clamped(from))
  const after = to === null ? null : midnightUtc(daysFrom(clamped(to), 1))
  const ranges: SearchedRange[] = []
  if (first !== null && first < String(zoned.gte)) ranges.push({ gte: first, lte: first })
  if (after !== null && after < String(zoned.lt)) {
    ranges.push({ ...zoned, lt: after }, { gt: after, lt: zoned.lt ?? after })
  } else ranges.push(zoned)
  return ranges
}
