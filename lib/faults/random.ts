/** A generator of numbers that depends on its seed alone. Mulberry32. */
export type Random = {
  /** From 0 up to, without, 1. */
  next(): number
  /** A whole number from 0 up to, without, `end`. */
  below(end: number): number
  pick<T>(from: readonly T[]): T
  /** A copy in another order. */
  shuffled<T>(from: readonly T[]): T[]
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    below,
    pick<T>(from: readonly T[]): T {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new Error("There is nothing to pick from")
      return picked
    },
    shuffled<T>(from: readonly T[]): T[] {
      return from
        .map((value) => ({ value, at: next() }))
        .sort((one, other) => one.at - other.at)
        .map(({ value }) => value)
    },
  }
}
