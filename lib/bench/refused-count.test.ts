import { describe, expect, test } from "vitest"
import { simulateProcesses } from "./processes.ts"
import { KINDS, LIMITS } from "./spenders.ts"
import { threeProcesses } from "./three-processes.ts"

/** GHL may count what it refuses (docs/upstream.md): of ours and of others, beyond the limit. */
async function whereRefusedCount(
  kind: (typeof KINDS)[number],
  max: number,
  spender: "steady" | "both",
) {
  const setting = threeProcesses(kind, max, spender)
  return simulateProcesses({ ...setting, limit: { ...setting.limit, refusedCount: true } })
}

describe.each(KINDS)("where refused calls count, %s", (kind) => {
  test.each(LIMITS)("beside an even spender a limit of %i is used as ever", async (max) => {
    const { used, refused, accepted } = await whereRefusedCount(kind, max, "steady")
    expect(used).toBeGreaterThanOrEqual(0.95)
    expect(refused).toBeLessThanOrEqual(0.01 * accepted)
  })

  // The others' refused calls, which no answer tells of, hold places for an interval: these count against us.
  test.each(LIMITS)(
    "beside bursts that are refused a limit of %i brings no storm and no standstill",
    async (max) => {
      const { used, refused, accepted } = await whereRefusedCount(kind, max, "both")
      expect(used).toBeGreaterThanOrEqual(0.5)
      expect(refused).toBeLessThanOrEqual(0.12 * accepted)
    },
  )
})
