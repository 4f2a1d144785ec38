import { randomUUID } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "./cancel.ts"
import { createChange } from "./create.ts"
import { claimChange, LeaseLostError, markSending, renewLease } from "./engine/lease.ts"
import { forgetOldTexts } from "./engine/retention.ts"
import { addPerson, setTestEnv } from "./testing/people.ts"
import type { ChangeRequest } from "./types.ts"
import { changesOfContact, changeView } from "./views.ts"

const LEASE_MS = 60_000
const at = (seconds: number) => new Date(Date.now() + seconds * 1_000)

describe.each(testBackends())("changes in the store on $name", ({ open }) => {
  let store: Store
  beforeAll(async () => {
    setTestEnv()
    store = await open()
  })
  afterAll(() => store.close())

  async function desk() {
    await store.db.delete(changeSteps)
    await store.db.delete(changes)
    const contactId = `contact-${randomUUID()}`
    const personId = await addPerson(store.db)
    const request = (over: Partial<ChangeRequest> = {}): ChangeRequest => ({
      contactId,
      kind: "tags",
      personId,
      steps: [{ kind: "add-tag", tag: "vip" }],
      ...over,
    })
    const woken: string[] = []
    const queue = {
      wake: async (_: Db, changeId: string) => {
        woken.push(changeId)
      },
    }
    const create = async (over?: Partial<ChangeRequest>) =>
      (await createChange(store.db, request(over), queue)).changeId
    const end = (changeId: string, status: "done" | "stopped" | "waiting") =>
      store.db
        .update(changes)
        .set({ status, leaseToken: null, leaseUntil: null })
        .where(eq(changes.id, changeId))
    const events = () =>
      store.db.select().from(auditEvents).where(eq(auditEvents.contactId, contactId))
    return { db: store.db, contactId, events, personId, request, queue, woken, create, end }
  }

  test("twenty approvals of one draft make one change", async () => {
    const { db, request, queue } = await desk()
    const draftId = randomUUID()
    const made = await Promise.all(
      Array.from({ length: 20 }, () =>
        createChange(db, request({ kind: "review", draftId }), queue),
      ),
    )
    expect(made.filter(({ created }) => created)).toHaveLength(1)
    expect(new Set(made.map(({ changeId }) => changeId)).size).toBe(1)
    expect(await db.select().from(changes)).toHaveLength(1)
    expect(await db.select().from(changeSteps)).toHaveLength(1)
  })

  test("a change, its steps, its audit and its job fall with the caller's transaction", async () => {
    const { db, request, queue, events } = await desk()
    const refused = db.transaction(async (tx) => {
      await createChange(tx, request(), queue)
      throw new Error("The decision could not be stored")
    })
    await expect(refused).rejects.toThrow("The decision could not be stored")
    expect(await db.select().from(changes)).toEqual([])
    expect(await db.select().from(changeSteps)).toEqual([])
    expect(await events()).toEqual([])
  })

  test("a new note's body ends with its reference", async () => {
    const { db, create } = await desk()
    await create({ steps: [{ kind: "create-note", body: "The analysis\n" }] })
    const [step] = await db.select().from(changeSteps)
    expect(step?.reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(step?.wanted).toBe(`The analysis\n\nCaredesk ref ${step?.reference}`)
  })

  test("the audit holds no text, and the same fingerprint for the same text", async () => {
    const { create, events } = await desk()
    const secret = "Ferritin 12, patient Jane Doe"
    const step = { kind: "set-field", fieldId: "f1", label: "Call notes", seen: secret } as const
    await create({ steps: [{ ...step, wanted: secret }] })
    const recorded = await events()
    expect(JSON.stringify(recorded)).not.toContain("Ferritin")
    const detail = recorded.find(({ action }) => action === "change.step-created")?.detail
    expect(detail?.seen).toBe(detail?.wanted)
    expect(detail).toMatchObject({ label: "Call notes", kind: "set-field" })
  })

  test("of ten workers one gets the change", async () => {
    const { db, create } = await desk()
    const changeId = await create()
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => claimChange(db, changeId, LEASE_MS)),
    )
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
  })

  test("of many changes to one contact one runs, whoever asks, and in the order of creation", async () => {
    const { db, create, end } = await desk()
    const ids = [await create(), await create(), await create()]
    for (const expected of ids) {
      const claims = await Promise.all(ids.toReversed().map((id) => claimChange(db, id, LEASE_MS)))
      expect(claims.filter(Boolean).map((claim) => claim?.id)).toEqual([expected])
      await end(expected, "done")
    }
  })

  test("one that waits for GHL holds up the contact's next, one that stopped does not", async () => {
    const { db, create, end } = await desk()
    const [first, second] = [await create(), await create()]
    await claimChange(db, first, LEASE_MS)
    await end(first, "waiting")
    expect(await claimChange(db, second, LEASE_MS)).toBeNull()
    expect((await changeView(db, second))?.message).toBe(
      "Waits for an earlier change to this contact.",
    )
    await end(first, "stopped")
    expect(await claimChange(db, second, LEASE_MS)).toMatchObject({ status: "running" })
  })

  test("changes of different contacts do not wait for each other", async () => {
    const { db, create } = await desk()
    const ids = [await create(), await create({ contactId: "contact2" })]
    const claims = await Promise.all(ids.map((id) => claimChange(db, id, LEASE_MS)))
    expect(claims.every(Boolean)).toBe(true)
  })

  test("a held change is not run before its time, and holds up nobody", async () => {
    const { db, create } = await desk()
    const held = await create({ holdSeconds: 60 })
    expect(await claimChange(db, held, LEASE_MS)).toBeNull()
    expect(await claimChange(db, await create(), LEASE_MS)).not.toBeNull()
    await db
      .update(changes)
      .set({ holdUntil: at(-1) })
      .where(eq(changes.id, held))
    expect(await claimChange(db, held, LEASE_MS)).toBeNull()
  })

  test("a lease that ran out is another's, and the first worker may neither renew, send nor record", async () => {
    const { db, create } = await desk()
    const changeId = await create()
    const first = await claimChange(db, changeId, LEASE_MS)
    const [step] = await db.select().from(changeSteps)
    if (!first || !step) throw new Error("Nothing was claimed")
    expect(await claimChange(db, changeId, LEASE_MS)).toBeNull()
    await db.update(changes).set({ leaseUntil: at(-1) })
    await expect(markSending(db, first, step)).rejects.toThrow(LeaseLostError)
    const second = await claimChange(db, changeId, LEASE_MS)
    expect(second?.leaseToken).not.toBe(first.leaseToken)
    expect(await renewLease(db, first)).toBe(false)
    await expect(markSending(db, first, step)).rejects.toThrow(LeaseLostError)
    expect((await db.select().from(changeSteps))[0]).toMatchObject({ status: "pending" })
  })

  test("of two sends of one attempt one is let through", async () => {
    const { db, create } = await desk()
    const change = await claimChange(db, await create(), LEASE_MS)
    const [step] = await db.select().from(changeSteps)
    if (!change || !step) throw new Error("Nothing was claimed")
    const sends = await Promise.allSettled([
      markSending(db, change, step),
      markSending(db, change, step),
    ])
    expect(sends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    expect((await db.select().from(changeSteps))[0]).toMatchObject({
      status: "sending",
      attempts: 1,
    })
  })

  test("Cancel and the worker: exactly one of them has it", async () => {
    const { db, create, personId, queue } = await desk()
    for (let round = 0; round < 10; round++) {
      const changeId = await create({ holdSeconds: 60, contactId: `contact-${round}` })
      await db
        .update(changes)
        .set({ holdUntil: at(0) })
        .where(eq(changes.id, changeId))
      const [claim, cancel] = await Promise.all([
        claimChange(db, changeId, LEASE_MS),
        cancelChange(db, changeId, personId, queue),
      ])
      expect([claim !== null, cancel.ok].toSorted()).toEqual([false, true])
    }
  })

  test("a cancelled change says that nothing was written, and lets the next one go", async () => {
    const { db, contactId, create, personId, queue, woken } = await desk()
    const [first, second] = [await create(), await create()]
    woken.length = 0
    expect(await cancelChange(db, first, personId, queue)).toEqual({ ok: true })
    expect(woken).toEqual([second])
    expect(await cancelChange(db, first, personId, queue)).toEqual({
      ok: false,
      reason: "too-late",
    })
    expect(await cancelChange(db, randomUUID(), personId, queue)).toEqual({
      ok: false,
      reason: "not-found",
    })
    const view = await changeView(db, first)
    expect(view).toMatchObject({
      status: "cancelled",
      message: "Cancelled. Nothing was written.",
      personName: "Casey Coordinator",
      steps: [{ status: "cancelled", label: "vip" }],
      can: { cancel: false, tryAgain: false, markDoneByHand: false, resolveConflict: false },
    })
    expect((await changesOfContact(db, contactId)).map(({ id }) => id)).toEqual([second, first])
  })

  test("texts go 30 days after the end of a change, tags and fingerprints stay", async () => {
    const { db, create, end } = await desk()
    const steps = [
      { kind: "create-note", body: "Ferritin" },
      { kind: "add-tag", tag: "vip" },
    ] as const
    const [old, fresh] = [await create({ steps: [...steps] }), await create({ steps: [...steps] })]
    await end(old, "done")
    await end(fresh, "done")
    await db.update(changes).set({ finishedAt: at(0) })
    const longAgo = sql`now() - interval '31 days'`
    await db.update(changes).set({ finishedAt: longAgo }).where(eq(changes.id, old))
    expect(await forgetOldTexts(db)).toBe(1)
    expect(await forgetOldTexts(db)).toBe(0)
    const kept = await db.select().from(changeSteps).where(eq(changeSteps.changeId, old))
    expect(kept.map(({ wanted }) => wanted).toSorted()).toEqual(["", "present"])
    const others = await db.select().from(changeSteps).where(eq(changeSteps.changeId, fresh))
    expect(others.some(({ wanted }) => wanted.startsWith("Ferritin"))).toBe(true)
  })
})
