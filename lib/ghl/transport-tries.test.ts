import { setTimeout as sleep } from "node:timers/promises"
import { expect, test } from "vitest"
import { memoryStore } from "./budget/store.ts"
import { openWire } from "./testing/open-wire.ts"
import { failure, json } from "./testing/wire.ts"

const limits = (remaining: number, intervalMs: number) => ({
  "x-ratelimit-max": "10",
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-interval-milliseconds": String(intervalMs),
})

/** A budget that seems to be shared with other processes. */
function sharedStore() {
  const memory = memoryStore()
  const turn: typeof memory.turn = async (act) => memory.turn(act)
  return { lookMs: 10, turn }
}

test.each([503, 502, 429])(
  "a person whose call failed with %i is not passed by background before the next try",
  async (status) => {
    const { ghl, requests } = await openWire(({ url }, response, count) => {
      const failed = url === "/contacts/c1/notes" && count === 1
      json(response, failed ? status : 200, { notes: [] }, { "retry-after": failed ? "1" : "0" })
    })
    await ghl.listNotes("c0")
    const person = ghl.listNotes("c1")
    await expect.poll(() => requests.length).toBe(2)
    // Its answer is there, and there is room for many more.
    await sleep(100)
    const background = ghl.listNotes("c2", { priority: "background" })
    await sleep(500)
    expect(requests).toHaveLength(2)
    await Promise.all([person, background])
    expect(requests.filter(({ url }) => url === "/contacts/c1/notes")).toHaveLength(2)
  },
)

test("a refused person starts as soon as a place comes back, also where processes share the budget", async () => {
  const INTERVAL_MS = 3_000
  let left = 10
  const { ghl } = await openWire(
    ({ url }, response, count) => {
      const refused = url === "/contacts/c9/notes" && count === 1
      left = refused ? 0 : left - 1
      json(response, refused ? 429 : 200, { notes: [] }, limits(left, INTERVAL_MS))
    },
    { timeouts: { person: INTERVAL_MS }, budgetStore: sharedStore() },
  )
  for (let n = 0; n < 9; n += 1) await ghl.listNotes(`c${n}`)
  await sleep(INTERVAL_MS / 2)
  // A place is free at the latest when the first call has been counted for an interval.
  const started = performance.now()
  await ghl.listNotes("c9")
  expect(performance.now() - started).toBeLessThan(INTERVAL_MS * 0.8)
})

test("what is refused at each try is given up after three, in GHL's words", async () => {
  const { ghl, requests } = await openWire((_, response) => {
    json(response, 429, { message: "Too many", traceId: "t-3" }, { "retry-after": "0" })
  })
  expect(await failure(ghl.listNotes("c1"))).toMatchObject({
    kind: "rate-limited",
    status: 429,
    message: "Too many",
    traceId: "t-3",
  })
  expect(requests).toHaveLength(3)
})

test("who could not start again before its deadline learns at once what GHL said", async () => {
  const { ghl, requests } = await openWire((_, response) => {
    json(response, 429, { message: "Too many" }, { "retry-after": "60" })
  })
  const started = performance.now()
  expect(await failure(ghl.listNotes("c1"))).toMatchObject({
    status: 429,
    message: "Too many",
    retryAfterMs: 60_000,
  })
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(requests).toHaveLength(1)
})
