import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listAuditEvents } from "#lib/audit/list.ts"
import { benchClient } from "#lib/bench/client.ts"
import { formatDay } from "#lib/day-text.ts"
import { type CHANGE_STATUSES, changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import { startTestSandbox } from "#lib/sandbox/testing/caller.ts"
import { MAX_SEARCH } from "../row-types.ts"
import { ownChangesIn } from "../whole/own-changes.ts"
import { createWholeLocation, type WholeLocation } from "../whole/whole-location.ts"
import { fieldList } from "./field-list.ts"
import { firstTablePage, tablePage } from "./page.ts"
import type { Condition, Sort } from "./types.ts"

const sandbox = await startTestSandbox()
const world = await createWorld(DEFAULT_SEED, 51)
const holder = globalThis as { caredeskGhl?: Ghl; caredeskWhole?: WholeLocation }

describe.each(testBackends().slice(0, 1))("the table of a location in memory", ({ open }) => {
  let store: Store
  let personId: string

  const begin = (limit: number) => {
    holder.caredeskGhl = benchClient(sandbox.url)
    const changes = ownChangesIn(store.db)
    holder.caredeskWhole = createWholeLocation({ ghl: holder.caredeskGhl, limit, changes })
  }
  beforeAll(async () => {
    store = await open()
    const [person] = await store.db
      .insert(people)
      .values({ email: "a@b.example", name: "A B", role: "coordinator", passwordHash: "-" })
      .returning()
    personId = person?.id ?? ""
    begin(51)
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    delete holder.caredeskWhole
    await store.close()
    await sandbox.close()
  })

  async function page(more: {
    search?: string
    conditions?: Condition[]
    sort?: Sort
    columns?: string[]
  }) {
    const answer = await tablePage(store.db, personId, {
      search: more.search ?? "",
      filter: { match: "all", conditions: more.conditions ?? [] },
      sort: more.sort ?? null,
      columns: more.columns ?? [],
      from: 0,
      limit: 100,
    })
    if (answer.mode !== "whole") throw new Error("the location is too large")
    return answer
  }

  it("knows for each of the 190 fields how many contacts have a value", async () => {
    const { fields, all } = await fieldList(store.db)
    expect(all).toBe(51)
    const own = 15
    expect(fields).toHaveLength(own + 190)
    const filled = fields.slice(own).map((field) => field.filled)
    const inSeed = world.definitions.map(
      ({ id }) => world.contacts.filter((c) => c.customFields.some((f) => f.id === id)).length,
    )
    expect(filled).toEqual(inSeed)
  })

  it("filters by any field: those with a value and those without are all", async () => {
    const { fields } = await fieldList(store.db)
    for (const { id, kind, filled } of fields) {
      if (kind === "yes-no") continue
      const count = async (op: string) =>
        (await page({ conditions: [{ field: id, op, values: [] }] })).matching
      expect([id, await count("filled")]).toEqual([id, filled])
      expect([id, await count("empty")]).toEqual([id, 51 - (filled ?? 0)])
    }
  })

  it("orders by any field without losing anybody, empty ones last both ways", async () => {
    const { fields } = await fieldList(store.db)
    const everybody = world.contacts.map(({ id }) => id).sort()
    for (const { id, filled } of fields) {
      for (const direction of ["asc", "desc"] as const) {
        const { rows } = await page({ sort: { field: id, direction }, columns: [id] })
        expect(rows.map((row) => row.id).sort()).toEqual(everybody)
        const has = rows.map(({ cells }) => cells[id] !== undefined)
        expect([id, has.lastIndexOf(true) + 1]).toEqual([id, filled])
      }
    }
  })

  it("finds a contact by what the table shows of any custom field", async () => {
    const { fields } = await fieldList(store.db)
    const filled = fields.filter((field) => field.dataType !== null && (field.filled ?? 0) > 0)
    expect(filled.length).toBeGreaterThan(150)
    for (const { id, name, kind } of filled) {
      const { rows } = await page({ columns: [id] })
      // The longest, which is the least likely to stand in another field too.
      const cellOf = (row: (typeof rows)[number]) => row.cells[id] ?? ""
      const [row] = rows.toSorted((a, b) => cellOf(b).length - cellOf(a).length)
      if (!row) throw new Error("the location is empty")
      const shown = kind === "day" ? formatDay(cellOf(row)) : cellOf(row)
      const found = await page({ search: shown.slice(0, MAX_SEARCH) })
      expect([name, found.rows.some((hit) => hit.id === row.id)]).toEqual([name, true])
    }
  })

  it("begins in GHL's order, and gives the first page without asking when it is there", async () => {
    const rows = (await firstTablePage(store.db, personId, 20))?.rows
    const listed = await benchClient(sandbox.url).listContacts({ limit: 20 })
    expect(rows?.map(({ id }) => id)).toEqual(listed.contacts.map(({ id }) => id))
    begin(51)
    expect(await firstTablePage(store.db, personId, 20)).toBeUndefined()
  })

  it("says when to look again while a change of ours is on its way, sooner while nothing holds it up", async () => {
    const [change] = await store.db
      .insert(changes)
      .values({ contactId: "any", kind: "tags", personId, status: "queued" })
      .returning()
    const told = async (status: (typeof CHANGE_STATUSES)[number]) => {
      await store.db
        .update(changes)
        .set({ status })
        .where(eq(changes.id, change?.id ?? ""))
      return (await page({})).lookAgainMs
    }
    for (const status of ["held", "queued", "running"] as const) {
      expect([status, await told(status)]).toEqual([status, 2_000])
    }
    for (const status of ["waiting", "unsure"] as const) {
      expect([status, await told(status)]).toEqual([status, 30_000])
    }
    for (const status of ["stopped", "conflict", "cancelled", "done"] as const) {
      expect([status, await told(status)]).toEqual([status, null])
    }
  })

  it("says that the location is too large, and gives the fields without counts", async () => {
    begin(50)
    const question = { search: "", filter: { match: "all" as const, conditions: [] }, sort: null }
    const asked = { ...question, columns: [], from: 0, limit: 20 }
    expect(await tablePage(store.db, personId, asked)).toEqual({ mode: "paged" })
    const { mode, fields, limit } = await fieldList(store.db)
    expect([mode, limit]).toEqual(["paged", 50])
    expect(new Set(fields.map(({ filled }) => filled))).toEqual(new Set([null]))
    begin(51)
  })

  it("audits whose data was delivered and by which fields, never what was looked for", async () => {
    const conditions = [{ field: "city", op: "contains", values: ["secretvalue"] }]
    await page({ search: "secretsearch", conditions, sort: { field: "email", direction: "asc" } })
    const { rows } = await listAuditEvents(store.db, {})
    expect(rows[0]).toMatchObject({
      action: "contacts.searched",
      detail: { count: 0, contactIds: [], filteredBy: ["city"], sortedBy: "email" },
    })
    expect(JSON.stringify(rows)).not.toMatch(/secret/)
  })

  it("audits what a page reads again by itself once, while it brings the same", async () => {
    const watcher = randomUUID()
    const everybody = { search: "", filter: { match: "all" as const, conditions: [] }, sort: null }
    const read = (from: number, byItself: boolean) =>
      tablePage(store.db, watcher, { ...everybody, columns: [], from, limit: 10 }, { byItself })
    const events = async () => (await listAuditEvents(store.db, { personId: watcher })).rows.length
    await read(0, false)
    for (let time = 0; time < 3; time++) await read(0, true)
    expect(await events()).toBe(1)
    await read(20, true)
    expect(await events()).toBe(2)
  })
})
