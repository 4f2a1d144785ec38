import type { Call, Contenders } from "./client-calls.ts"

/** Of one call, in microseconds: from its start to its answer, and this process's CPU, user and system. */
type Cost = { time: number; cpu: number }

export type Compared = {
  name: string
  /** Medians over the rounds. */
  cost: Contenders<Cost>
  /** Median of each round's own ratio, ours to theirs. */
  overBare: Cost
  overSdk: Cost
}

const NAMES = ["ours", "sdk", "bare"] as const

/** The middle one, or the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

async function block(call: () => Promise<unknown>, times: number): Promise<Cost> {
  const cpu = process.cpuUsage()
  const started = performance.now()
  for (let n = 0; n < times; n += 1) await call()
  const time = ((performance.now() - started) * 1_000) / times
  const { user, system } = process.cpuUsage(cpu)
  return { time, cpu: (user + system) / times }
}

/**
 * Paired runs in this process: in each round the three contenders make the same call `times` times, one
 * call after the other. The order turns from round to round, so that each goes first, second and last
 * equally often; a slow moment of the machine falls on a round, not on a contender.
 */
export async function compare(call: Call, rounds: number, times: number): Promise<Compared> {
  for (const name of NAMES) await block(call[name], times)
  const costs: Contenders<Cost[]> = { ours: [], sdk: [], bare: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < NAMES.length; turn += 1) {
      const name = NAMES[(round + turn) % NAMES.length] ?? "ours"
      // What the one before left behind is not to be cleared away in this one's time.
      globalThis.gc?.()
      costs[name].push(await block(call[name], times))
    }
  }
  const middle = (all: Cost[]): Cost => ({
    time: median(all.map(({ time }) => time)),
    cpu: median(all.map(({ cpu }) => cpu)),
  })
  const over = (theirs: Cost[]) =>
    middle(
      costs.ours.map(({ time, cpu }, n) => ({
        time: time / (theirs[n]?.time ?? Number.NaN),
        cpu: cpu / (theirs[n]?.cpu ?? Number.NaN),
      })),
    )
  return {
    name: call.name,
    cost: { ours: middle(costs.ours), sdk: middle(costs.sdk), bare: middle(costs.bare) },
    overBare: over(costs.bare),
    overSdk: over(costs.sdk),
  }
}
