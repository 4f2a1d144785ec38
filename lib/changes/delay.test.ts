import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { needingAttention, openChanges } from "./board.ts"
import { cancelChange } from "./cancel.ts"
import { markDoneByHand, tryAgain } from "./resume.ts"
import { ageAudit } from "./testing/clock.ts"
import { type Desk, openDesk, until } from "./testing/desk.ts"

const NOTE = { kind: "create-note", body: "The analysis." } as const
const TAG = { kind: "add-tag", tag: "later" } as const

describe.each(testBackends())("a change that gets no further for long, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    // It would not go on by itself while a test looks at it.
    const never = 3_600_000
    desk = await openDesk(open, {
      pauseMs: { first: never, max: never },
      lookMs: never,
    })
  })
  afterAll(() => desk.close())

  const db = () => desk.store.db
  const act = () => [desk.personId, desk.engine.queue] as const

  /** GHL shows nothing of a contact's notes, after the first `reads`. */
  const notesDown = (contactId: string, reads = 0) =>
    desk.control.addFault({
      kind: "status",
      status: 500,
      method: "GET",
      path: `/contacts/${contactId}/notes`,
      after: reads,
      count: 1_000,
    })

  /** When a change was first said to wait, or to be in doubt, by the audit. */
  async function pauses(changeId: string) {
    const events = await db().select().from(auditEvents).orderBy(auditEvents.id)
    return events
      .filter(
        ({ action, detail }) =>
          /^change\.(waiting|unsure)$/.test(action) && detail.changeId === changeId,
      )
      .map(({ at }) => at.toISOString())
  }

  /** Lets a change that waits go on at once, as when its pause is over. */
  async function goOn(changeId: string) {
    await db().update(changes).set({ resumeAt: null }).where(eq(changes.id, changeId))
    await desk.engine.queue.wake(db(), changeId)
  }

  test("is counted after a quarter of an hour, however often it was tried since", async () => {
    const contactId = desk.nextContact()
    await notesDown(contactId)
    const before = await needingAttention(db())
    const changeId = await desk.change(contactId, [NOTE])
    await desk.reached(changeId, ["waiting"])
    await ageAudit(db(), contactId, 14)
    expect((await desk.view(changeId)).delay).toBeNull()
    expect(await needingAttention(db())).toBe(before)

    await ageAudit(db(), contactId, 2)
    const [since] = await pauses(changeId)
    const late = await desk.view(changeId)
    expect(late.delay?.since).toBe(since)
    expect(late.delay?.message).toContain("GHL is having trouble")
    expect(late.delay?.message).toContain("Try now")
    expect(await needingAttention(db())).toBe(before + 1)
    const board = await openChanges(db())
    expect(board.changes.find(({ id }) => id === changeId)?.delay).toEqual(late.delay)
    expect(board.counts).toMatchObject({ delayed: before + 1 })
    expect((await openChanges(db(), 0)).counts).toEqual(board.counts)

    // Who presses Try now while GHL is down has not brought it any further.
    await tryAgain(db(), changeId, ...act())
    await until("another pause", async () => ((await pauses(changeId)).length > 1 ? true : null))
    expect((await desk.view(changeId)).delay?.since).toBe(since)
    // For the moment of a send it is on its way, and no less late.
    await db().update(changes).set({ status: "running" }).where(eq(changes.id, changeId))
    expect(await desk.view(changeId)).toMatchObject({ status: "running", delay: { since } })
    expect(await needingAttention(db())).toBe(before + 1)

    await desk.control.clearFaults()
    await db().update(changes).set({ status: "waiting" }).where(eq(changes.id, changeId))
    await tryAgain(db(), changeId, ...act())
    expect(await desk.ended(changeId)).toMatchObject({ status: "done", delay: null })
    expect(await needingAttention(db())).toBe(before)
  })

  test("is counted while it is in doubt, with what can be done then", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "drop-after", method: "POST", path })
    await notesDown(contactId, 1)
    const before = await needingAttention(db())
    const changeId = await desk.change(contactId, [NOTE, TAG])
    await desk.reached(changeId, ["unsure"])
    await ageAudit(db(), contactId, 16)
    const late = await desk.view(changeId)
    const [since] = await pauses(changeId)
    expect(late).toMatchObject({ status: "unsure", delay: { since } })
    expect(late.delay?.message).toContain("Done by hand")
    expect(late.delay?.message).not.toContain("give up")
    expect(await needingAttention(db())).toBe(before + 1)
    await markDoneByHand(db(), { changeId }, ...act())
    expect(await desk.ended(changeId)).toMatchObject({ status: "done", delay: null })
    await desk.control.clearFaults()
  })

  test("is not counted for what it waited before it got further", async () => {
    const contactId = desk.nextContact()
    const before = await needingAttention(db())
    const tags = `/contacts/${contactId}/tags`
    const fault = { kind: "status", status: 429, method: "POST", path: tags, count: 1_000 } as const
    await desk.control.addFault(fault)
    const changeId = await desk.change(contactId, [TAG, NOTE])
    await desk.reached(changeId, ["waiting"])
    await ageAudit(db(), contactId, 60)
    expect((await desk.view(changeId)).delay).not.toBeNull()
    await desk.control.clearFaults()
    await notesDown(contactId)
    await tryAgain(db(), changeId, ...act())
    await until("the tag", async () => {
      const { steps, status } = await desk.view(changeId)
      return steps[0]?.status === "done" && status === "waiting" ? true : null
    })
    expect((await desk.view(changeId)).delay).toBeNull()
    expect(await needingAttention(db())).toBe(before)
    await cancelChange(db(), changeId, ...act())
    await desk.control.clearFaults()
  })

  test("is counted anew from where a step was left to be done by hand", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "status", status: 422, method: "POST", path })
    const changeId = await desk.change(contactId, [NOTE, { kind: "create-note", body: "Another." }])
    await desk.reached(changeId, ["stopped"])
    await ageAudit(db(), contactId, 60)
    expect((await desk.view(changeId)).delay).toBeNull()
    await notesDown(contactId)
    await markDoneByHand(db(), { changeId }, ...act())
    await desk.reached(changeId, ["waiting"])
    await desk.control.clearFaults()
    await notesDown(contactId, 1)
    await goOn(changeId)
    await until("a pause of the step after it", async () => {
      const { status, steps } = await desk.view(changeId)
      return steps[0]?.status === "skipped" && status === "waiting" ? true : null
    })
    // Released only with the pause's own record.
    await until("the lease", async () => {
      const [row] = await db().select().from(changes).where(eq(changes.id, changeId))
      return row?.leaseToken === null ? true : null
    })
    await ageAudit(db(), contactId, 16)
    expect((await desk.view(changeId)).delay?.since).toBe((await pauses(changeId)).at(-1))
    await cancelChange(db(), changeId, ...act())
    await desk.control.clearFaults()
  })
})
