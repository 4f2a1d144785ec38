import type { EvidenceFinding, EvidenceSources } from "#lib/reviews/evidence/types.ts"
import type { Case } from "./case.ts"
import type { Corpus } from "./corpus.ts"
import { KINDS, type Kind, NUMERIC } from "./plant/kinds.ts"
import type { Planted } from "./plant/plant.ts"
import { wilson } from "./wilson.ts"

/** The checker under proof. */
export type Checker = (text: string, sources: EvidenceSources) => EvidenceFinding[]

export type KindScore = {
  kind: Kind
  planted: number
  /** Plants that a flag overlaps: a finding that is `contradicted` or `not-found`. */
  found: number
  /** Those of them that a finding calls `contradicted`. */
  contradicted: number
  /** By what was hit, such as `range`. */
  varieties: Map<string, { planted: number; found: number }>
  interval: { low: number; high: number }
}

export type Score = {
  kinds: KindScore[]
  clean: number
  /** Findings that are flags, per clean draft. */
  alarms: { mean: number; p95: number; contradictions: number }
  /** Milliseconds per draft, over all drafts. */
  time: { mean: number; p95: number }
  missed: Planted[]
  falseAlarms: { from: Case; finding: EvidenceFinding }[]
}

const mean = (numbers: number[]) =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** Nearest rank. */
export function percentile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

const overlaps = (finding: EvidenceFinding, { start, end }: { start: number; end: number }) =>
  finding.start < end && finding.end > start

/** Whether a finding asks for a look; what was not compared is only marked, and so it is neither found nor an alarm. */
export const isOpen = ({ verdict }: EvidenceFinding) =>
  verdict === "contradicted" || verdict === "not-found"

/** Runs the checker over the corpus. */
export function score(corpus: Corpus, check: Checker): Score {
  const times: number[] = []
  const run = (text: string, sources: EvidenceSources) => {
    const begun = performance.now()
    const findings = check(text, sources)
    times.push(performance.now() - begun)
    return findings.filter(isOpen)
  }
  const kinds = new Map<Kind, KindScore>(
    KINDS.map((kind) => [
      kind,
      { kind, planted: 0, found: 0, contradicted: 0, varieties: new Map(), interval: wilson(0, 0) },
    ]),
  )
  const missed: Planted[] = []
  for (const planted of corpus.planted) {
    const of = kinds.get(planted.kind)
    if (!of) continue
    const hits = run(planted.text, planted.from.sources).filter((finding) =>
      planted.wrong.some((span) => overlaps(finding, span)),
    )
    const variety = of.varieties.get(planted.variety) ?? { planted: 0, found: 0 }
    of.varieties.set(planted.variety, variety)
    of.planted++
    variety.planted++
    if (hits.length === 0) {
      missed.push(planted)
      continue
    }
    of.found++
    variety.found++
    if (hits.some(({ verdict }) => verdict === "contradicted")) of.contradicted++
  }
  const byDraft = corpus.clean.map((from) => ({ from, findings: run(from.text, from.sources) }))
  const counts = byDraft.map(({ findings }) => findings.length)
  const contradictions = byDraft.map(
    ({ findings }) => findings.filter(({ verdict }) => verdict === "contradicted").length,
  )
  return {
    kinds: [...kinds.values()].map((one) => ({ ...one, interval: wilson(one.found, one.planted) })),
    clean: corpus.clean.length,
    alarms: {
      mean: mean(counts),
      p95: percentile(counts, 0.95),
      contradictions: mean(contradictions),
    },
    time: { mean: mean(times), p95: percentile(times, 0.95) },
    missed,
    falseAlarms: byDraft.flatMap(({ from, findings }) =>
      findings.map((finding) => ({ from, finding })),
    ),
  }
}

const LEAST_RECALL = 0.98
const MOST_ALARMS = 1

/** What keeps the gate shut, in words; empty when it is open. */
export function gateProblems({ kinds, alarms }: Score): string[] {
  const weak = kinds
    .filter(({ kind, found, planted }) => NUMERIC.includes(kind) && found < LEAST_RECALL * planted)
    .map(({ kind, found, planted }) => `${kind}: ${found} of ${planted} found`)
  return alarms.mean < MOST_ALARMS
    ? weak
    : [...weak, `${alarms.mean.toFixed(2)} false alarms per clean draft`]
}
