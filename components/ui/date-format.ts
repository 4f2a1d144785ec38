/** One language and fixed parts, so that server and browser write the same letters. */
const LANGUAGE = "en-US"

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Made once for each zone and form: a long list has hundreds of dates, and making one is slow. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(LANGUAGE, options)
  formatters.set(key, made)
  return made
}

/** Browsers and Node differ in which space they put before AM and PM. */
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ")

function formatDate(date: Date, timeZone: string, withYear = true): string {
  const year = withYear ? "numeric" : undefined
  const parts = { year, month: "short", day: "numeric", timeZone } as const
  return plain(formatter(parts).format(date))
}

/** An ISO instant as a date and a time in the given zone, or null when it is no instant. */
export function formatInstant(
  iso: string,
  timeZone: string,
): { date: string; time: string; zone: string } | null {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return null
  const time = { hour: "numeric", minute: "2-digit", timeZone } as const
  const zone = formatter({ timeZone, timeZoneName: "short" })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")
  return {
    date: formatDate(at, timeZone),
    time: plain(formatter(time).format(at)),
    zone: plain(zone?.value ?? timeZone),
  }
}

/** An ISO instant as a date in few letters: without the year when `now` is in the same one. */
export function formatShort(iso: string, timeZone: string, now: number): string {
  const at = new Date(iso)
  const yearOf = (date: Date) => formatDate(date, timeZone).slice(-4)
  return formatDate(at, timeZone, yearOf(at) !== yearOf(new Date(now)))
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long ago, in few letters: "just now", "5 min ago", "3 h ago", "2 days ago"; null past a week or ahead. */
export function formatAgo(iso: string, now: number): string | null {
  const passed = now - new Date(iso).getTime()
  // Clocks of two machines differ a little: the near future is now.
  if (Number.isNaN(passed) || passed < -2 * MINUTE || passed > 7 * DAY) return null
  if (passed < MINUTE) return "just now"
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`
  const days = Math.floor(passed / DAY)
  return days === 1 ? "1 day ago" : `${days} days ago`
}
