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
