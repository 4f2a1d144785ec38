import type { Measured } from "./compare.ts"
import type { NumberItem } from "./items.ts"

/** A number as far as its digits tell. */
type Digits = Pick<Measured, "value" | "otherwise" | "decimals">
type Way = Pick<Measured, "value" | "decimals">

/** Digits of a group of thousands: behind a decimal comma they are decimals. */
const GROUP = 3

/**
 * The ways to hold two numbers of one unit against each other. `1,200` is 1200. With a decimal comma it is
 * 1.200, and so it is read only against a number with three decimals of its own: the same digits stand in
 * the same places then. 1.2 is another number beside it, or a thousandfold error would be right.
 */
export function waysToRead(one: Digits, other: Digits): [Way, Way][] {
  const ways: [Way, Way][] = [[one, other]]
  if (one.otherwise !== undefined && other.decimals === GROUP)
    ways.push([withDecimals(one.otherwise), other])
  if (other.otherwise !== undefined && one.decimals === GROUP)
    ways.push([one, withDecimals(other.otherwise)])
  return ways
}

const withDecimals = (value: number): Way => ({ value, decimals: GROUP })

/** A number of a text, read as the pipeline's list has it; as it was where the list has it in neither way. */
export function settled(number: Measured, listed: readonly Measured[]): Measured {
  const { otherwise, ...first } = number
  if (otherwise === undefined) return number
  const has = (value: number) => listed.some((one) => one.value === value)
  if (has(first.value)) return first
  return has(otherwise) ? { ...first, ...withDecimals(otherwise) } : number
}

/** The number with the minus at `start`, in both ways to read it. */
export const negative = ({ otherwise, ...number }: NumberItem, start: number): NumberItem => ({
  ...number,
  start,
  value: -number.value,
  ...(otherwise === undefined ? {} : { otherwise: -otherwise }),
})
