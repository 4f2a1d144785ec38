import { MEASURES, type Measure } from "./measure-names.ts"

/** A measure's name in a text. */
export type Noun = { measure: Measure; start: number; end: number }

const BY_NAME = new Map(MEASURES.flatMap((one) => one.names.map((name) => [name, one] as const)))
// The longest name first: `heart rate variability` is no heart rate, and `mm/hr` none at all.
const NAMES = new RegExp(
  `(?<![a-z0-9/]|\\d[ -])(?:${[...BY_NAME.keys()].sort((one, other) => other.length - one.length).join("|")})(?![a-z0-9])`,
  "g",
)

/** All names of measures in a folded text, in order. */
export const nounsIn = (folded: string): Noun[] =>
  [...folded.matchAll(NAMES)].flatMap(({ 0: name, index }) => {
    const measure = BY_NAME.get(name)
    return measure ? [{ measure, start: index, end: index + name.length }] : []
  })

/** The first of the nouns that begins at `from` or behind it: they are in order. */
export function firstFrom(nouns: readonly Noun[], from: number): number {
  let [low, high] = [0, nouns.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((nouns[middle]?.start ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a place of a text lies in the name of a measure. */
export function isInNoun(nouns: readonly Noun[], at: number): boolean {
  const before = nouns[firstFrom(nouns, at + 1) - 1]
  return before !== undefined && at < before.end
}
