const DAY_MS = 86_400_000
/** Before it a year is written in fewer than four digits. */
const FIRST_DAY = "1001-01-01"
const CLOCK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** What a clock in the zone shows at an instant (ms), as if it were UTC (ms). */
function shownAt(ms: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(ms)
  return Date.parse(`${text.replace(" ", "T")}Z`)
}

/**
 * The instant (ISO) at which a clock in the zone shows `clock`, `YYYY-MM-DDTHH:MM`. A time that summer
 * skips is the one an hour later; of one that winter has twice it is the first. Null for no such day, and
 * for one before the year 1001.
 */
export function instantOfClock(clock: string, timeZone: string): string | null {
  const wanted = CLOCK.test(clock) ? Date.parse(`${clock}:00Z`) : Number.NaN
  if (
    clock < FIRST_DAY ||
    Number.isNaN(wanted) ||
    !new Date(wanted).toISOString().startsWith(clock)
  )
    return null
  // Offsets before and after any change of the clock that day.
  const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((ms) => shownAt(ms, timeZone) - ms)
  const candidates = offsets.map((offset) => wanted - offset).sort((one, other) => one - other)
  const found = candidates.find((ms) => shownAt(ms, timeZone) === wanted) ?? candidates.at(-1)
  return found === undefined ? null : new Date(found).toISOString()
}
