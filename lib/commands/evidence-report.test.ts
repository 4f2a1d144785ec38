import { expect, test } from "vitest"
import { checkEvidence } from "#lib/reviews/evidence/check.ts"
import { COMMITTED_SEED, corpusOf, DEFAULT_COUNT } from "#lib/reviews/evidence-corpus/corpus.ts"
import type { Kind } from "#lib/reviews/evidence-corpus/plant/kinds.ts"
import { score } from "#lib/reviews/evidence-corpus/score.ts"

/**
 * Plants of a hundred that are found on the committed seed. The gate of `npm run evidence:report` asks
 * for more and is not open yet (docs/progress.md): whoever gains on it raises these.
 */
const REACHED: Record<Kind, number> = {
  "changed digit": 94,
  "moved decimal point": 100,
  "swapped markers": 100,
  "wrong unit": 100,
  "wrong date": 88,
  "invented value": 100,
  "other client's value": 100,
  "wrong direction": 65,
  "dropped not": 62,
  "other client's name": 56,
}
/** False alarms per clean draft, on average. */
const ALARMS = 0.2

test("the evidence check falls behind nothing that it has reached", {
  timeout: 120_000,
}, () => {
  const { kinds, alarms } = score(corpusOf(COMMITTED_SEED, DEFAULT_COUNT), checkEvidence)
  expect(kinds.filter(({ kind, found }) => found < REACHED[kind])).toEqual([])
  expect(alarms.mean).toBeLessThan(ALARMS)
})
