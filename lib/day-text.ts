/** One language and fixed parts, so that server and browser write the same letters. */
const inWords = new Intl.DateTimeFormat("en-US", {
  year: "numeric",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
})

/** A calendar day `YYYY-MM-DD` as "Nov 24, 2026"; it never moves with a time zone. */
export function formatDay(day: string): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? day : inWords.format(date)
}
