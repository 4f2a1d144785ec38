import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { changes, type DRIFT_KINDS, drifts } from "#lib/db/schema/changes.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { acceptDrift } from "#lib/reconcile/list.ts"
import { needingAttention, openChanges } from "./board.ts"
import { addPerson } from "./testing/people.ts"

type Kind = (typeof DRIFT_KINDS)[number]
type Made = Partial<typeof changes.$inferInsert>

const MINUTE = 60_000
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE)

describe.each(testBackends())("what the night found, on $name", ({ open }) => {
  let store: Store
  let db: Db
  let personId: string

  beforeAll(async () => {
    store = await open()
    db = store.db
    personId = await addPerson(db)
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    await db.delete(drifts)
    await db.delete(changes)
  })

  async function change(more: Made = {}) {
    const [row] = await db
      .insert(changes)
      .values({ contactId: "contact1", kind: "review", personId, status: "done", ...more })
      .returning({ id: changes.id })
    return row?.id ?? ""
  }
  async function drift(
    changeId: string,
    kind: Kind,
    more: Partial<typeof drifts.$inferInsert> = {},
  ) {
    const [row] = await db
      .insert(drifts)
      .values({ changeId, contactId: "contact1", kind, what: kind, ...more })
      .returning({ id: drifts.id })
    return row?.id ?? ""
  }
  const counted = async () => ({
    badge: await needingAttention(db),
    ...(await openChanges(db)).differences,
  })
  const NOTHING = { badge: 0, decisions: 0, needing: 0, losses: [] }

  test.each<Kind>(["note-missing", "contact-gone", "note-surplus", "note-altered"])(
    "%s needs a person until it is left so",
    async (kind) => {
      const driftId = await drift(await change(), kind)
      expect(await counted()).toEqual({ badge: 1, decisions: 1, needing: 1, losses: [kind] })
      await acceptDrift(db, driftId, personId)
      expect(await counted()).toEqual(NOTHING)
    },
  )

  test.each<Kind>(["text-changed", "note-changed", "tag-missing", "tag-back"])(
    "%s is told and needs nobody",
    async (kind) => {
      await drift(await change(), kind)
      expect(await counted()).toEqual({ badge: 0, decisions: 1, needing: 0, losses: [] })
    },
  )

  test("one that stands again is told no more", async () => {
    await drift(await change(), "note-missing", { goneAt: new Date() })
    expect(await counted()).toEqual(NOTHING)
  })

  test("a decision counts once, however much of it differs, and beside changes that need a person", async () => {
    const decided = await change()
    await drift(decided, "note-missing")
    await drift(decided, "tag-missing")
    await drift(decided, "note-surplus")
    await drift(await change({ kind: "note" }), "note-altered")
    await drift(await change(), "text-changed")
    await change({ status: "conflict" })
    const { losses, ...numbers } = await counted()
    expect(numbers).toEqual({ badge: 3, decisions: 3, needing: 2 })
    expect(losses.toSorted()).toEqual(["note-altered", "note-missing", "note-surplus"])
  })

  test("an accepted text counts when its client is gone, and not when it was edited", async () => {
    const ofDecision = (kind: Kind) =>
      db.insert(drifts).values({
        decisionId: crypto.randomUUID(),
        ...{ contactId: "contact1", kind, what: "contact" },
      })
    await ofDecision("contact-gone")
    await ofDecision("text-changed")
    expect(await counted()).toEqual({
      ...{ badge: 1, decisions: 2, needing: 1, losses: ["contact-gone"] },
    })
  })

  test.each<[string, Made, number]>([
    ["on its way", { status: "running" }, 0],
    ["done since the last look", { status: "done", finishedAt: minutesAgo(1) }, 0],
    ["done before a look that finds it still", { status: "done", finishedAt: minutesAgo(9) }, 1],
    ["given up", { status: "cancelled", finishedAt: minutesAgo(1) }, 1],
  ])("a surplus note whose marking is %s needs a person or not", async (_, mending, needing) => {
    const mendedBy = await change({ kind: "mend", ...mending })
    await drift(await change(), "note-surplus", { mendedBy, lastSeenAt: minutesAgo(5) })
    expect(await counted()).toMatchObject({ badge: needing, decisions: 1, needing })
  })

  test("a marking in conflict counts itself, and its note no second time", async () => {
    const mendedBy = await change({ kind: "mend", status: "conflict" })
    const driftId = await drift(await change(), "note-surplus", { mendedBy })
    expect(await counted()).toMatchObject({ badge: 1, needing: 0 })
    await db.delete(drifts).where(eq(drifts.id, driftId))
    expect(await counted()).toMatchObject({ badge: 1, decisions: 0 })
  })
})
