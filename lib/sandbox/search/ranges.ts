import { z } from "zod"
import { Refusal } from "../answers.ts"

/** What the bounds of a range are: instants as ISO dates, ISO instants or epoch ms, or plain numbers. */
export type Measure = "instants" | "numbers"

const isoOrMs = z.union([z.iso.date(), z.iso.datetime({ offset: true }), z.number()])

const ranges = { instants: rangeOf(isoOrMs), numbers: rangeOf(z.number()) }

/**
 * Whether a stored text lies in the range. 422 unless it is an object of `gt`, `gte`, `lt` and `lte`
 * alone, with one of them at least, each of what is measured and no longer than `maxText`.
 */
export function rangeTest(
  value: unknown,
  measure: Measure,
  maxText: number,
): (part: string) => boolean {
  const parsed = ranges[measure].safeParse(value)
  if (!parsed.success) {
    throw new Refusal(422, [`filters: value of range must be an object of bounds, all ${measure}`])
  }
  const bounds = parsed.data
  if (Object.values(bounds).some((bound) => String(bound).length > maxText)) {
    throw new Refusal(422, [
      `filters: value must be shorter than or equal to ${maxText} characters`,
    ])
  }
  const { gt, gte, lt, lte } = bounds
  return (part) => {
    const at = placeOf(part)
    return (
      !Number.isNaN(at) &&
      (gt === undefined || at > placeOf(gt)) &&
      (gte === undefined || at >= placeOf(gte)) &&
      (lt === undefined || at < placeOf(lt)) &&
      (lte === undefined || at <= placeOf(lte))
    )
  }
}

function rangeOf<B extends z.ZodType<string | number>>(bound: B) {
  const one = bound.optional()
  return z
    .strictObject({ gt: one, gte: one, lt: one, lte: one })
    .refine((bounds) => Object.keys(bounds).length > 0)
}

/** A number, or the milliseconds of a date. */
function placeOf(value: string | number): number {
  const number = Number(value)
  return Number.isNaN(number) ? Date.parse(String(value)) : number
}
