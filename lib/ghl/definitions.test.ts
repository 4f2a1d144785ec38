import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Failure } from "./connection/dealings.ts"
import { genuine } from "./testing/genuine.ts"
import { later } from "./testing/later.ts"
import { failure, json, startWire, type Wire } from "./testing/wire.ts"

const HALF_A_MINUTE = 30_000
const DEADLINE = 2_000

let wire: Wire
let failures: Failure[]
let refusal: { status: number; message: string } | null
/** Answers to the question for definitions wait for it. */
let held: Promise<void> | null

beforeEach(async () => {
  failures = []
  held = null
  refusal = { status: 401, message: "The token is not authorized for this scope." }
  wire = await startWire(
    ({ method, url }, response) => {
      const { status, body } = genuine(method, url) ?? { status: 500, body: {} }
      if (!url.includes("/customFields")) return json(response, status, body)
      const refused = refusal
      const answer = () =>
        refused ? json(response, refused.status, refused) : json(response, status, body)
      if (held === null) answer()
      else void held.then(answer)
      return "silent"
    },
    { onFailure: (failure) => failures.push(failure), timeouts: { person: DEADLINE } },
  )
})
afterEach(() => wire.close())

/** How often GHL was asked for the definitions. */
const asked = () => wire.requests.filter(({ url }) => url.includes("/customFields")).length
const lacksScope = { kind: "missing-scope", lacks: "locations/customFields.readonly" }

/** Reads of three kinds, one after the other or at once. */
const reads = [
  () => wire.ghl.getContact("c1"),
  () => wire.ghl.listContacts({ limit: 3 }),
  () => wire.ghl.searchContacts({ query: "ada", limit: 3 }),
]

test("a missing scope is asked for once, and not again with each read after it", async () => {
  for (const read of reads) await read()
  await expect(wire.ghl.listFieldDefinitions()).rejects.toMatchObject(lacksScope)
  expect(asked()).toBe(1)
  expect(wire.requests).toHaveLength(4)
  expect(failures).toMatchObject([{ area: "fields", kind: "missing-scope" }])
})

test("a clock that is set back keeps neither a refusal nor the definitions young", async () => {
  const clock = Date.now
  vi.spyOn(Date, "now").mockImplementation(() => clock() - 3_600_000)
  await wire.ghl.getContact("c1")
  later(HALF_A_MINUTE + 1_000)
  vi.spyOn(Date, "now").mockImplementation(() => clock() - 2 * 3_600_000)
  refusal = null
  await wire.ghl.getContact("c1")
  expect(asked()).toBe(2)
  later(10 * HALF_A_MINUTE + 1_000)
  vi.spyOn(Date, "now").mockImplementation(() => clock() - 3 * 3_600_000)
  await wire.ghl.getContact("c1")
  expect(asked()).toBe(3)
})

test("several who read at once ask once", async () => {
  await Promise.all(reads.map((read) => read()))
  expect(asked()).toBe(1)
  expect(failures).toHaveLength(1)
})

test("half a minute later it is asked for again, and told of once more", async () => {
  await wire.ghl.getContact("c1")
  later(HALF_A_MINUTE - 1_000)
  await wire.ghl.getContact("c1")
  expect(asked()).toBe(1)
  later(1_000)
  for (const read of reads) await read()
  expect(asked()).toBe(2)
  expect(failures).toHaveLength(2)
})

test("the look at the connection that finds the scope granted ends it at once", async () => {
  await wire.ghl.getContact("c1")
  refusal = null
  const probes = await wire.ghl.probe()
  expect(probes.find(({ area }) => area === "fields")?.state).toBe("granted")
  expect(await wire.ghl.listFieldDefinitions()).not.toEqual([])
  // The look's own answer was taken.
  expect(asked()).toBe(2)
})

test("a refusal that is on its way while the scope is granted does not stay", async () => {
  const answering = Promise.withResolvers<void>()
  held = answering.promise
  const reading = wire.ghl.getContact("c1")
  await vi.waitFor(() => expect(asked()).toBe(1))
  held = null
  refusal = null
  await wire.ghl.probe()
  answering.resolve()
  await reading
  expect(await wire.ghl.listFieldDefinitions()).not.toEqual([])
})

test("who asks for them fresh asks GHL, and what GHL gives then is what the others get", async () => {
  await wire.ghl.getContact("c1")
  await expect(wire.ghl.listFieldDefinitions({ fresh: true })).rejects.toMatchObject(lacksScope)
  refusal = null
  await wire.ghl.listFieldDefinitions({ fresh: true })
  expect(await wire.ghl.listFieldDefinitions()).not.toEqual([])
  expect(asked()).toBe(3)
})

test.each([
  ["a 403, which may be of something on the way", 403],
  ["an answer that is none", 404],
])("%s is not kept", async (_, status) => {
  refusal = { status, message: "no" }
  await wire.ghl.listFieldDefinitions().catch(() => {})
  refusal = null
  expect(await wire.ghl.listFieldDefinitions()).not.toEqual([])
})

test("who reads contacts does not wait for newer definitions where there are some, and has them the next time", async () => {
  refusal = null
  await wire.ghl.listFieldDefinitions()
  later(10 * HALF_A_MINUTE)
  const answering = Promise.withResolvers<void>()
  held = answering.promise
  for (const read of reads) {
    const before = performance.now()
    await read()
    expect(performance.now() - before).toBeLessThan(DEADLINE / 2)
  }
  expect(asked()).toBe(2)
  held = null
  answering.resolve()
  await vi.waitFor(async () => {
    await wire.ghl.getContact("c1")
    await wire.ghl.listFieldDefinitions()
    expect(asked()).toBe(2)
  })
  expect(failures).toEqual([])
})

test("definitions that do not come leave a search by a filter no time, which is told as such", async () => {
  refusal = null
  held = new Promise(() => {})
  const filter = { of: { fieldId: "f1" }, filled: true }
  expect(await failure(wire.ghl.searchContacts({ query: "", filter, limit: 3 }))).toMatchObject({
    kind: "timeout",
  })
  expect(wire.requests.map(({ method }) => method)).toEqual(["GET"])
  // The call that was given up is one that failed.
  expect(failures[0]).toMatchObject({ area: "fields", kind: "timeout" })
})
