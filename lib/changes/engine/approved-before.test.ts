import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { changeSteps } from "#lib/db/schema/changes.ts"
import { memoryStore } from "#lib/db/testing/stores.ts"
import { openDrifts } from "#lib/reconcile/list.ts"
import { lookAtContact } from "#lib/reconcile/look.ts"
import { type Desk, openDesk } from "../testing/desk.ts"

const TEXT = "HbA1c <5.6 %\nFerritin 30"
const signed = (time: string, by = "Robin Hale, coordinator") =>
  `AI draft (protocol, 2), approved unchanged by ${by}, Nov 30, 2026, ${time} America/New_York`
const NOW = `${TEXT}\n\n${signed("2:11 AM")}`

describe("a note of an approval that a restored store knows nothing of", () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(memoryStore)
  })
  afterAll(() => desk.close())

  /** Approves again, where this note stands already. */
  async function approvedAgain(standing: string) {
    const contactId = desk.nextContact()
    const steps = [{ kind: "create-note", body: NOW } as const]
    const changeId = await desk.change(contactId, steps, { kind: "review", holdSeconds: 2 })
    const [step] = await desk.store.db
      .select()
      .from(changeSteps)
      .where(eq(changeSteps.changeId, changeId))
    const body = `${standing}\n\nCaredesk ref ${step?.reference}`
    await desk.edit(contactId, { notes: { add: [{ body }] } })
    const view = await desk.ended(changeId)
    const look = async () => {
      await lookAtContact(desk.store.db, desk.ghl, contactId)
      const drifts = await openDrifts(desk.store.db)
      return drifts.filter((row) => row.contactId === contactId).map(({ kind }) => kind)
    }
    return { contactId, view, body, look }
  }

  test.each([
    ["at another time", signed("2:10 AM")],
    ["by somebody else", signed("2:10 AM", "Kim Ito, clinician and Robin Hale, coordinator")],
  ])("is not taken for altered where it was signed %s, now or at night", async (_, signature) => {
    const { contactId, view, body, look } = await approvedAgain(`${TEXT}\n\n${signature}`)
    expect(view).toMatchObject({
      status: "done",
      altered: null,
      steps: [{ alreadySo: true, differs: false }],
      message: "The note was already as wanted in GHL.",
    })
    expect(await desk.writes(contactId)).toEqual([])
    expect(await look()).toEqual([])
    const [note] = (await desk.truth(contactId)).notes.filter((one) => one.body === body)
    await desk.edit(contactId, { notes: { edit: { [note?.id ?? ""]: `${body}\nMore.` } } })
    expect(await look()).toEqual(["note-changed"])
  })

  test("is put before a person where it says something else than was approved now", async () => {
    const other = `${TEXT.replace("30", "31")}\n\n${signed("2:11 AM")}`
    const { view, look } = await approvedAgain(other)
    expect(view).toMatchObject({ status: "done", steps: [{ differs: true }] })
    expect(view.altered).not.toBeNull()
    expect(await look()).toEqual(["note-altered"])
  })
})
