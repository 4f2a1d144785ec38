import { type Case, caseOf } from "./case.ts"
import { KINDS, type Kind } from "./plant/kinds.ts"
import { applied, type Planted } from "./plant/plant.ts"
import { PLANTERS } from "./plant/planters.ts"
import { drawFrom } from "./random.ts"

/** The seed that the gate is held against. */
export const COMMITTED_SEED = 20261125

/** Planted drafts of each kind, unless a run asks for another number. */
export const DEFAULT_COUNT = 100

/** As many drafts are left clean: twice as many as of a kind, and enough to tell false alarms by. */
export const cleanOf = (count: number) => Math.max(200, 2 * count)

export type Corpus = { clean: Case[]; planted: Planted[] }

/** Cases of one kind begin here, so that no draft serves twice. */
const firstIndex = (kind: Kind) => (KINDS.indexOf(kind) + 1) * 1_000_000

function plantedOf(kind: Kind, count: number, seed: number, others: readonly Case[]): Planted[] {
  const planted: Planted[] = []
  for (let index = firstIndex(kind); planted.length < count; index++) {
    if (index > firstIndex(kind) + count * 20)
      throw new Error(`Too few drafts give a place for: ${kind}`)
    const from = caseOf(seed, index)
    const edit = PLANTERS[kind](from, drawFrom(seed, index, "plant"), others)
    if (edit) planted.push(applied(kind, from, edit))
  }
  return planted
}

/** `count` drafts for each kind of error, and clean ones; the same seed gives the same. */
export function corpusOf(seed: number, count: number): Corpus {
  const clean = Array.from({ length: cleanOf(count) }, (_, index) => caseOf(seed, index))
  return { clean, planted: KINDS.flatMap((kind) => plantedOf(kind, count, seed, clean)) }
}
