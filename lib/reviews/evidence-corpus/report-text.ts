import { NUMERIC } from "./plant/kinds.ts"
import type { Planted } from "./plant/plant.ts"
import { gateProblems, type KindScore, type Score } from "./score.ts"

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7)

function kindLine({ kind, planted, found, contradicted, interval }: KindScore): string {
  const recall = planted === 0 ? 0 : found / planted
  return [
    kind.padEnd(21),
    String(planted).padStart(7),
    String(found).padStart(6),
    ` ${percent(recall)}`,
    ` ${percent(interval.low)} to ${percent(interval.high)}`,
    ` ${percent(found === 0 ? 0 : contradicted / found)}`,
    NUMERIC.includes(kind) ? "  gated" : "",
  ].join(" ")
}

function varietyLines({ varieties }: KindScore): string[] {
  const weak = [...varieties].filter(([, { planted, found }]) => found < planted)
  return weak
    .sort((a, b) => b[1].planted - b[1].found - (a[1].planted - a[1].found))
    .slice(0, 8)
    .map(([variety, { planted, found }]) => `    ${variety}: ${found} of ${planted}`)
}

/** The score as a table for a terminal. */
export function scoreText(score: Score): string {
  const problems = gateProblems(score)
  const { alarms, time } = score
  return [
    "kind                  planted  found   recall   95 % interval        contradicted",
    ...score.kinds.flatMap((one) => [kindLine(one), ...varietyLines(one)]),
    "",
    `${score.clean} clean drafts: false alarms per draft ${alarms.mean.toFixed(2)} on average, ${alarms.p95} at the 95th percentile; false contradictions ${alarms.contradictions.toFixed(2)}`,
    `time per draft: ${time.mean.toFixed(1)} ms on average, ${time.p95.toFixed(1)} ms at the 95th percentile`,
    problems.length === 0 ? "The gate holds." : `The gate fails: ${problems.join("; ")}`,
  ].join("\n")
}

/** The words around a place of a text, on one line. */
export const around = (text: string, start: number, end: number) =>
  `${text.slice(Math.max(0, start - 110), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 60)}`.replaceAll(
    "\n",
    " ⏎ ",
  )

/** Missed plants, taken evenly from all, with the words around. */
export function missesText(missed: Planted[], count: number): string {
  return spread(missed, count)
    .map(({ kind, variety, text, edits, from }) => {
      const [edit] = edits
      if (!edit) return ""
      const has = [
        from.sources.biomarkers.length > 0 ? "biomarkers" : "",
        from.sources.sourceText ? "text" : "",
        from.sources.documentPages.length > 0 ? "document" : "",
      ]
      return `[${kind} / ${variety}] case ${from.index}, ${from.style}, ${has.filter(Boolean).join(" + ")}; was "${edits.map((one) => one.was).join('" and "')}"\n  ${around(text, edit.start, edit.end)}`
    })
    .join("\n")
}

/** False alarms with the words around and what the checker said. */
export function alarmsText(alarms: Score["falseAlarms"], count: number): string {
  return spread(alarms, count)
    .map(
      ({ from, finding }) =>
        `[${finding.verdict} / ${finding.kind}] case ${from.index}, ${from.style}: ${finding.message}\n  ${around(from.text, finding.start, finding.end)}`,
    )
    .join("\n")
}

function spread<T>(list: T[], count: number): T[] {
  const step = Math.max(1, list.length / count)
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, at) => list[Math.floor(at * step)],
  ).filter((one): one is T => one !== undefined)
}
