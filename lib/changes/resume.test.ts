import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "./cancel.ts"
import { markDoneByHand, tryAgain } from "./resume.ts"
import { type Desk, openDesk, until } from "./testing/desk.ts"

describe.each(testBackends())("a write in doubt while GHL is down, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    // It would not look again by itself while a test waits.
    desk = await openDesk(open, { pauseMs: { first: 600_000, max: 600_000 } })
  })
  afterAll(() => desk.close())

  /** Two people take a change over at once; a worker that looks at that moment keeps it. Answers how many did. */
  const takenOver = (changeId: string) =>
    until("a change that no worker looks at", async () => {
      const ask = () =>
        markDoneByHand(desk.store.db, { changeId }, desk.personId, desk.engine.queue)
      const answers = await Promise.all([ask(), ask()])
      const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.reason]))
      if (refused.length < 2) return 2 - refused.length
      // Both may only be refused for a worker that is looking.
      expect(refused).toEqual(["busy", "busy"])
      return null
    })

  test("is not taken from a worker that has it: a person is told to ask again", async () => {
    const contactId = desk.nextContact()
    const { db } = desk.store
    const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "held" }], {
      holdSeconds: 600,
    })
    const held = { leaseToken: crypto.randomUUID(), leaseUntil: new Date(Date.now() + 60_000) }
    const byHand: typeof tryAgain = (store, id, ...by) =>
      markDoneByHand(store, { changeId: id }, ...by)
    const acts = { stopped: [tryAgain, byHand, cancelChange], unsure: [byHand] }
    for (const [status, all] of Object.entries(acts)) {
      await db
        .update(changes)
        .set({ ...held, status: status as keyof typeof acts })
        .where(eq(changes.id, changeId))
      for (const act of all) {
        expect(await act(db, changeId, desk.personId, desk.engine.queue)).toEqual({
          ok: false,
          reason: "busy",
        })
      }
    }
    await db.update(changes).set({ status: "done" }).where(eq(changes.id, changeId))
    expect(await cancelChange(db, changeId, desk.personId, desk.engine.queue)).toEqual({
      ok: false,
      reason: "too-late",
    })
  })

  test.each(["drop-after", "drop-before"] as const)(
    "is looked at again when a person asks, and written once: %s",
    async (kind) => {
      const contactId = desk.nextContact()
      const path = `/contacts/${contactId}/notes`
      await desk.control.addFault({ kind, method: "POST", path })
      // The first read is the one before the write.
      await desk.control.addFault({ kind: "status", method: "GET", path, after: 1, count: 1_000 })
      const changeId = await desk.change(contactId, [
        { kind: "create-note", body: "The analysis." },
      ])
      const unsure = await desk.reached(changeId, ["unsure"])
      expect(unsure.can).toMatchObject({ tryAgain: true, cancel: false, markDoneByHand: true })

      const again = () => tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)
      expect(await again()).toEqual({ ok: true })
      expect((await desk.view(changeId)).status).toBe("unsure")
      await desk.control.clearFaults()
      // The look that was asked for may have met GHL still down.
      while ((await desk.view(changeId)).status === "unsure") {
        await again()
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
      const { notes } = await desk.truth(contactId)
      expect(notes.filter(({ body }) => body.startsWith("The analysis."))).toHaveLength(1)
    },
  )

  test.each(["drop-after", "drop-before"] as const)(
    "is taken over by hand without a look at GHL, and never sent again: %s",
    async (kind) => {
      const contactId = desk.nextContact()
      const path = `/contacts/${contactId}/notes`
      await desk.control.addFault({ kind, method: "POST", path })
      await desk.control.addFault({ kind: "status", method: "GET", path, after: 1, count: 1_000 })
      const changeId = await desk.change(contactId, [
        { kind: "create-note", body: "The analysis." },
        { kind: "add-tag", tag: "later" },
      ])
      const { message } = await desk.reached(changeId, ["unsure"])
      expect(message).toContain("It cannot be given up: GHL may have saved it.")
      const act = [desk.personId, desk.engine.queue] as const
      expect(await cancelChange(desk.store.db, changeId, ...act)).toMatchObject({ ok: false })

      await takenOver(changeId)
      // Reads of notes are still down; the rest goes on.
      const over = await desk.ended(changeId)
      expect(over).toMatchObject({
        status: "done",
        steps: [{ status: "skipped" }, { status: "done" }],
      })
      expect(over.message).toContain("The note was left to be done by hand.")
      expect(over.message).toContain("look in GHL whether the note stands there twice.")
      const events = await desk.store.db
        .select()
        .from(auditEvents)
        .where(
          and(eq(auditEvents.contactId, contactId), eq(auditEvents.action, "change.done-by-hand")),
        )
      expect(events).toMatchObject([
        { personId: desk.personId, detail: { changeId, kind: "create-note", inDoubt: "unknown" } },
      ])
      await desk.control.clearFaults()
      const { notes } = await desk.truth(contactId)
      expect(notes.filter(({ body }) => body.startsWith("The analysis."))).toHaveLength(
        kind === "drop-after" ? 1 : 0,
      )
    },
  )

  test("is taken over by hand as the last step too, and makes way for the contact's next change", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "drop-before", method: "POST", path })
    await desk.control.addFault({ kind: "status", method: "GET", path, after: 1, count: 1_000 })
    const changeId = await desk.change(contactId, [{ kind: "create-note", body: "The analysis." }])
    await desk.reached(changeId, ["unsure"])
    const next = await desk.change(contactId, [{ kind: "add-tag", tag: "next" }])
    expect(await takenOver(changeId)).toBe(1)
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await desk.ended(next)).toMatchObject({ status: "done" })
    await desk.control.clearFaults()
  })
})
