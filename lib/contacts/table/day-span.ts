import type { Condition } from "./types.ts"

const DAY_MS = 86_400_000

/** The day so many days after another, both `YYYY-MM-DD`. */
export const daysFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** First and last day that pass a condition on days, both counted in; null: open. `today` is the clinic's day. */
export function daySpan(
  { op, values }: Pick<Condition, "op" | "values">,
  today: string,
): { from: string | null; to: string | null } {
  const [first = "", second = ""] = values
  switch (op) {
    case "on":
      return { from: first, to: first }
    case "before":
      return { from: null, to: daysFrom(first, -1) }
    case "after":
      return { from: daysFrom(first, 1), to: null }
    case "last":
      return { from: daysFrom(today, -Number(first)), to: today }
    case "next":
      return { from: today, to: daysFrom(today, Number(first)) }
    default:
      return first <= second ? { from: first, to: second } : { from: second, to: first }
  }
}
