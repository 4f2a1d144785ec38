import { percent } from "../report-text.ts"
import { wilson } from "../wilson.ts"
import type { ProseScore } from "./prose.ts"

/** The score as a table for a terminal. */
export function proseText(score: ProseScore): string {
  const lines = score.kinds.map(({ kind, planted, found }) => {
    const { low, high } = wilson(found, planted)
    const recall = percent(planted === 0 ? 0 : found / planted)
    return `${kind.padEnd(21)} ${String(planted).padStart(7)} ${String(found).padStart(6)}  ${recall}  ${percent(low)} to ${percent(high)}`
  })
  return [
    "kind                  planted  found   recall   95 % interval",
    ...lines,
    `${score.drafts} true drafts: false alarms per draft ${score.alarms.mean.toFixed(2)} on average, ${score.alarms.p95} at the 95th percentile`,
  ].join("\n")
}
