import { addDays, dayIn, turned } from "../calendar.ts"
import type { Case } from "../case.ts"
import type { Mark } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Report } from "../report.ts"
import type { Planter } from "./plant.ts"

/** Forms in which day and month can be taken for each other. */
const READ_BOTH_WAYS = new Set(["us", "usBare", "usShort", "dotted"])

const daysOf = ({ dates, earlierDays }: Report) => [...Object.values(dates), ...earlierDays]

/** A slip of the pen: a day off, a month off, a year off, or day and month exchanged. */
function slipped(day: string, draw: Draw): string {
  const at = draw.int(0, 3)
  if (at === 0) return addDays(day, draw.pick([-20, -10, -7, -3, -2, -1, 1, 2, 3, 7, 10, 20]))
  if (at === 1) return addDays(day, draw.pick([-61, -30, 31, 59, 92]))
  if (at === 2)
    return `${Number(day.slice(0, 4)) + draw.pick([-1, 1, -2])}${day.slice(4).replace("-02-29", "-02-28")}`
  return turned(day) ?? addDays(day, 9)
}

/** Whether the value that the text gives for a day was measured on the other day as well. */
function saysTheSame({ results, dates }: Report, mark: Mark, other: string): boolean {
  if (mark.role !== "day") return false
  const result = results.find((one) => one.marker.id === mark.marker)
  const told = result?.earlier[mark.earlier]?.number
  return [...(result?.earlier ?? []), { day: dates.collected, number: result?.number }].some(
    ({ day, number }) => day === other && number === told,
  )
}

/** Whether the sources show which number of this day is its month: in letters, in ISO, or by a date beyond the 12th. */
function orderShown({ sources, written }: Case, day: string): boolean {
  const told = [
    sources.client.birthDate,
    ...sources.biomarkers.flatMap(({ previous = [] }) => previous.map((one) => one.day)),
  ]
  if (told.includes(day)) return true
  return [...(written.text ? [written.text] : []), ...written.pages].some(({ spans }) => {
    const dates = spans.flatMap(({ mark }) =>
      mark.role === "date" || mark.role === "day" ? [mark] : [],
    )
    const here = dates.filter((one) => one.day === day)
    return (
      here.some(({ form }) => !READ_BOTH_WAYS.has(form)) ||
      (here.length > 0 && dates.some((one) => turned(one.day) === null))
    )
  })
}

export const wrongDate: Planter = (from, draw) => {
  for (const span of draw.shuffled(from.spans)) {
    const { mark } = span
    if (mark.role !== "date" && mark.role !== "day") continue
    const known = daysOf(from.report)
    const write = (day: string) => dayIn(mark.form, day)
    const readable = (day: string) =>
      READ_BOTH_WAYS.has(mark.form) ? [day, turned(day) ?? day] : [day]
    const edit = (day: string, variety: string) => ({
      variety,
      replace: new Map([[span.piece, write(day)]]),
      wrong: [span.piece],
    })
    // The words around say which date it is: another date of the same report is false there.
    if ((mark.role === "day" || mark.strict) && draw.chance(0.15)) {
      const other = draw.pick(known.filter((one) => !saysTheSame(from.report, mark, one)))
      if (readable(other).every((day) => write(day) !== span.text))
        return edit(other, "another date of the report")
    }
    const day = slipped(mark.day, draw)
    const taken = new Set(known.map(write))
    if (day === turned(mark.day) && !orderShown(from, mark.day)) continue
    if (readable(day).every((one) => !taken.has(write(one))))
      return edit(day, mark.role === "day" ? "earlier report" : mark.date)
  }
  return null
}
