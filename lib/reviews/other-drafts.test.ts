import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { listInbox } from "./inbox.ts"
import { openReview } from "./review.ts"
import { reviewer } from "./testing/reviewers.ts"

type Row = typeof drafts.$inferInsert

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12, 0, 0, 7))

describe.each(testBackends())("a client's other drafts on $name", ({ open }) => {
  let store: Store
  let db: Db
  let robin: Person
  let runs = 0

  beforeAll(async () => {
    store = await open()
    db = store.db
    robin = await reviewer(db, "Robin Hale")
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    await db.execute("truncate drafts cascade")
  })

  const insert = async (more: Partial<Row>) => {
    const [row] = await db
      .insert(drafts)
      .values({
        runId: `others-${++runs}`,
        bodyHash: "-",
        contactId: "client",
        summary: "Well.",
        analysis: "Well.",
        tagsToAdd: [],
        tagsToRemove: [],
        ...more,
      })
      .returning({ id: drafts.id })
    if (!row) throw new Error("not stored")
    return row.id
  }
  /** In the inbox and on the page alike. */
  const told = async (id: string) => {
    const { rows } = await listInbox(db, { queue: "waiting" }, robin.id)
    const row = rows.find((one) => one.id === id)
    expect((await openReview(db, id, robin))?.otherDrafts).toEqual(row?.otherDrafts)
    return row?.otherDrafts
  }

  test("that wait are told of, on both, and nobody else's", async () => {
    const one = await insert({ source: { documentId: "a" } })
    const two = await insert({ source: { documentId: "b" } })
    const alone = await insert({ contactId: "another" })
    expect(await told(one)).toEqual({ waiting: two, newerApproved: null })
    expect(await told(two)).toEqual({ waiting: one, newerApproved: null })
    expect(await told(alone)).toBeNull()
  })

  test("that were approved are told of where they are newer: made later, else arrived later", async () => {
    const made = (n: number) => ({ source: { createdAt: day(n).toISOString() } })
    const approved = (n: number) => ({ status: "approved" as const, decidedAt: day(n) })
    const one = await insert({ receivedAt: day(3), ...made(3) })
    await insert({ receivedAt: day(9), ...made(2), ...approved(9) })
    expect(await told(one)).toBeNull()
    const newer = await insert({ receivedAt: day(1), ...made(4), ...approved(10) })
    expect(await told(one)).toEqual({
      waiting: null,
      newerApproved: { id: newer, at: day(10).toISOString() },
    })
    // Made earlier than it, but that is not told any more: it arrived later, and its approval is the last.
    const last = await insert({ receivedAt: day(8), ...approved(11) })
    expect(await told(one)).toEqual({
      waiting: null,
      newerApproved: { id: last, at: day(11).toISOString() },
    })
  })

  test("that were rejected, returned or set aside are not told of, nor text found in GoHighLevel", async () => {
    const one = await insert({ receivedAt: day(1) })
    for (const status of ["rejected", "returned", "superseded"] as const) {
      await insert({ status, decidedAt: day(4) })
    }
    const found = await insert({ origin: "watch" })
    expect(await told(one)).toBeNull()
    expect(await told(found)).toBeNull()
  })

  test("are not told of a draft that is decided", async () => {
    const done = await insert({ status: "approved", decidedAt: day(2) })
    await insert({})
    expect((await openReview(db, done, robin))?.otherDrafts).toBeNull()
    const { rows } = await listInbox(db, { queue: "approved" }, robin.id)
    expect(rows.map(({ otherDrafts }) => otherDrafts)).toEqual([null])
  })
})
