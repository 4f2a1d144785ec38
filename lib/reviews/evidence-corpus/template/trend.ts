import type { Known } from "../scene.ts"

export type Trend = "rose" | "fell" | "steady" | null

/** What became of a marker since the last report; null when it is neither a change nor none. */
export function trendOf({ number, earlier }: Pick<Known, "number" | "earlier">): Trend {
  const [last] = earlier
  if (!last || last.number <= 0) return null
  const change = (number - last.number) / last.number
  if (Math.abs(change) < 0.025) return "steady"
  return Math.abs(change) < 0.05 ? null : change > 0 ? "rose" : "fell"
}
