import "server-only"

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
