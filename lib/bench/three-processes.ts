import { type Outcome, type Setting, simulateProcesses } from "./processes.ts"
import { KINDS, LIMITS, SPENDERS, type SpenderName } from "./spenders.ts"

/** As with GHL. */
const INTERVAL_MS = 10_000

/** Three processes at three times the budget, with background beside; a database next door. */
export const threeProcesses = (
  kind: (typeof KINDS)[number],
  max: number,
  spender: SpenderName,
  over: Partial<Setting> = {},
  intervalMs = INTERVAL_MS,
): Setting => ({
  limit: {
    max,
    intervalMs,
    daily: 1_000_000,
    sendRetryAfter: false,
    kind,
    others: SPENDERS[spender](max, intervalMs),
  },
  processes: 3,
  demand: {
    person: (3 * max * 1_000) / intervalMs,
    background: (0.2 * max * 1_000) / intervalMs,
    backgroundWrite: 1,
  },
  intervals: 6,
  seed: 7,
  call: { least: 50, most: 250 },
  stall: null,
  databaseMs: 4,
  serverMs: 0,
  answerMs: 0,
  ...over,
})

const SEEDS = [1, 2, 3, 4, 5]

/** The whole matrix, one after the other, with all seeds. */
export async function* virtualMatrix(): AsyncGenerator<{
  kind: string
  max: number
  spender: SpenderName
  outcomes: Outcome[]
}> {
  for (const kind of KINDS) {
    for (const max of LIMITS) {
      for (const spender of Object.keys(SPENDERS) as SpenderName[]) {
        const outcomes: Outcome[] = []
        for (const seed of SEEDS) {
          const setting = threeProcesses(kind, max, spender, { seed, intervals: 12 })
          outcomes.push(await simulateProcesses(setting))
        }
        yield { kind, max, spender, outcomes }
      }
    }
  }
}
