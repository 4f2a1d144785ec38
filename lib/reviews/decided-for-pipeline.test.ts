import { eq } from "drizzle-orm"
import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { type DecidedPage, decidedForPipeline, decidedQuery } from "./decided-for-pipeline.ts"

type Row = typeof drafts.$inferInsert

describe.each(testBackends())("what became of drafts, on $name", ({ open }) => {
  let store: Store
  let db: Db
  let runs = 0

  beforeAll(async () => {
    store = await open()
    db = store.db
  })
  afterAll(() => store.close())
  beforeEach(() => db.delete(drafts))

  const insert = async (more: Partial<Row>) => {
    const [row] = await db
      .insert(drafts)
      .values({
        runId: `run-${++runs}`,
        bodyHash: "-",
        contactId: "contact",
        summary: "s",
        analysis: "a",
        tagsToAdd: [],
        tagsToRemove: [],
        status: "rejected",
        decidedAt: new Date("2026-11-01T10:00:00Z"),
        ...more,
      })
      .returning({ id: drafts.id })
    return row?.id ?? ""
  }
  const poll = (query: Record<string, string>) =>
    decidedForPipeline(db, decidedQuery.parse({ status: "rejected", ...query }))
  const ids = (page: DecidedPage) => page.drafts.map(({ id }) => id)
  const polled = async () =>
    (await db.select().from(auditEvents).where(eq(auditEvents.action, "drafts.polled"))).length

  test("a rejected one tells its reason in the clinic's words, a returned one its instructions", async () => {
    const rejected = await insert({ rejectReasonId: "wrong-values", rejectReason: "LDL is 131." })
    const returned = await insert({ status: "returned", instructions: "Use the second page." })
    await insert({ status: "waiting", decidedAt: null })
    await insert({ status: "approved" })
    await insert({ status: "superseded" })
    await insert({ origin: "watch" })
    expect((await poll({})).drafts).toMatchObject([
      {
        id: rejected,
        status: "rejected",
        contactId: "contact",
        decidedAt: "2026-11-01T10:00:00.000000Z",
        reason: {
          id: "wrong-values",
          label: "Values do not match the report",
          text: "LDL is 131.",
        },
        instructions: null,
      },
    ])
    expect((await poll({ status: "returned" })).drafts).toMatchObject([
      { id: returned, reason: null, instructions: "Use the second page." },
    ])
  })

  test("pages lose and repeat nothing, many decided in the same microsecond among them", async () => {
    const at = new Date("2026-11-01T10:00:00Z")
    for (let n = 0; n < 12; n++) {
      await insert({ decidedAt: n % 3 === 0 ? new Date(at.getTime() + n) : at })
    }
    for (const limit of [1, 4, 5, 12, 100]) {
      const seen: string[] = []
      let page = await poll({ limit: String(limit) })
      for (;;) {
        seen.push(...ids(page))
        if (!page.more) break
        page = await poll({ limit: String(limit), cursor: page.cursor ?? "" })
      }
      expect(seen).toHaveLength(12)
      expect(new Set(seen).size).toBe(12)
    }
  })

  test("the last cursor goes on with what is decided later, and with nothing else", async () => {
    expect(await poll({})).toEqual({ drafts: [], cursor: null, more: false })
    await insert({})
    const first = await poll({})
    expect(first.more).toBe(false)
    const before = await polled()
    const idle = await poll({ cursor: first.cursor ?? "" })
    expect(idle).toEqual({ drafts: [], cursor: first.cursor, more: false })
    expect(await polled()).toBe(before)
    const later = await insert({ decidedAt: new Date("2026-11-01T10:00:01Z") })
    expect(ids(await poll({ cursor: first.cursor ?? "" }))).toEqual([later])
    expect(await polled()).toBe(before + 1)
  })

  test("a decision of this moment is told a little later, since an earlier one may commit after it", async () => {
    await insert({ decidedAt: new Date() })
    expect(await poll({})).toMatchObject({ drafts: [], cursor: null })
    await insert({ decidedAt: new Date(Date.now() - 6_000) })
    expect((await poll({})).drafts).toHaveLength(1)
  })

  test("since counts from the instant itself, in any zone", async () => {
    const one = await insert({ decidedAt: new Date("2026-11-01T10:00:00Z") })
    const other = await insert({ decidedAt: new Date("2026-11-02T10:00:00Z") })
    expect(ids(await poll({ since: "2026-11-01T05:00:00-05:00" }))).toEqual([one, other])
    expect(ids(await poll({ since: "2026-11-01T10:00:00.001Z" }))).toEqual([other])
  })
})

describe("the query", () => {
  test.each([
    {},
    { status: "approved" },
    { status: "rejected", since: "yesterday" },
    { status: "rejected", since: "2026-11-01" },
    { status: "rejected", limit: "0" },
    { status: "rejected", limit: "101" },
    { status: "rejected", cursor: "" },
    { status: "rejected", cursor: Buffer.from('["2026-11-01","x"]').toString("base64url") },
  ])("%j is refused", (query) => {
    expect(decidedQuery.safeParse(query).success).toBe(false)
  })

  test("a cursor of anybody's making is refused, never an error", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (cursor) => {
        expect(decidedQuery.safeParse({ status: "rejected", cursor }).success).toBe(false)
      }),
    )
  })
})
