import { agree } from "./dates.ts"
import type { DateItem, DateReading } from "./items.ts"
import type { Reading } from "./reading.ts"
import type { DateOrder } from "./types.ts"

const datesIn = (readings: Reading[]): DateItem[] =>
  readings.flatMap(({ items }) => items.filter((item) => item.type === "date"))

/** The days that a text tells beyond doubt. */
export const plainDays = (readings: Reading[]): DateReading[] =>
  datesIn(readings).flatMap((item) =>
    item.readings.length === 1 && item.readings[0]?.year && item.readings[0].day
      ? item.readings
      : [],
  )

/** Which order a date in numbers speaks for; null where it could be either. */
function voteOf({ readings, orders }: DateItem, known: DateReading[]): DateOrder | null {
  if (!orders) return null
  const [first] = readings
  if (readings.length === 1) return first?.day === first?.month ? null : (orders[0] ?? null)
  const fits = readings.map((one) => known.some((day) => agree(one, day)))
  return fits[0] === fits[1] ? null : (orders[fits[0] ? 0 : 1] ?? null)
}

/**
 * One text writes its dates in one order: where `13/05/2026` or a `known` day shows it, all dates in numbers
 * keep only that reading. Where nothing shows it they keep the clinic's, and with points day first, which
 * nobody writes otherwise. Changes the items of the readings.
 */
export function settleDates(readings: Reading[], known: DateReading[], clinic: DateOrder): void {
  const dates = datesIn(readings)
  const votes = { "month-first": 0, "day-first": 0 }
  for (const item of dates) {
    const vote = voteOf(item, known)
    if (vote) votes[vote] += 1
  }
  const shown: DateOrder | null =
    votes["month-first"] > 2 * votes["day-first"]
      ? "month-first"
      : votes["day-first"] > 2 * votes["month-first"]
        ? "day-first"
        : null
  for (const item of dates) {
    const [first] = item.orders ?? []
    if (item.readings.length < 2 || !first) continue
    keepOne(item, shown ?? (first === "day-first" ? first : clinic))
  }
}

function keepOne(item: DateItem, order: DateOrder): void {
  const at = item.orders?.indexOf(order) ?? -1
  const [kept, reading, aside] = [item.readings[at], item.readings[1 - at], item.orders?.[1 - at]]
  if (!kept) return
  item.readings = [kept]
  item.orders = [order]
  if (reading && aside) item.aside = { reading, order: aside }
}
