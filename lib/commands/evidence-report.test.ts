import { expect, test } from "vitest"
import { checkEvidence } from "#lib/reviews/evidence/check.ts"
import { COMMITTED_SEED, corpusOf, DEFAULT_COUNT } from "#lib/reviews/evidence-corpus/corpus.ts"
import { gateProblems, score } from "#lib/reviews/evidence-corpus/score.ts"

test("the evidence check finds nearly all planted numbers and leaves true drafts alone", {
  timeout: 120_000,
}, () => {
  expect(gateProblems(score(corpusOf(COMMITTED_SEED, DEFAULT_COUNT), checkEvidence))).toEqual([])
})
