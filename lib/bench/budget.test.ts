import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { refusedAtMost, unexplainedAtMost } from "./judge.ts"
import { KINDS, LIMITS, SPENDERS, type SpenderName } from "./spenders.ts"
import { simulate } from "./virtual.ts"

const INTERVAL = 10_000
/** The others have a while to themselves, so that they are there when the app's calls begin. */
const LEAD = INTERVAL
const INTERVALS = 20

/** Evenly spread instants, `times` the limit an interval. */
const demand = (max: number, times: number): number[] =>
  Array.from({ length: times * max * INTERVALS }, (_, n) => LEAD + (n * INTERVAL) / (times * max))

/** Milliseconds that differ from call to call, always the same ones. */
const latency = (n: number) => ({ there: 25 + ((n * 37) % 100), back: 25 + ((n * 61) % 100) })

/** At most 125 ms each way. */
const UNHEARD_MS = 3 * 125

function run(kind: (typeof KINDS)[number], max: number, spender: SpenderName) {
  const others = SPENDERS[spender](max, INTERVAL)
  const limit = { max, intervalMs: INTERVAL, daily: 1e9, sendRetryAfter: false, kind, others }
  const durationMs = LEAD + INTERVALS * INTERVAL
  const outcome = simulate({
    limit,
    asks: demand(max, 3),
    latency,
    unheardMs: UNHEARD_MS,
    durationMs,
  })
  const before = ((others?.perSecond ?? 0) * LEAD) / 1_000
  const full = kind === "bucket" ? max : 0
  const left = max * INTERVALS + full - (outcome.othersAccepted - before)
  return { ...outcome, share: outcome.accepted / left }
}

describe.each(KINDS)("at three times the budget, counted %s", (kind) => {
  describe.each(LIMITS)("with a limit of %i", (max) => {
    test("alone, at least 95 % is used and nothing refused", () => {
      const { share, refused } = run(kind, max, "nobody")
      expect(share).toBeGreaterThanOrEqual(0.95)
      expect(refused).toBe(0)
    })

    test.each(["steady", "bursts", "both"] as const)(
      "beside another spender (%s), nearly all of what is left is used",
      (spender) => {
        const outcome = run(kind, max, spender)
        expect(outcome.share).toBeGreaterThanOrEqual(0.95)
        expect(outcome.ownRefusals).toBeLessThanOrEqual(unexplainedAtMost(outcome.accepted))
        const share = outcome.refused / outcome.accepted
        expect(share).toBeLessThanOrEqual(refusedAtMost(spender))
      },
    )
  })
})

const asks = (bursts: { at: number; calls: number }[]): number[] =>
  bursts.flatMap(({ at, calls }) => Array<number>(calls).fill(INTERVAL + at)).sort((a, b) => a - b)

test("no pattern of arrivals makes more calls than the server lets through, however it counts", () => {
  const pattern = fc.record({
    kind: fc.constantFrom(...KINDS),
    max: fc.integer({ min: 1, max: 40 }),
    bursts: fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 6 * INTERVAL }), calls: fc.nat({ max: 60 }) }),
      { minLength: 1, maxLength: 12 },
    ),
    ways: fc.array(
      fc.record({ there: fc.integer({ min: 1, max: 2_000 }), back: fc.nat({ max: 4_000 }) }),
      { minLength: 1, maxLength: 20 },
    ),
  })
  fc.assert(
    fc.property(pattern, ({ kind, max, bursts, ways }) => {
      const { refused } = simulate({
        limit: { max, intervalMs: INTERVAL, daily: 1e9, sendRetryAfter: false, kind },
        // The first call brings the limit.
        asks: [0, ...asks(bursts)],
        latency: (n) => ways[n % ways.length] ?? { there: 1, back: 1 },
        unheardMs: 0,
        durationMs: 10 * INTERVAL,
      })
      expect(refused).toBe(0)
    }),
    { numRuns: 150, seed: 7, endOnFailure: false },
  )
})
