import { expect, test } from "vitest"
import { checkEvidence } from "#lib/reviews/evidence/check.ts"
import { COMMITTED_SEED, corpusOf, DEFAULT_COUNT } from "#lib/reviews/evidence-corpus/corpus.ts"
import type { Kind } from "#lib/reviews/evidence-corpus/plant/kinds.ts"
import {
  numericRecall,
  PROSE_SETS,
  proseOf,
  scoreProse,
} from "#lib/reviews/evidence-corpus/prose/prose.ts"
import { gateProblems, score } from "#lib/reviews/evidence-corpus/score.ts"

/**
 * Plants of a hundred that are found on the committed seed of the kinds that need understanding, which no
 * gate holds: whoever gains on them raises these.
 */
const REACHED: Partial<Record<Kind, number>> = {
  "wrong direction": 99,
  "dropped not": 95,
  "other client's name": 100,
}
/** False alarms per clean draft, on average. */
const ALARMS = 0.05
/** A seed that no rule was made on. */
const UNSEEN_SEED = 9107

test("the gate of the evidence check is open, and nothing falls behind what it has reached", {
  timeout: 120_000,
}, () => {
  const result = score(corpusOf(COMMITTED_SEED, DEFAULT_COUNT), checkEvidence)
  expect(gateProblems(result)).toEqual([])
  expect(result.kinds.filter(({ kind, found }) => found < (REACHED[kind] ?? 0))).toEqual([])
  expect(result.alarms.mean).toBeLessThan(ALARMS)
})

/** Of the drafts written by hand: plants that were found, and false alarms per true draft. */
const PROSE = { numeric: 0.985, direction: 0.68, not: 0.51, name: 0.84, alarms: 0.82 }

test("of errors in drafts that others wrote by hand, as many are found, and few true words are doubted", {
  timeout: 120_000,
}, () => {
  const prose = scoreProse(PROSE_SETS.flatMap(proseOf), checkEvidence)
  const share = (name: Kind) => {
    const one = prose.kinds.find(({ kind }) => kind === name)
    return one ? one.found / one.planted : 0
  }
  expect(numericRecall(prose)).toBeGreaterThanOrEqual(PROSE.numeric)
  expect(share("wrong direction")).toBeGreaterThanOrEqual(PROSE.direction)
  expect(share("dropped not")).toBeGreaterThanOrEqual(PROSE.not)
  expect(share("other client's name")).toBeGreaterThanOrEqual(PROSE.name)
  expect(prose.alarms.mean).toBeLessThan(PROSE.alarms)
})

test("so it is on a seed that nobody looked at", { timeout: 120_000 }, () => {
  const result = score(corpusOf(UNSEEN_SEED, DEFAULT_COUNT), checkEvidence)
  expect(gateProblems(result)).toEqual([])
  expect(result.alarms.mean).toBeLessThan(2 * ALARMS)
})
