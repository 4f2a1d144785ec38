import { randomUUID } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { type Desk, openDesk, until } from "../testing/desk.ts"

const LATE_MS = 1_200

describe.each(testBackends())("a clock that jumps, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(open, { settleMs: 2_500, lookMs: 150 })
  })
  afterAll(() => desk.close())

  const note = (body: string) => ({ kind: "create-note", body }) as const

  /** As if the database's clock had been set: what it wrote moves the other way. */
  const setClock = (changeId: string, hours: number) =>
    desk.store.db.transaction(async (tx) => {
      const earlier = sql`${hours}::int * interval '1 hour'`
      await tx
        .update(changes)
        .set({
          updatedAt: sql`${changes.updatedAt} - ${earlier}`,
          resumeAt: sql`${changes.resumeAt} - ${earlier}`,
          holdUntil: sql`${changes.holdUntil} - ${earlier}`,
          leaseUntil: sql`${changes.leaseUntil} - ${earlier}`,
        })
        .where(eq(changes.id, changeId))
      await tx
        .update(changeSteps)
        .set({ doubtSince: sql`${changeSteps.doubtSince} - ${earlier}` })
        .where(eq(changeSteps.changeId, changeId))
    })

  test("an hour forward does not end the settling time: the late note is the only one", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "late-effect", method: "POST", path, delayMs: LATE_MS })
    const changeId = await desk.change(contactId, [note("Once, whatever the clock says")])
    await desk.reached(changeId, ["unsure"])
    await setClock(changeId, 1)
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    await until("the late effect", async () => {
      const struck = (await desk.writes(contactId)).find(({ fault }) => fault !== null)
      return struck?.effectAt ?? null
    })
    const { notes } = await desk.truth(contactId)
    expect(notes.filter(({ body }) => body.startsWith("Once, whatever"))).toHaveLength(1)
  })

  test("an hour back does not hold up what is in doubt", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "drop-before", method: "POST", path })
    const changeId = await desk.change(contactId, [note("Not an hour late")])
    await desk.reached(changeId, ["unsure"])
    await setClock(changeId, -1)
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
  })

  test("an hour back does not make a hold of a second last an hour", async () => {
    const contactId = desk.nextContact()
    const changeId = await desk.change(contactId, [note("Held a second")], { holdSeconds: 1 })
    await setClock(changeId, -1)
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
  })

  test("a hold that was over before an hour back does not hold what has begun since", async () => {
    const contactId = desk.nextContact()
    const notes = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "html", method: "GET", path: notes, count: 1_000 })
    const changeId = await desk.change(contactId, [note("Begun long ago")], { holdSeconds: 1 })
    await desk.reached(changeId, ["waiting"])
    // It began while the clock was ahead, and what it went through since is of the clock as it is now.
    await desk.store.db
      .update(changes)
      .set({ holdUntil: sql`clock_timestamp() + interval '1 hour'` })
      .where(eq(changes.id, changeId))
    await desk.control.clearFaults()
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
  })

  test("a lease renewed while the clock was an hour ahead does not outlive its worker", async () => {
    const contactId = desk.nextContact()
    const changeId = await desk.change(contactId, [note("Its worker died")], { holdSeconds: 1 })
    // The claim was before the jump, so nothing of the row but its lease is from the future.
    await desk.store.db
      .update(changes)
      .set({
        leaseToken: randomUUID(),
        leaseUntil: sql`clock_timestamp() + interval '1 hour'`,
      })
      .where(eq(changes.id, changeId))
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
  })
})
