import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { listAuditEvents } from "#lib/audit/list.ts"
import { benchClient } from "#lib/bench/client.ts"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { searchPage } from "./found.ts"
import type { Condition, Sort } from "./table/types.ts"

const holder = globalThis as {
  caredeskGhl?: Ghl
  caredeskSpelling?: unknown
  caredeskFound?: unknown
}

describe.each(testBackends().slice(0, 1))("what GHL's search finds for the table", ({ open }) => {
  let desk: Desk

  beforeAll(async () => {
    desk = await openDesk(open)
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    delete holder.caredeskFound
    await desk.close()
  })
  beforeEach(async () => {
    // As a process that has just started.
    delete holder.caredeskSpelling
    delete holder.caredeskFound
    holder.caredeskGhl = benchClient(desk.ghlUrl)
    await desk.control.clearJournal()
  })

  const page = (more: { query?: string; conditions?: Condition[]; sort?: Sort; limit?: number }) =>
    searchPage(desk.store.db, desk.personId, {
      query: more.query ?? "",
      filter: { match: "all", conditions: more.conditions ?? [] },
      sort: more.sort ?? null,
      limit: more.limit ?? 100,
      after: null,
    })
  const tagged = (tag: string) => ({ conditions: [{ field: "tags", op: "any", values: [tag] }] })
  const asked = async () =>
    (await desk.control.journal())
      .filter(({ actor }) => actor !== "someone-else")
      .map(({ method, path }) => `${method} ${path.split("?")[0]}`)

  it("counts all that match, and shows a page of them", async () => {
    const { rows, total, next } = await page({
      conditions: [{ field: "doNotDisturb", op: "no", values: [] }],
      limit: 20,
    })
    expect(rows).toHaveLength(20)
    expect(total).toBeGreaterThan(60)
    expect(next).not.toBeNull()
  })

  it("joins text, filters and order into one question", async () => {
    const { rows } = await page({
      query: "example.com",
      conditions: [{ field: "membership", op: "any", values: ["active"] }],
      sort: { field: "email", direction: "desc" },
    })
    expect(rows.length).toBeGreaterThan(5)
    expect(new Set(rows.map(({ membership }) => membership))).toEqual(new Set(["active"]))
    const emails = rows.map(({ email }) => email ?? "")
    expect(emails).toEqual(emails.toSorted().toReversed())
    const searches = (await asked()).filter((one) => !one.includes("customFields"))
    expect(searches).toEqual(["POST /contacts/search"])
  })

  it("leaves out at once whom our own change took out of the filter, though the index lags", async () => {
    await desk.control.settings({ indexLagMs: 60_000 })
    const before = await page(tagged("vip"))
    const id = before.rows[0]?.id ?? ""
    const steps = [{ kind: "remove-tag" as const, tag: "vip" }]
    expect((await desk.ended(await desk.change(id, steps))).status).toBe("done")
    await desk.control.clearJournal()
    const after = await page(tagged("vip"))
    expect(after.rows.map((row) => row.id)).toEqual(before.rows.slice(1).map((row) => row.id))
    expect(after.total).toBe((before.total ?? 0) - 1)
    // Who is still in it is shown as it stands now, in its owner's spelling.
    const others = await page({ sort: { field: "name", direction: "asc" } })
    const row = others.rows.find((one) => one.id === id)
    expect(row?.tags).not.toContain("vip")
    expect(row?.name).toBe((await benchClient(desk.ghlUrl).getContact(id)).name)
    const read = (await asked()).filter((one) => /^GET .contacts.\w/.test(one))
    expect(new Set(read)).toEqual(new Set([`GET /contacts/${id}`]))
    await desk.control.settings({ indexLagMs: 0 })
  })

  it("refuses in words what GHL's search cannot be asked", async () => {
    await expect(
      page({ conditions: [{ field: "email", op: "contains", values: ["x"] }] }),
    ).rejects.toThrow("a filter cannot be asked")
    await expect(page({ sort: { field: "phone", direction: "asc" } })).rejects.toThrow(
      "a filter cannot be asked",
    )
    expect(await asked()).not.toContain("POST /contacts/search")
  })

  it("audits by which fields was asked, never for what", async () => {
    await page({
      query: "secretsearch",
      conditions: [{ field: "city", op: "is", values: ["secretvalue"] }],
      sort: { field: "email", direction: "asc" },
    })
    const { rows } = await listAuditEvents(desk.store.db, {})
    expect(rows[0]).toMatchObject({
      action: "contacts.searched",
      detail: { count: 0, contactIds: [], filteredBy: ["city"], sortedBy: "email" },
    })
    expect(JSON.stringify(rows)).not.toMatch(/secret/)
  })
})
