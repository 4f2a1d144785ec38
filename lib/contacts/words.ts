import "server-only"

/** `2025-03-04` in words; a calendar day, so no zone can move it. */
export function dayInWords(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at)) return day
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(at)
}

/** An ISO instant in words, in the given zone, with the zone's short name. */
export function instantInWords(instant: string, timeZone: string): string {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return "at an unknown time"
  return new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(at)
}

/** The calendar day it is in a zone. */
export function today(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now)
}

/** Full years from a birth day to today, both `YYYY-MM-DD`; null when that is no age of a person. */
export function ageOn(birthDay: string, day: string): number | null {
  const [year, ...rest] = birthDay.split("-")
  const [thisYear, ...thisRest] = day.split("-")
  const hadBirthday = thisRest.join("-") >= rest.join("-")
  const age = Number(thisYear) - Number(year) - (hadBirthday ? 0 : 1)
  return Number.isInteger(age) && age >= 0 && age < 130 ? age : null
}

/** A file size, such as `240 kB`. */
export function sizeInWords(bytes: number | null): string | null {
  if (bytes === null || !Number.isFinite(bytes) || bytes < 0) return null
  if (bytes < 1000) return `${Math.round(bytes)} bytes`
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"]
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`
}

/** The zone if this runtime knows it, else null. */
export function usableTimeZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
