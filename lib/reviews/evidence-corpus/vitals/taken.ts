import { rounded, sameNumber } from "../figures.ts"
import type { Draw } from "../random.ts"
import { VITALS, type Vital } from "./catalogue.ts"

/** One vital as it was measured. */
export type Taken = { vital: Vital; numbers: number[] }

export const takenOf = (vital: Vital, draw: Draw): Taken => ({
  vital,
  numbers: vital.parts.map(([from, to]) => rounded(from + draw.next() * (to - from), vital.digits)),
})

/** What was measured at a visit; often nothing. */
export function someVitals(draw: Draw): Taken[] {
  if (draw.chance(0.35)) return []
  const usual = VITALS.slice(0, 4).filter(() => draw.chance(0.7))
  const rest = draw.shuffled(VITALS.slice(4)).slice(0, draw.int(0, 4))
  return [...usual, ...rest].map((vital) => takenOf(vital, draw))
}

export const inOther = ({ other }: Vital, number: number): number | null =>
  other ? rounded(number * other.factor + other.offset, other.digits) : null

/** Whether a number said of this vital would be true in some way. */
export function vitalCouldBe(taken: Taken[], id: string, number: number): boolean {
  return taken.some(
    ({ vital, numbers }) =>
      vital.id === id &&
      numbers
        .flatMap((one) => [one, inOther(vital, one) ?? one])
        .some((one) => sameNumber(one, number)),
  )
}
