import type { Kind } from "./kinds.ts"
import type { Outcome } from "./run.ts"

const OUTCOMES = [
  "done",
  "conflict",
  "stopped",
  "unsure",
  "cancelled",
  "not decided",
  "other",
] as const

type Row = Record<(typeof OUTCOMES)[number] | "violations", number>

const emptyRow = (): Row => ({
  done: 0,
  conflict: 0,
  stopped: 0,
  unsure: 0,
  cancelled: 0,
  "not decided": 0,
  other: 0,
  violations: 0,
})

/** The number below which this share of the sorted numbers lies; null of none. */
export function percentile(sorted: number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
}

/** What became of the cases, by the fault and the incidents they met. */
export function tableOf({ stories }: Outcome): string {
  const rows = new Map<string, Row>()
  for (const { story, verdict } of stories) {
    const names = [
      `fault: ${story.plan.fault.name}`,
      ...[...story.incidents].map((n) => `desk: ${n}`),
    ]
    if (story.plan.edit) names.push(`colleague: ${story.plan.edit.what}`)
    if (story.plan.cancelFirst) names.push("cancelled, then approved again")
    for (const name of names) {
      const row = rows.get(name) ?? emptyRow()
      rows.set(name, row)
      row[OUTCOMES.find((one) => one === verdict.outcome) ?? "other"] += 1
      row.violations += verdict.flaws.length > 0 ? 1 : 0
    }
  }
  const width = Math.max(...[...rows.keys()].map((name) => name.length))
  const columns = [...OUTCOMES, "violations"] as const
  const line = (name: string, cells: (string | number)[]) =>
    `${name.padEnd(width)}  ${cells.map((cell, n) => String(cell).padStart(columns[n]?.length ?? 0)).join("  ")}`
  return [
    line("", [...columns]),
    ...[...rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, row]) =>
        line(
          name,
          columns.map((column) => row[column] || "."),
        ),
      ),
  ].join("\n")
}

/** How often each kind of trouble was planned, and how often it came. */
export function kindsTable(kinds: Kind[]): string {
  const width = Math.max(...kinds.map(({ name }) => name.length))
  const line = (name: string, ...cells: (string | number)[]) =>
    `${name.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(8)).join("  ")}`
  return [
    line("Kinds of trouble", "planned", "happened"),
    ...kinds.map(({ name, planned, happened }) => line(name, planned, happened)),
  ].join("\n")
}
