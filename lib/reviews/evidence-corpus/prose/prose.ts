import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { EvidenceSources } from "#lib/reviews/evidence/types.ts"
import { KINDS, type Kind, NUMERIC } from "../plant/kinds.ts"
import { around } from "../report-text.ts"
import { type Checker, isOpen, percentile } from "../score.ts"

/** A true draft, written by hand, and the ways in which it is made false. */
export type ProseCase = {
  sources: EvidenceSources
  draft: string
  /** `find` occurs once in the draft; `wrong` is the part of `replace` that is false. */
  plants: { kind: Kind; find: string; replace: string; wrong: string }[]
}

/** Sets by different authors' sittings, none of whom had seen the check or another set. */
export const PROSE_SETS = ["first", "second", "third", "fourth"] as const

/** The drafts of a set. */
export const proseOf = (set: (typeof PROSE_SETS)[number]): ProseCase[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${set}.json`), "utf8"))

export type ProseScore = {
  drafts: number
  kinds: { kind: Kind; planted: number; found: number }[]
  /** Flags per true draft. */
  alarms: { mean: number; p95: number }
  missed: { kind: Kind; text: string }[]
  falseAlarms: string[]
}

/** Runs the checker over drafts written by hand. */
export function scoreProse(cases: ProseCase[], check: Checker): ProseScore {
  const open = (text: string, sources: EvidenceSources) => check(text, sources).filter(isOpen)
  const kinds = new Map(KINDS.map((kind) => [kind, { kind, planted: 0, found: 0 }]))
  const missed: ProseScore["missed"] = []
  const falseAlarms: string[] = []
  const alarms = cases.map(({ draft, sources }) => {
    const findings = open(draft, sources)
    for (const { start, end, verdict, message } of findings)
      falseAlarms.push(`[${verdict}] ${message}\n  ${around(draft, start, end)}`)
    return findings.length
  })
  for (const { draft, sources, plants } of cases) {
    for (const { kind, find, replace, wrong } of plants) {
      const at = draft.indexOf(find)
      const text = draft.slice(0, at) + replace + draft.slice(at + find.length)
      const start = at + replace.indexOf(wrong)
      const end = start + wrong.length
      const found = open(text, sources).some((one) => one.start < end && one.end > start)
      const score = kinds.get(kind)
      if (!score) continue
      score.planted += 1
      if (found) score.found += 1
      else missed.push({ kind, text: around(text, start, end) })
    }
  }
  const sum = alarms.reduce((all, one) => all + one, 0)
  return {
    drafts: cases.length,
    kinds: [...kinds.values()],
    alarms: { mean: cases.length === 0 ? 0 : sum / cases.length, p95: percentile(alarms, 0.95) },
    missed,
    falseAlarms,
  }
}

/** Share of the plants of numeric kinds that were found. */
export function numericRecall({ kinds }: ProseScore): number {
  const numeric = kinds.filter(({ kind }) => NUMERIC.includes(kind))
  const planted = numeric.reduce((sum, one) => sum + one.planted, 0)
  return planted === 0 ? 0 : numeric.reduce((sum, one) => sum + one.found, 0) / planted
}
