import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { type Desk, openDesk } from "../testing/desk.ts"

/** The other suites are worth something only if they fail without the reads. They would. */
describe("without its fresh reads the engine", () => {
  let desk: Desk
  beforeAll(async () => {
    const [backend] = testBackends()
    if (!backend) throw new Error("There is no store to test on")
    desk = await openDesk(backend.open, { skipFreshRead: true })
  })
  afterAll(() => desk.close())

  test("overwrites what someone wrote in between", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs" } })
    const step = { kind: "set-field", fieldId: desk.callNotesId, label: "Call notes" } as const
    const changeId = await desk.change(contactId, [{ ...step, seen: "Old", wanted: "Ours" }])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect((await desk.truth(contactId)).fields["contact.call_notes"]).toBe("Ours")
  })

  test("makes a note twice when the connection drops after the effect", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "drop-after", method: "POST", path })
    const changeId = await desk.change(contactId, [{ kind: "create-note", body: "Twice over" }])
    await desk.ended(changeId)
    const { notes } = await desk.truth(contactId)
    expect(notes.filter(({ body }) => body.startsWith("Twice over"))).toHaveLength(2)
  })

  test("calls a 422 after the effect not written", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/tags`
    await desk.control.addFault({ kind: "status-after", method: "POST", path, count: 99 })
    const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "new" }])
    expect(await desk.reached(changeId, ["waiting"])).toMatchObject({ status: "waiting" })
    expect((await desk.truth(contactId)).contact.tags).toContain("new")
  })
})
