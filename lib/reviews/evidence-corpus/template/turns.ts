import type { Piece } from "../pieces.ts"
import { type Side, sideOf } from "../report.ts"
import type { Known } from "../scene.ts"
import { type Context, need, of, say } from "./context.ts"
import { trendOf } from "./trend.ts"

/** Chooses the true words of `high|low|within`; the others are what would be false. */
export function sideWords(context: Context, choices: string[]): Piece {
  const { marker, side, rangeKnown } = of(context)
  need(rangeKnown)
  const at = { high: 0, low: 1, within: 2 }[side]
  return say(context, need(choices[at]), {
    role: "direction",
    of: "range",
    marker: marker.id,
    wrong: choices.filter((_, other) => other !== at),
  })
}

/** The same for `rose|fell|steady`. A small rise may be called steady, so its falsehood is a fall. */
export function trendWords(context: Context, choices: string[]): Piece {
  const { marker, number, earlier } = of(context)
  const trend = need(trendOf(of(context)))
  const [rose = "", fell = ""] = choices
  const before = need(earlier[0]).number
  const wrong = {
    rose: [fell],
    fell: [rose],
    steady: number === before ? [rose, fell] : [number > before ? fell : rose],
  }[trend]
  return say(context, need(choices[{ rose: 0, fell: 1, steady: 2 }[trend]]), {
    role: "direction",
    of: "change",
    marker: marker.id,
    wrong,
  })
}

/** What the marker does not point to, as its value is not on that side. */
export function concern(context: Context, word: string): string {
  const which = word === "highConcern" ? "high" : "low"
  const { marker, side, rangeKnown } = of(context)
  need(rangeKnown && side !== which)
  return need(marker.concern[which])
}

/** Lets a template pass for some sides only. */
export function only(context: Context, holds: (side: Side) => boolean): Piece[] {
  const { side, rangeKnown } = of(context)
  need(rangeKnown && holds(side))
  return []
}

/** Lets a template pass for some sides of the last report's value only. */
export function before(context: Context, holds: (side: Side) => boolean): Piece[] {
  const { earlier, low, high, rangeKnown } = of(context)
  const { number } = need(earlier[0])
  need(rangeKnown && holds(sideOf(number, low, high)))
  return []
}

/** Whatever follows is said of another of the markers. */
export function turnTo(context: Context, results: Known[], at: number): Piece[] {
  context.known = need(results[at])
  context.statement = context.statements[at] ?? context.statement
  return []
}
