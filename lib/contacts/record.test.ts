import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { listAuditEvents } from "#lib/audit/list.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { recordOpening } from "./record.ts"

describe.each(testBackends())("opening a record on $name", ({ open }) => {
  const one = "11111111-1111-4111-8111-111111111111"
  const two = "22222222-2222-4222-8222-222222222222"
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it("is one event a person and record, until a minute has passed", async () => {
    await recordOpening(store.db, one, "c1")
    await recordOpening(store.db, one, "c1")
    await recordOpening(store.db, one, "c2")
    await recordOpening(store.db, two, "c1")
    const { rows } = await listAuditEvents(store.db, {})
    expect(rows.map(({ action, contactId }) => [action, contactId])).toEqual([
      ["contact.opened", "c1"],
      ["contact.opened", "c2"],
      ["contact.opened", "c1"],
    ])
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000)
    await recordOpening(store.db, one, "c1")
    vi.restoreAllMocks()
    expect((await listAuditEvents(store.db, { contactId: "c1" })).rows).toHaveLength(3)
  })
})
