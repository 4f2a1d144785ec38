import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { people } from "#lib/db/schema/people.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { glimpseOf } from "#lib/reviews/client-glimpses.ts"
import { contactNames } from "./names.ts"
import { createSpelling } from "./spelling.ts"
import { contactWith } from "./testing/contacts.ts"
import { createCorrections } from "./whole/corrections.ts"

/** What is known of contacts goes within a minute by itself: here no clock moves, and only time passes. */

const MINUTE = 60_000
const holder = globalThis as {
  caredeskGhl?: Ghl
  caredeskNames?: unknown
  caredeskGlimpses?: unknown
}
let reads: number

beforeEach(() => {
  reads = 0
  const ghl: Pick<Ghl, "getContact" | "listFieldDefinitions"> = {
    getContact: async (id) => {
      reads += 1
      return contactWith(id, { name: "Ada Rosan" })
    },
    listFieldDefinitions: async () => [],
  }
  holder.caredeskGhl = ghl as Ghl
  delete holder.caredeskNames
  delete holder.caredeskGlimpses
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
})
afterEach(() => {
  vi.useRealTimers()
  delete holder.caredeskGhl
})

test("the spelling of a name", () => {
  const spelling = createSpelling(() => 0)
  const found = contactWith("c1", { name: "ada rosan", nameIsLowerCased: true })
  spelling.remember([contactWith("c1", { name: "Ada Rosan" })])
  vi.advanceTimersByTime(MINUTE - 1)
  expect(spelling.recall(found).name).toBe("Ada Rosan")
  vi.advanceTimersByTime(1)
  expect(spelling.recall(found).name).toBe("ada rosan")
})

test("a contact that was read by its id after a change of ours", async () => {
  const corrections = createCorrections(
    { getContact: async (id) => contactWith(id, { firstName: "Read" }) },
    { settled: async () => [] },
    () => 0,
  )
  const listed = [contactWith("c1", { firstName: "Listed" })]
  const shown = () => corrections.over(listed, [], []).map(({ firstName }) => firstName)
  await corrections.catchUp([{ contactId: "c1", at: 5 }], 0)
  vi.advanceTimersByTime(MINUTE - 1)
  expect(shown()).toEqual(["Read"])
  vi.advanceTimersByTime(1)
  expect(shown()).toEqual(["Listed"])
})

test("what the inbox shows of a client", async () => {
  const look = async () => (await glimpseOf("c1", () => true)).name
  expect(await look()).toBe("Ada Rosan")
  vi.advanceTimersByTime(MINUTE - 1)
  expect(await look()).toBe("Ada Rosan")
  expect(reads).toBe(1)
  vi.advanceTimersByTime(1)
  expect(await look()).toBe("Ada Rosan")
  expect(reads).toBe(2)
})

describe.each(testBackends().slice(0, 1))("in lists", ({ open }) => {
  test("a name", async () => {
    vi.useRealTimers()
    const store = await open()
    const [person] = await store.db
      .insert(people)
      .values({ email: "a@b.example", name: "A B", role: "coordinator", passwordHash: "-" })
      .returning()
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    const look = () =>
      contactNames(store.db, person?.id ?? "", ["c1"], new AbortController().signal)
    expect(await look()).toEqual({ c1: "Ada Rosan" })
    await look()
    expect(reads).toBe(1)
    vi.advanceTimersByTime(MINUTE)
    expect(await look()).toEqual({ c1: "Ada Rosan" })
    expect(reads).toBe(2)
    vi.useRealTimers()
    await store.close()
  })
})
