import { parseArgs } from "node:util"
import { z } from "zod"
import { checkEvidence } from "#lib/reviews/evidence/check.ts"
import {
  COMMITTED_SEED,
  cleanOf,
  corpusOf,
  DEFAULT_COUNT,
} from "#lib/reviews/evidence-corpus/corpus.ts"
import { PROSE_SETS, proseOf, scoreProse } from "#lib/reviews/evidence-corpus/prose/prose.ts"
import { proseText } from "#lib/reviews/evidence-corpus/prose/prose-text.ts"
import { alarmsText, missesText, scoreText } from "#lib/reviews/evidence-corpus/report-text.ts"
import { gateProblems, score } from "#lib/reviews/evidence-corpus/score.ts"

// Holds the evidence check against invented drafts with known errors. The corpus is no health data.
const whole = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback)
const options = z.object({
  seed: whole(COMMITTED_SEED),
  count: whole(DEFAULT_COUNT).refine((count) => count > 0),
  misses: whole(0),
  alarms: whole(0),
})

/** The arguments as they stand, or null where one is unknown or lacks its value. */
function asked() {
  const text = { type: "string" } as const
  try {
    return parseArgs({ options: { seed: text, count: text, misses: text, alarms: text } }).values
  } catch {
    return null
  }
}

const read = options.safeParse(asked())
if (!read.success) {
  console.error(
    "Usage: npm run evidence:report -- [--seed S] [--count N] [--misses N] [--alarms N]; all are whole numbers.",
  )
  process.exit(2)
}
const { seed, count, misses, alarms } = read.data

/** Fewer drafts of a kind say too little for the gate. */
const LEAST = 50

/** Prints what the corpus of a seed came to; whether the gate holds. */
function report(of: number): boolean {
  console.info(
    `Evidence check, seed ${of}, ${count} drafts of each kind, ${cleanOf(count)} clean ones`,
  )
  const result = score(corpusOf(of, count), checkEvidence)
  console.info(scoreText(result))
  if (misses > 0) console.info(`\nMissed:\n${missesText(result.missed, misses)}`)
  if (alarms > 0) console.info(`\nFalse alarms:\n${alarmsText(result.falseAlarms, alarms)}`)
  return gateProblems(result).length === 0
}

const held = [...new Set([COMMITTED_SEED, seed])].map((one, at) => {
  if (at > 0) console.info()
  return report(one)
})

const prose = scoreProse(PROSE_SETS.flatMap(proseOf), checkEvidence)
console.info(`\nDrafts written by hand, by others than the check\n${proseText(prose)}`)
if (misses > 0)
  console.info(`\nMissed:\n${prose.missed.map(({ kind, text }) => `[${kind}] ${text}`).join("\n")}`)
if (alarms > 0) console.info(`\nFalse alarms:\n${prose.falseAlarms.join("\n")}`)
if (count < LEAST) console.info(`\nFewer than ${LEAST} drafts of each kind prove nothing.`)
process.exitCode = held.every(Boolean) && count >= LEAST ? 0 : 1
