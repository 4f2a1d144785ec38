import { afterEach, expect, test } from "vitest"
import { type PagesOf, pagesOf } from "./testing/pages.ts"
import { json, startWire, type Wire } from "./testing/wire.ts"

const wires: Wire[] = []
afterEach(async () => {
  await Promise.all(wires.splice(0).map((wire) => wire.close()))
})

async function listed(how: PagesOf, limit = 100) {
  const wire = await pagesOf(how)
  wires.push(wire)
  const ids: string[] = []
  let cursor = null
  let calls = 0
  do {
    const page = await wire.ghl.listContacts({ limit, cursor })
    ids.push(...page.contacts.map(({ id }) => id))
    cursor = page.next
    calls += 1
  } while (cursor !== null && calls < 50)
  return { ids, calls }
}

test("a page that is not full is not the last one while it has a cursor and the total is not reached", async () => {
  const { ids, calls } = await listed({ sizes: [99, 51], total: 150 })
  expect(new Set(ids).size).toBe(150)
  expect(calls).toBe(2)
})

test("the cursor of a last page leads to no further call where the total is reached", async () => {
  expect(await listed({ sizes: [51], total: 51 })).toMatchObject({ calls: 1 })
  expect(await listed({ sizes: [99, 20, 31], total: 150 })).toMatchObject({ calls: 3 })
})

test("without a total the cursor is followed to an empty page", async () => {
  const { ids, calls } = await listed({ sizes: [99, 51], total: null })
  expect(ids).toHaveLength(150)
  expect(calls).toBe(3)
})

test("a count that is of the page alone ends nothing", async () => {
  const { ids } = await listed({ sizes: [99, 51], total: null, count: "of the page" })
  expect(ids).toHaveLength(150)
})

test("full pages are followed though the total says that there is nobody more", async () => {
  expect((await listed({ sizes: [100, 50], total: 100 })).ids).toHaveLength(150)
})

test("a cursor that stands still ends the list, and so does an empty page", async () => {
  expect(await listed({ sizes: [99, 51], total: 500, cursor: "stuck" })).toMatchObject({ calls: 2 })
  expect(await listed({ sizes: [99, 0, 51], total: 500 })).toMatchObject({ calls: 2 })
  expect(await listed({ sizes: [99, 51], total: 500, cursor: "none" })).toMatchObject({ calls: 1 })
})

test("contacts without an id count for the end of the list", async () => {
  const { ids, calls } = await listed({ sizes: [99, 51], total: 150, nameless: 1 })
  expect(ids).toHaveLength(148)
  expect(calls).toBe(2)
})

test.each([
  [[99, 51], 150, 150, 2],
  [[51], 51, 51, 1],
  [[99, 0, 51], 150, 99, 2],
  [[99, 51], null, 150, 3],
])(
  "a search in pages of %j, of which %j are told, finds %i",
  async (sizes, total, found, calls) => {
    const ends = sizes.map((_, n) => sizes.slice(0, n + 1).reduce((sum, size) => sum + size, 0))
    const wire = await startWire(({ url, body }, response) => {
      if (url !== "/contacts/search") return
      const before = JSON.parse(body).searchAfter?.[0] ?? 0
      const size = sizes[before === 0 ? 0 : ends.indexOf(before) + 1] ?? 0
      const contacts = Array.from({ length: size }, (_, n) => ({
        id: `c${before + n}`,
        searchAfter: [before + n + 1],
      }))
      json(response, 200, { contacts, total })
    })
    wires.push(wire)
    for (const ask of [
      (after: string | null) => wire.ghl.searchContacts({ query: "", limit: 100, after }),
      (after: string | null) => wire.ghl.listUpdatedContacts({ since: null, limit: 100, after }),
    ]) {
      const ids = new Set<string>()
      let after: string | null = null
      let asked = 0
      do {
        const page = await ask(after)
        for (const { id } of page.contacts) ids.add(id)
        after = page.next
        asked += 1
      } while (after !== null && asked < 10)
      expect([ids.size, asked]).toEqual([found, calls])
    }
  },
)
