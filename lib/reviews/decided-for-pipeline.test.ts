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

  test("a decision is told at once, and one that was made before it and stored after it at the next poll", async () => {
    const soon = await insert({ decidedAt: new Date() })
    const first = await poll({})
    expect(ids(first)).toEqual([soon])
    const late = await insert({ decidedAt: new Date(Date.now() - 60_000) })
    const second = await poll({ cursor: first.cursor ?? "" })
    expect(ids(second)).toEqual([late])
    expect(ids(await poll({ cursor: second.cursor ?? "" }))).toEqual([])
    expect(ids(await poll({}))).toEqual([soon, late])
  })

  test("a decision whose transaction is open during polls is told after it", async () => {
    const before = await insert({})
    const cursor = (await poll({})).cursor ?? ""
    if (store.engine.kind === "pglite") {
      // One connection: a poll waits for the transaction, and must see what it stored.
      const storing = db.transaction(async (tx) => {
        await tx.update(drafts).set({ status: "waiting" }).where(eq(drafts.id, before))
        await new Promise((resolve) => setTimeout(resolve, 200))
        await tx.update(drafts).set({ status: "rejected", pollPosition: null })
      })
      expect(ids(await poll({ cursor }))).toEqual([before])
      return storing
    }
    const waiting = await insert({ status: "waiting", decidedAt: null })
    await db.transaction(async (tx) => {
      const decided = { status: "rejected", decidedAt: new Date() } as const
      await tx.update(drafts).set(decided).where(eq(drafts.id, waiting))
      const after = await insert({ decidedAt: new Date(Date.now() + 1_000) })
      const page = await poll({ cursor })
      expect(ids(page)).toEqual([after])
      expect(ids(await poll({ cursor: page.cursor ?? "" }))).toEqual([])
    })
    const told = await poll({ cursor })
    expect(ids(told).at(-1)).toBe(waiting)
    expect(told.drafts).toHaveLength(2)
  })

  test("many polls at once give each decision one position", async () => {
    const all = []
    for (let n = 0; n < 9; n++) all.push(await insert({}))
    const pages = await Promise.all(Array.from({ length: 6 }, () => poll({})))
    for (const page of pages) expect(page).toEqual(pages[0])
    expect(ids(pages[0] as DecidedPage).toSorted()).toEqual(all.toSorted())
  })

  test("neither a clock that was set back nor a restored older backup hides a decision behind a cursor", async () => {
    const ahead = await insert({ pollPosition: (Date.now() + 3_600_000) * 1_000 })
    const told = await poll({})
    expect(ids(told)).toEqual([ahead])
    const next = await insert({})
    const after = await poll({ cursor: told.cursor ?? "" })
    expect(ids(after)).toEqual([next])
    await db.delete(drafts)
    await insert({ pollPosition: null })
    const early = await poll({})
    await db.delete(drafts)
    const restored = await insert({})
    expect(ids(await poll({ cursor: early.cursor ?? "" }))).toEqual([restored])
  })

  test("a cursor of the form before positions goes on where it stood", async () => {
    const at = (n: number) => new Date(Date.parse("2026-11-01T10:00:00Z") + n)
    const all: string[] = []
    for (let n = 0; n < 4; n++) all.push(await insert({ decidedAt: at(n) }))
    const old = (n: number) =>
      Buffer.from(JSON.stringify([at(n).toISOString().replace("Z", "000Z"), all[n]])).toString(
        "base64url",
      )
    expect(ids(await poll({ cursor: old(1) }))).toEqual(all.slice(2))
    const end = await poll({ cursor: old(3) })
    expect(ids(end)).toEqual([])
    const later = await insert({})
    expect(ids(await poll({ cursor: end.cursor ?? "" }))).toEqual([later])
    expect(ids(await poll({ cursor: old(3) }))).toEqual([])
  })

  test("since counts from the instant itself, in any zone", async () => {
    const one = await insert({ decidedAt: new Date("2026-11-01T10:00:00Z") })
    const other = await insert({ decidedAt: new Date("2026-11-02T10:00:00Z") })
    expect(ids(await poll({ since: "2026-11-01T05:00:00-05:00" }))).toEqual([one, other])
    expect(ids(await poll({ since: "2026-11-01T10:00:00.001Z" }))).toEqual([other])
    // Farther from UTC than Postgres reads.
    expect(ids(await poll({ since: "2026-11-02T08:59:00+23:00" }))).toEqual([one, other])
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
    { status: "rejected", since: "0000-01-01T00:00:00Z" },
    { status: "rejected", since: "9999-12-31T23:59:59-01:00" },
    ...[
      '["2026-11-01","x"]',
      '["0000-01-01T00:00:00.000000Z","0196f7c2-5ac1-7f0e-8b5e-8d1f0a2b3c4d"]',
      "[-1]",
      "[1.5]",
      "[1e300]",
      '["1"]',
      "[]",
    ].map((text) => ({ status: "rejected", cursor: Buffer.from(text).toString("base64url") })),
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
