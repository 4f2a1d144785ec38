import type { NumberItem } from "./items.ts"
import type { Reading } from "./reading.ts"

/** Behind a bare number these name nothing that it counts. */
export const COUNTING = new Set(
  "and for the with per are was were has had have but that this these those than then which who when while from into onto over under above below between during within about after before since until more less times time out not can may will should would now today daily weekly monthly each every most least either both all any other others further additional your her his their its our cutoff cut limit line mark threshold range level high low normal".split(
    " ",
  ),
)

/** The 3 of `omega-3`, the 12 of `B-12`: it belongs to a name. */
export const isNameNumber = ({ folded }: Reading, { start, unit, time }: NumberItem): boolean =>
  !unit && !time && /[a-z]-$/.test(folded.slice(Math.max(0, start - 2), start))
