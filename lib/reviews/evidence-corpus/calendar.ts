const MONTHS =
  "January February March April May June July August September October November December".split(" ")

const two = (number: number) => String(number).padStart(2, "0")

const parts = (day: string) => {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number)
  return { year, month, date, name: MONTHS[month - 1] ?? "" }
}

const ordinal = (date: number) =>
  `${date}${date % 10 === 1 && date !== 11 ? "st" : date % 10 === 2 && date !== 12 ? "nd" : date % 10 === 3 && date !== 13 ? "rd" : "th"}`

const short = (name: string) => name.slice(0, 3)

/** Ways to write a calendar day `YYYY-MM-DD`. */
const FORMS: Record<string, (day: string) => string> = {
  iso: (day) => day,
  us: (day) => {
    const { year, month, date } = parts(day)
    return `${two(month)}/${two(date)}/${year}`
  },
  usBare: (day) => {
    const { year, month, date } = parts(day)
    return `${month}/${date}/${year}`
  },
  usShort: (day) => {
    const { year, month, date } = parts(day)
    return `${month}/${date}/${two(year % 100)}`
  },
  dotted: (day) => {
    const { year, month, date } = parts(day)
    return `${two(date)}.${two(month)}.${year}`
  },
  long: (day) => {
    const { year, name, date } = parts(day)
    return `${name} ${date}, ${year}`
  },
  longDayFirst: (day) => {
    const { year, name, date } = parts(day)
    return `${date} ${name} ${year}`
  },
  longOrdinal: (day) => {
    const { year, name, date } = parts(day)
    return `${name} ${ordinal(date)}, ${year}`
  },
  spoken: (day) => {
    const { year, name, date } = parts(day)
    return `the ${ordinal(date)} of ${name} ${year}`
  },
  medium: (day) => {
    const { year, name, date } = parts(day)
    return `${short(name)} ${date}, ${year}`
  },
  mediumDayFirst: (day) => {
    const { year, name, date } = parts(day)
    return `${two(date)} ${short(name)} ${year}`
  },
  dashed: (day) => {
    const { year, name, date } = parts(day)
    return `${two(date)}-${short(name).toUpperCase()}-${year}`
  },
  noYear: (day) => {
    const { name, date } = parts(day)
    return `${name} ${date}`
  },
  month: (day) => {
    const { year, name } = parts(day)
    return `${name} ${year}`
  },
  monthShort: (day) => {
    const { year, name } = parts(day)
    return `${short(name)} ${year}`
  },
}

/** A day `YYYY-MM-DD` in one of the forms. */
export function dayIn(form: string, day: string): string {
  const write = FORMS[form]
  if (!write) throw new Error(`No such form of a date: ${form}`)
  return write(day)
}

/** Day and month of `YYYY-MM-DD` exchanged, or null when that is no day. */
export function turned(day: string): string | null {
  const { year, month, date } = parts(day)
  return date > 12 ? null : `${year}-${two(date)}-${two(month)}`
}

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Full years between two days. */
export function yearsBetween(from: string, to: string): number {
  const years = parts(to).year - parts(from).year
  return to.slice(5) < from.slice(5) ? years - 1 : years
}
