import { type FigureStyle, figure, sameNumber } from "../figures.ts"
import type { Piece } from "../pieces.ts"
import type { Draw } from "../random.ts"
import { type Dose, REMEDIES } from "./catalogue.ts"

/** What a client takes; often nothing. */
export function someDoses(draw: Draw): Dose[] {
  if (draw.chance(0.5)) return []
  return draw
    .shuffled(REMEDIES)
    .slice(0, draw.int(1, 3))
    .map((remedy) => ({ remedy, amount: draw.pick(remedy.amounts) }))
}

/** A dose with its unit, in one of the units and ways to write them. `taken`: said of what the client takes. */
export function dosePieces(
  { remedy, amount }: Dose,
  figures: FigureStyle,
  draw: Draw,
  of: { statement: number; taken?: true },
): Piece[] {
  const { other, id } = remedy
  const inOther = other && draw.chance(0.25) ? other : null
  const number = inOther ? amount / inOther.per : amount
  const unit = draw.pick(inOther?.units ?? remedy.units)
  const digits = decimalsOf(number)
  const { statement, taken } = of
  return [
    {
      text: figure(number, digits, figures),
      mark: { role: "dose", dose: id, number, ...(taken ? { taken } : {}) },
      statement,
    },
    " ",
    { text: unit, mark: { role: "dose words", dose: id }, statement },
  ]
}

const decimalsOf = (number: number) => String(number).split(".")[1]?.length ?? 0

/** Whether a number said of this remedy would be true in some way. */
export const doseCouldBe = (doses: Dose[], id: string, number: number) =>
  doses.some(
    ({ remedy, amount }) =>
      remedy.id === id &&
      [amount, ...(remedy.other ? [amount / remedy.other.per] : [])].some((one) =>
        sameNumber(one, number),
      ),
  )
