import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { benchClient } from "#lib/bench/client.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { searchPage } from "./found.ts"
import { readRecord } from "./record.ts"
import { fieldList } from "./table/field-list.ts"
import { tablePage } from "./table/page.ts"
import type { Condition } from "./table/types.ts"
import { ownChangesIn } from "./whole/own-changes.ts"
import { createWholeLocation, type WholeLocation } from "./whole/whole-location.ts"

const SCOPE = "locations/customFields.readonly"
const REASON = {
  kind: "missing-scope",
  title: "GoHighLevel does not let Caredesk read the custom fields’ names.",
  advice: expect.stringContaining(SCOPE),
}
const world = await createWorld(DEFAULT_SEED, 51)
const custom = world.definitions.find(({ fieldKey }) => fieldKey === "contact.steps_per_day")
const filled = (field: string): Condition => ({ field, op: "filled", values: [] })
const holder = globalThis as { caredeskGhl?: Ghl; caredeskWhole?: WholeLocation }

describe.each(testBackends().slice(0, 1))("without the names of custom fields", ({ open }) => {
  let sandbox: RunningSandbox
  let store: Store
  let personId: string

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, contacts: 51 })
    await controlOf(sandbox.url).settings({ revokedScopes: [SCOPE], indexLagMs: 0 })
    process.env.GHL_BASE_URL = sandbox.url
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
  const withLimit = (limit: number) => {
    holder.caredeskGhl = benchClient(sandbox.url)
    const changes = ownChangesIn(store.db)
    holder.caredeskWhole = createWholeLocation({ ghl: holder.caredeskGhl, limit, changes })
  }
  beforeEach(() => withLimit(51))

  const asked = (conditions: Condition[], columns: string[] = []) => ({
    filter: { match: "all" as const, conditions },
    sort: { field: "name", direction: "asc" } as const,
    columns,
    limit: 100,
  })
  const cities = world.contacts.filter(({ city }) => city).length

  it.each([
    ["in memory", 51],
    ["above the limit", 0],
  ])(
    "the contact's own fields can be chosen, %s, and the list says what is missing",
    async (_, limit) => {
      withLimit(limit)
      const { fields, fieldsProblem } = await fieldList(store.db)
      expect(fields).toHaveLength(15)
      expect(fieldsProblem).toMatchObject(REASON)
    },
  )

  it("own fields filter, sort and stand in columns; a filter on a custom one says why it cannot", async () => {
    const whole = (conditions: Condition[]) =>
      tablePage(store.db, personId, { ...asked(conditions, ["city"]), search: "", from: 0 })
    const found = await whole([filled("city")])
    expect(found).toMatchObject({ matching: cities, fieldsProblem: REASON })
    await expect(whole([filled(custom?.id ?? "")])).rejects.toMatchObject({ problem: REASON })

    withLimit(0)
    const paged = (conditions: Condition[]) =>
      searchPage(store.db, personId, { ...asked(conditions, ["city"]), query: "", after: null })
    expect(await paged([filled("city")])).toMatchObject({ total: cities, fieldsProblem: REASON })
    await expect(paged([filled(custom?.id ?? "")])).rejects.toMatchObject({ problem: REASON })
  })

  it("the record is shown, with the reason", async () => {
    const answer = await readRecord(world.contacts[0]?.id ?? "")
    if (answer.kind !== "record") throw new Error(answer.kind)
    expect(answer.fieldsProblem).toMatchObject(REASON)
    expect(answer.record.callNotes).toBeNull()
    expect(answer.record.links.lab).toMatchObject({ reason: expect.stringContaining("not read") })
    expect(answer.record.tags).toEqual(world.contacts[0]?.tags)
  })
})
