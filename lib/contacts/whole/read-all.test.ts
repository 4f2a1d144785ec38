import { afterEach, expect, test } from "vitest"
import { type PagesOf, pagesOf } from "#lib/ghl/testing/pages.ts"
import type { Wire } from "#lib/ghl/testing/wire.ts"
import { readAll } from "./read-all.ts"

const wires: Wire[] = []
afterEach(async () => {
  await Promise.all(wires.splice(0).map((wire) => wire.close()))
})

async function all(how: PagesOf, lacked = 0) {
  const wire = await pagesOf(how)
  wires.push(wire)
  const whole = await readAll(wire.ghl, 2_000, new AbortController().signal, lacked)
  if (!whole) throw new Error("the location is too large")
  const lists = wire.requests.filter(({ url }) => url.startsWith("/contacts/?")).length
  return { read: whole.contacts.length, missing: whole.missing, lists }
}

test("nobody is lost to a page that is not full", async () => {
  expect(await all({ sizes: [99, 51], total: 150 })).toEqual({ read: 150, missing: 0, lists: 2 })
  expect(await all({ sizes: [51], total: 51 })).toEqual({ read: 51, missing: 0, lists: 1 })
})

test("a list that gives fewer than it counts is read once more, and then said to lack them", async () => {
  const short: PagesOf = { sizes: [99], total: 150, cursor: "none" }
  expect(await all(short)).toEqual({ read: 99, missing: 51, lists: 2 })
  // As it was known already: not read twice at each reading.
  expect(await all(short, 51)).toEqual({ read: 99, missing: 51, lists: 1 })
  expect(await all({ sizes: [99, 51], total: 500, cursor: "stuck" })).toMatchObject({
    missing: 350,
  })
})

test("a gap that a second reading does not have is none", async () => {
  expect(await all({ sizes: [99], again: [150], total: 150, cursor: "none" })).toEqual({
    read: 150,
    missing: 0,
    lists: 2,
  })
})

test("contacts that were added or deleted between two pages are no gap", async () => {
  for (const total of [
    [150, 153],
    [153, 150],
  ] as const) {
    const moving = { sizes: [100, 50], total: (call: number) => total[call - 1] ?? 0 }
    expect(await all(moving)).toMatchObject({ read: 150, missing: 0 })
  }
})

test("contacts that came without an id are lacked too", async () => {
  expect(await all({ sizes: [99, 51], total: 150, nameless: 1 })).toMatchObject({
    read: 148,
    missing: 2,
  })
})

test("cursors that lead in a ring end the reading", async () => {
  const ring: PagesOf = { sizes: [10, 10, 10], total: 500, cursor: "ring" }
  expect(await all(ring)).toMatchObject({ read: 30, missing: 470 })
})
