import { desc, eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { addPerson, setTestEnv } from "#lib/changes/testing/people.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { settings } from "#lib/db/schema/settings.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { reviewSettings, saveReviewSettings, storedSettings } from "./settings.ts"

describe.each(testBackends())("review settings on $name", ({ open }) => {
  let store: Store
  let personId: string

  beforeAll(async () => {
    setTestEnv()
    store = await open()
    personId = await addPerson(store.db)
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    await store.db.delete(settings).where(eq(settings.key, "reviews"))
  })

  test("have defaults, and are kept as saved: renamed, in a new order, with a new one", async () => {
    const { db } = store
    const { settings: before, version } = await storedSettings(db)
    expect(before.secondApprover).toBe(false)
    const [first, second, ...rest] = before.rejectReasons
    if (!first || !second) throw new Error("no reasons")
    const edited = {
      secondApprover: true,
      targetHours: { urgent: 2, normal: 24 },
      rejectReasons: [
        second,
        { ...first, label: "Not this client" },
        { id: null, label: "Too long", retired: false },
        ...rest,
      ],
    }
    expect(await saveReviewSettings(db, { version, edited }, personId)).toBe("saved")
    const after = await reviewSettings(db)
    expect(after).toMatchObject({ secondApprover: true, targetHours: { urgent: 2, normal: 24 } })
    expect(after.rejectReasons.slice(0, 3)).toMatchObject([
      { id: second.id },
      { id: first.id, label: "Not this client" },
      { label: "Too long", retired: false },
    ])
    expect(new Set(after.rejectReasons.map(({ id }) => id)).size).toBe(
      before.rejectReasons.length + 1,
    )
    const [event] = await db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1)
    expect(event).toMatchObject({ action: "reviews.settings-changed", personId })
  })

  test("a reason that was left out, or named by an id of somebody's making, harms no old one", async () => {
    const { db } = store
    const { settings: before, version } = await storedSettings(db)
    const edited = {
      ...before,
      rejectReasons: [{ id: "made-up", label: "Made up", retired: false }],
    }
    await saveReviewSettings(db, { version, edited }, personId)
    const after = await reviewSettings(db)
    expect(after.rejectReasons[0]).toMatchObject({ label: "Made up" })
    expect(after.rejectReasons[0]?.id).not.toBe("made-up")
    expect(after.rejectReasons.slice(1)).toEqual(
      before.rejectReasons.map((reason) => ({ ...reason, retired: true })),
    )
  })

  test("of two administrators who save at the same time, one is told", async () => {
    const { db } = store
    const { settings: before, version } = await storedSettings(db)
    const save = (urgent: number) =>
      saveReviewSettings(
        db,
        { version, edited: { ...before, targetHours: { urgent, normal: 48 } } },
        personId,
      )
    const outcomes = await Promise.all([save(1), save(2), save(3)])
    expect(outcomes.sort()).toEqual(["changed", "changed", "saved"])
    expect(await save(5)).toBe("changed")
  })

  test("a row that cannot be read counts as none", async () => {
    await store.db.insert(settings).values({ key: "reviews", value: { targetHours: "soon" } })
    expect((await reviewSettings(store.db)).targetHours).toEqual({ urgent: 4, normal: 48 })
  })
})
