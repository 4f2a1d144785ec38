import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { benchClient } from "#lib/bench/client.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { startTestSandbox } from "#lib/sandbox/testing/caller.ts"
import { searchPage } from "./found.ts"
import { listPage } from "./list.ts"
import { readRecord } from "./record.ts"
import { readSchedule } from "./schedule.ts"
import { spelledNames } from "./spelled-names.ts"
import { tablePage } from "./table/page.ts"
import type { Filter, Sort } from "./table/types.ts"
import { ownChangesIn } from "./whole/own-changes.ts"
import { createWholeLocation, type WholeLocation } from "./whole/whole-location.ts"

const SIZES = [51, 10_000, 100_000]
const sandbox = await startTestSandbox()
const control = controlOf(sandbox.url)
const NO_FILTER: Filter = { match: "all", conditions: [] }
/** The newest first, so that the sandbox draws the custom fields of these alone. */
const SOME = [
  { field: "dateAdded", op: "after", values: ["2026-06-01"] },
  { field: "tags", op: "none", values: ["paused"] },
  { field: "membership", op: "any", values: ["active"] },
  { field: "purchaseDay", op: "filled", values: [] },
]
const holder = globalThis as {
  caredeskGhl?: Ghl
  caredeskSpelling?: unknown
  caredeskWhole?: WholeLocation
}

describe.each(testBackends().slice(0, 1))("requests to GHL", ({ open }) => {
  let store: Store
  let personId: string

  beforeAll(async () => {
    store = await open()
    const [person] = await store.db
      .insert(people)
      .values({ email: "a@b.example", name: "A B", role: "coordinator", passwordHash: "-" })
      .returning()
    personId = person?.id ?? ""
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    delete holder.caredeskWhole
    await store.close()
    await sandbox.close()
  })

  /** What each act of a person asked of GHL, by a process that has just started. */
  async function asked(contacts: number, limit: number) {
    await control.reset({ contacts })
    const requests = async (act: () => Promise<unknown>) => {
      await control.clearJournal()
      await act()
      return (await control.journal()).map(({ method, path }) =>
        `${method} ${path.split("?")[0]}`.replace(/[A-Za-z0-9]{20}(?=\/|$)/, "{id}"),
      )
    }
    const begin = () => {
      delete holder.caredeskSpelling
      holder.caredeskGhl = benchClient(sandbox.url)
      const changes = ownChangesIn(store.db)
      holder.caredeskWhole = createWholeLocation({ ghl: holder.caredeskGhl, limit, changes })
    }
    begin()
    const first = await listPage(store.db, personId, { limit: 20, cursor: null })
    expect(first.total).toBe(contacts)
    const id = first.rows[7]?.id ?? ""
    begin()
    const everybody = { filter: NO_FILTER, sort: null, limit: 20, after: null }
    const broad = { ...everybody, query: "example.com" }
    const narrow = { ...broad, query: first.rows[7]?.email ?? "" }
    const filtered = {
      ...everybody,
      query: "",
      filter: { match: "all" as const, conditions: SOME },
      sort: { field: "name", direction: "asc" as const },
    }
    const sorted = { ...filtered, filter: NO_FILTER }
    /** As the table asks: the page, then the capitals it had to guess. */
    const searchedAndSpelled = async (question: typeof broad) => {
      delete holder.caredeskSpelling
      const { rows } = await searchPage(store.db, personId, question)
      const guessed = rows.filter((row) => row.nameIsGuessed).map((row) => row.id)
      const names = await spelledNames(store.db, personId, guessed)
      expect(Object.keys(names).toSorted()).toEqual(guessed.toSorted())
    }
    const asBefore = {
      table: await requests(() => listPage(store.db, personId, { limit: 20, cursor: null })),
      next: await requests(() => listPage(store.db, personId, { limit: 20, cursor: first.next })),
      record: await requests(() => readRecord(id)),
      notes: await requests(() => benchClient(sandbox.url).listNotes(id)),
      schedule: await requests(() =>
        readSchedule(benchClient(sandbox.url), id, "America/New_York"),
      ),
      search: await requests(() => searchedAndSpelled(broad)),
      narrow: await requests(() => searchedAndSpelled(narrow)),
    }
    expect((await searchPage(store.db, personId, filtered)).rows.length).toBeGreaterThan(3)
    const firstFound = await searchPage(store.db, personId, sorted)
    expect(firstFound.total).toBe(contacts)
    return {
      ...asBefore,
      filtered: await requests(() => searchPage(store.db, personId, filtered)),
      sorted: await requests(() => searchPage(store.db, personId, sorted)),
      sortedNext: await requests(() =>
        searchPage(store.db, personId, { ...sorted, after: firstFound.next }),
      ),
    }
  }

  it("are the same for the table, a search and a record whatever the location's size", async () => {
    const [small, ...larger] = [
      await asked(SIZES[0] ?? 0, 0),
      await asked(SIZES[1] ?? 0, 2_000),
      await asked(SIZES[2] ?? 0, 2_000),
    ]
    expect(small?.table).toHaveLength(2)
    expect(small?.search).toHaveLength(1 + 20)
    expect(small?.narrow).toEqual(["POST /contacts/search", "GET /contacts/{id}"])
    expect(small?.record).toEqual(["GET /contacts/{id}"])
    expect(small?.notes).toEqual(["GET /contacts/{id}/notes"])
    expect(small?.schedule).toHaveLength(2)
    for (const page of [small?.filtered, small?.sorted, small?.sortedNext]) {
      expect(page).toEqual(["POST /contacts/search"])
    }
    for (const large of larger) expect(large).toEqual(small)
  }, 120_000)

  it("are one more in all where the location is held in memory: the location itself", async () => {
    const paged = await asked(SIZES[0] ?? 0, 0)
    const held = await asked(SIZES[0] ?? 0, 2_000)
    expect(held).toEqual({ ...paged, table: [...paged.table, "GET /contacts/"] })
  })

  it("are none for a search, a filter and an order of a location that is in memory", async () => {
    await control.reset()
    delete holder.caredeskSpelling
    holder.caredeskGhl = benchClient(sandbox.url)
    const changes = ownChangesIn(store.db)
    holder.caredeskWhole = createWholeLocation({ ghl: holder.caredeskGhl, limit: 51, changes })
    const page = (search: string, sort: Sort | null) =>
      tablePage(store.db, personId, {
        search,
        sort,
        filter: { match: "all", conditions: [{ field: "email", op: "filled", values: [] }] },
        columns: [],
        from: 0,
        limit: 20,
      })
    await control.clearJournal()
    expect(await page("", null)).toMatchObject({ mode: "whole", all: 51 })
    // The contacts, and the fields' names.
    expect(await control.journal()).toHaveLength(2)
    await page("example.com", { field: "membership", direction: "asc" })
    await page("", { field: "purchaseDay", direction: "desc" })
    expect(await control.journal()).toHaveLength(2)
  })
})
