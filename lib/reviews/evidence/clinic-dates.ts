import type { DateOrder } from "./types.ts"

/** Where dates in numbers are written month first: the United States, its territories, the Philippines. */
const MONTH_FIRST = ["US", "PR", "VI", "GU", "AS", "MP", "PH"]

// TypeScript's own library does not know it yet.
type WithZones = Intl.Locale & { getTimeZones(): string[] | undefined }

/** One spelling for the names of a time zone, such as `US/Eastern` and `America/New_York`. */
const own = (timeZone: string) =>
  new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone

const known = new Map<string, DateOrder>()

/** How dates in numbers are written where a time zone is kept. `timeZone` is an IANA name; another one throws. */
export function dateOrderOf(timeZone: string): DateOrder {
  const before = known.get(timeZone)
  if (before) return before
  const zones = MONTH_FIRST.flatMap(
    (region) => (new Intl.Locale("en", { region }) as WithZones).getTimeZones() ?? [],
  )
  const order = zones.map(own).includes(own(timeZone)) ? "month-first" : "day-first"
  known.set(timeZone, order)
  return order
}
