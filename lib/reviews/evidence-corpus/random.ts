/** A stream of draws; the same parts give the same stream on every machine. */
export type Draw = {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, both ends included. */
  int(min: number, max: number): number
  chance(share: number): boolean
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** FNV-1a over the parts, as a 32-bit state. */
function hash(parts: (string | number)[]): number {
  let state = 0x811c9dc5
  for (const character of parts.join("/")) {
    state ^= character.codePointAt(0) ?? 0
    state = Math.imul(state, 0x01000193)
  }
  return state >>> 0
}

/** A stream of its own for each list of parts, so that one more draw here moves nothing there (mulberry32). */
export function drawFrom(...parts: (string | number)[]): Draw {
  let state = hash(parts)
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]) => {
      if (list.length === 0) throw new Error("There is nothing to pick from")
      return list[int(0, list.length - 1)] as T
    },
    shuffled: <T>(list: readonly T[]) => {
      const copy = [...list]
      for (let at = copy.length - 1; at > 0; at--) {
        const other = int(0, at)
        const kept = copy[at] as T
        copy[at] = copy[other] as T
        copy[other] = kept
      }
      return copy
    },
  }
}
