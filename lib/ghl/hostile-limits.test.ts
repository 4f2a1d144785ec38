import fc from "fast-check"
import { expect, test } from "vitest"
import { GhlError } from "./errors.ts"
import { hostileServers } from "./testing/hostile-wire.ts"

const DEADLINE = 400

const header = fc.oneof(
  fc.constantFrom("0", "1", "25", "100", "999999999", "-1", "1e9", "", "NaN", "10000", "x"),
  fc.nat({ max: 999_999_999 }).map(String),
)
const limits = fc.dictionary(
  fc.constantFrom(
    "x-ratelimit-max",
    "x-ratelimit-remaining",
    "x-ratelimit-interval-milliseconds",
    "x-ratelimit-limit-daily",
    "x-ratelimit-daily-remaining",
    "retry-after",
  ),
  header,
)
type Told = [headers: Record<string, string>, status: number]
const answers: fc.Arbitrary<Told[]> = fc.array(fc.tuple(limits, fc.constantFrom(200, 200, 429)), {
  minLength: 1,
  maxLength: 5,
})

test("no limits that headers tell make a call hang or break", async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (told) => {
      const servers = hostileServers(DEADLINE)
      let asked = 0
      const wire = await servers.start((_, response) => {
        const [headers, status] = told[asked % told.length] ?? [{}, 200]
        asked += 1
        response.writeHead(status, headers).end("{}")
      })
      for (const _ of told) {
        const started = performance.now()
        const outcome = await wire.ghl.addTags("c1", ["a"]).then(
          () => null,
          (reason: unknown) => reason,
        )
        expect(performance.now() - started).toBeLessThan(10 * DEADLINE)
        if (outcome !== null && !(outcome instanceof GhlError)) throw outcome
      }
      await servers.closeAll()
    }),
    {
      numRuns: 60,
      examples: [
        // A budget of a billion that somebody else has used up.
        [
          Array.from(
            { length: 2 },
            (): Told => [{ "x-ratelimit-max": "999999999", "x-ratelimit-remaining": "0" }, 200],
          ),
        ],
      ],
    },
  )
}, 240_000)
