import "server-only"

/**
 * Calendar day of a DATE of GHL: epoch milliseconds (a number or digits) or ISO 8601.
 * An instant at midnight UTC means that UTC day; any other instant its day in the clinic's zone.
 * Null for anything else.
 */
export function toDay(value: unknown, clinicTimeZone: string): string | null {
  if (typeof value === "number") return dayOfInstant(value, clinicTimeZone)
  if (typeof value !== "string") return null
  const text = value.trim()
  if (/^-?\d{11,14}$/.test(text)) return dayOfInstant(Number(text), clinicTimeZone)
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    )
  const written = iso?.[1]
  if (written === undefined || !isRealDay(written)) return null
  // With an offset, or none, the day is the one that was written down; `Z` is an instant.
  if (iso?.[2]?.toUpperCase() !== "Z") return written
  return dayOfInstant(Date.parse(text.replace(" ", "T")), clinicTimeZone)
}

/** ISO instant of a record's date, which comes as ISO 8601 or epoch milliseconds. Null for anything else. */
export function toInstant(value: unknown): string | null {
  const text = typeof value === "string" ? value.trim() : ""
  const ms =
    typeof value === "number" || /^\d{11,14}$/.test(text)
      ? Number(value)
      : /^\d{4}-\d{2}-\d{2}/.test(text)
        ? Date.parse(text)
        : Number.NaN
  return isShowable(ms) ? new Date(ms).toISOString() : null
}

/**
 * Time of a task or an appointment: what its clock says, `YYYY-MM-DDTHH:MM`, where GHL writes no zone (then
 * it is the location's), the day alone, `YYYY-MM-DD`, where it writes no time, else an ISO instant. Null for
 * anything else.
 */
export function toTimeOfDay(value: unknown): string | null {
  const text = typeof value === "string" ? value.trim() : ""
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isRealDay(text) ? text : null
  const clock = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::\d{2}(?:\.\d+)?)?$/.exec(text)
  if (clock?.[1] === undefined) return toInstant(value)
  return isRealDay(clock[1]) ? `${clock[1]}T${clock[2]}:${clock[3]}` : null
}

function dayOfInstant(ms: number, timeZone: string): string | null {
  if (!isShowable(ms)) return null
  if (ms % 86_400_000 === 0) return new Date(ms).toISOString().slice(0, 10)
  const parts = daysIn(timeZone).formatToParts(ms)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ""
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`
}

let formatter: { timeZone: string; days: Intl.DateTimeFormat } | null = null

/** Making one takes longer than reading a contact, and a clinic has one zone: the last one is kept. */
function daysIn(timeZone: string): Intl.DateTimeFormat {
  if (formatter?.timeZone !== timeZone) {
    const days = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "iso8601",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    })
    formatter = { timeZone, days }
  }
  return formatter.days
}

/** Years 1000 to 9999: beyond them a number is no date. */
function isShowable(ms: number): boolean {
  return Number.isFinite(ms) && ms >= -30_609_792_000_000 && ms < 253_402_300_800_000
}

function isRealDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return isShowable(ms) && new Date(ms).toISOString().startsWith(day)
}
