import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "../cancel.ts"
import { type Desk, openDesk } from "../testing/desk.ts"

const OLD = "Old call notes"
const FIRST = "Ferritin is low."
const SECOND = "Call on Monday."
const SETTLE_MS = 2_000

describe.each(testBackends())("a write in doubt that cannot be looked at, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(open, { settleMs: SETTLE_MS, lookMs: 150 })
  })
  afterAll(() => desk.close())
  afterEach(async () => {
    vi.restoreAllMocks()
    await desk.control.clearFaults()
  })

  const write = (contactId: string, wanted: string) =>
    desk.change(contactId, [
      { kind: "set-field", fieldId: desk.callNotesId, label: "Call notes", seen: OLD, wanted },
    ])
  const textOf = async (contactId: string) =>
    (await desk.truth(contactId)).fields["contact.call_notes"]

  /** A first change whose write arrives `arrivesInMs` after its answer got lost; in doubt by now. */
  async function inDoubt({ looks, arrivesInMs }: { looks: number; arrivesInMs: number }) {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": OLD } })
    const path = `/contacts/${contactId}$`
    await desk.control.addFault({
      kind: "late-effect",
      method: "PUT",
      path,
      delayMs: arrivesInMs,
    })
    await desk.control.addFault({
      kind: "status",
      status: 401,
      method: "GET",
      path,
      after: 1,
      count: looks,
    })
    const changeId = await write(contactId, FIRST)
    await desk.reached(changeId, ["unsure"])
    return { contactId, changeId }
  }

  test("lets no other change go first, over which it would arrive", async () => {
    const { contactId, changeId } = await inDoubt({ looks: 3, arrivesInMs: 1_200 })
    const second = await write(contactId, SECOND)
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await desk.ended(second)).toMatchObject({ status: "conflict" })
    expect(await textOf(contactId)).toBe(FIRST)
  })

  test("stops once it has settled, with the reason, and lets the next one go", async () => {
    const { contactId, changeId } = await inDoubt({ looks: 1_000, arrivesInMs: 500 })
    expect((await desk.view(changeId)).can.cancel).toBe(false)
    const stopped = await desk.ended(changeId)
    expect(stopped).toMatchObject({ status: "stopped", can: { tryAgain: true } })
    expect(stopped.message).toContain("not certain that GHL saved it")
    await desk.control.clearFaults()
    const second = await write(contactId, SECOND)
    expect(await desk.ended(second)).toMatchObject({ status: "conflict" })
    expect(await textOf(contactId)).toBe(FIRST)
  })

  test("cannot be given up for a failure of our own meanwhile", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": OLD } })
    const path = `/contacts/${contactId}$`
    await desk.control.addFault({ kind: "late-effect", method: "PUT", path, delayMs: 1_200 })
    const read = desk.ghl.getContact
    let reads = 0
    vi.spyOn(desk.ghl, "getContact").mockImplementation((...asked) => {
      reads += asked[0] === contactId ? 1 : 0
      if (reads > 1 && reads < 4) throw new TypeError("a failure of our own")
      return read(...asked)
    })
    const changeId = await write(contactId, FIRST)
    const view = await desk.reached(changeId, ["unsure", "waiting"])
    expect(view).toMatchObject({ status: "unsure", can: { cancel: false } })
    const { store, personId, engine } = desk
    expect(await cancelChange(store.db, changeId, personId, engine.queue)).toMatchObject({
      ok: false,
    })
    const second = await write(contactId, SECOND)
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await desk.ended(second)).toMatchObject({ status: "conflict" })
    expect(await textOf(contactId)).toBe(FIRST)
  })
})
