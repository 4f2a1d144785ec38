import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { contactWith } from "../testing/contacts.ts"
import type { Touched } from "./types.ts"
import { createWholeLocation } from "./whole-location.ts"

const MINUTE = 60_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/**
 * A location of two contacts that a change of ours touched at the beginning. By `clock`, which stands
 * still unless a test moves it; timers are moved apart from it.
 */
function smallLocation() {
  const clock = { now: 1_000_000 }
  const ghl = { firstName: "Listed", byId: "By id", lists: 0, reads: 0 }
  const touched: Touched[] = ["c", "d"].map((contactId) => ({ contactId, at: clock.now - 1 }))
  let onList = () => {}
  let holding: "store" | "d" | null = null
  let held = Promise.withResolvers<void>()
  const wait = async (what: "store" | "d") => {
    if (holding === what) await held.promise
  }
  const location = createWholeLocation({
    ghl: {
      listContacts: async () => {
        ghl.lists += 1
        onList()
        const contacts = ["c", "d"].map((id) => contactWith(id, { firstName: ghl.firstName }))
        return { contacts, total: 2, next: null }
      },
      listFieldDefinitions: async () => [],
      getContact: async (id) => {
        ghl.reads += 1
        if (id === "d") await wait("d")
        return contactWith(id, { firstName: ghl.byId })
      },
    },
    limit: 10,
    changes: {
      now: async () => clock.now,
      since: async (at) => {
        await wait("store")
        return touched.filter((change) => change.at > at)
      },
      settled: async () => [],
    },
    now: () => clock.now,
  })
  return {
    clock,
    ghl,
    location,
    firstNames: async () => (await location.read())?.contacts.map(({ firstName }) => firstName),
    /** Lets the store's answers, or the reading of d by id, wait until `go`. */
    hold(what: "store" | "d"): { go: () => void } {
      holding = what
      held = Promise.withResolvers()
      return {
        go() {
          holding = null
          held.resolve()
        },
      }
    },
    /** What happens each time that GHL's list is read. */
    whileListed(happens: () => void): void {
      onList = happens
    },
  }
}

test("nothing is kept for more than a minute where nobody reads it", async () => {
  const { ghl, location, firstNames } = smallLocation()
  expect(await firstNames()).toEqual(["By id", "By id"])
  vi.advanceTimersByTime(MINUTE - 1)
  expect(await location.readIfHere()).not.toBeUndefined()
  expect(ghl).toMatchObject({ lists: 1, reads: 2 })
  vi.advanceTimersByTime(1)
  expect(await location.readIfHere()).toBeUndefined()
  // Nor what was read by id.
  expect(await firstNames()).toEqual(["By id", "By id"])
  expect(ghl).toMatchObject({ lists: 2, reads: 4 })
})

test("what is dropped while its changes are looked for is read anew", async () => {
  const { clock, ghl, location, firstNames, hold } = smallLocation()
  await firstNames()
  const store = hold("store")
  const shown = firstNames()
  clock.now += MINUTE
  // Another reader finds that it has aged.
  expect(await location.readIfHere()).toBeUndefined()
  ghl.firstName = "Newer"
  store.go()
  expect(await shown).toEqual(["Newer", "Newer"])
  expect(ghl.lists).toBe(2)
})

test("a location that grew too large while its changes were looked for is not shown", async () => {
  const { ghl, location, firstNames, hold } = smallLocation()
  await firstNames()
  const store = hold("store")
  const shown = location.read()
  location.met(11)
  store.go()
  expect(await shown).toBeNull()
  expect(ghl.lists).toBe(1)
})

test("what took a minute to read is shown to who waited for it, with our changes in it", async () => {
  const { clock, ghl, firstNames, hold, whileListed } = smallLocation()
  whileListed(() => {
    clock.now += MINUTE
  })
  const byId = hold("d")
  const shown = firstNames()
  // It is dropped as soon as it was read, with what was read of c by id.
  await vi.advanceTimersByTimeAsync(0)
  expect(ghl).toMatchObject({ lists: 1, reads: 2 })
  byId.go()
  expect(await shown).toEqual(["By id", "By id"])
  expect(ghl.lists).toBe(1)
})
