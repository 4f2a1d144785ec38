import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { type Desk, openDesk } from "../testing/desk.ts"

/**
 * The other suites are worth something only if they fail without the read before a first send. They
 * would; and nothing but that read is gone, so that what they find is its doing alone.
 */
describe("without its fresh read the engine", () => {
  let desk: Desk
  beforeAll(async () => {
    const [backend] = testBackends()
    if (!backend) throw new Error("There is no store to test on")
    desk = await openDesk(backend.open, { skipFreshRead: true })
  })
  afterAll(() => desk.close())

  const callNotes = (wanted: string) =>
    ({
      kind: "set-field",
      fieldId: desk.callNotesId,
      label: "Call notes",
      seen: "Old",
      wanted,
    }) as const

  test("overwrites what someone wrote in between", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs" } })
    const changeId = await desk.change(contactId, [callNotes("Ours")])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect((await desk.truth(contactId)).fields["contact.call_notes"]).toBe("Ours")
  })

  test("sends a tag that stands there already", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { addTags: ["there"] })
    const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "there" }])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await desk.writes(contactId)).toHaveLength(1)
  })

  test("still reads back: a write that GHL did not keep is not called done", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}$`
    await desk.edit(contactId, { fields: { "contact.call_notes": "Old" } })
    await desk.control.addFault({ kind: "html", status: 200, method: "PUT", path, count: 99 })
    const changeId = await desk.change(contactId, [callNotes("Ours")])
    expect(await desk.ended(changeId)).toMatchObject({ status: "stopped" })
  })

  test("still finds the note whose answer got lost", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "drop-after", method: "POST", path })
    const changeId = await desk.change(contactId, [{ kind: "create-note", body: "Once only" }])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    const { notes } = await desk.truth(contactId)
    expect(notes.filter(({ body }) => body.startsWith("Once only"))).toHaveLength(1)
  })

  test("still calls a 422 after the effect written, and does not send it again", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/tags`
    await desk.control.addFault({ kind: "status-after", method: "POST", path, count: 99 })
    const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "new" }])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await desk.writes(contactId)).toHaveLength(1)
  })

  test("still sees a conflict with a text that came after its first send", async () => {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}$`
    await desk.edit(contactId, { fields: { "contact.call_notes": "Old" } })
    await desk.control.addFault({ kind: "drop-before", method: "PUT", path })
    const changeId = await desk.change(contactId, [callNotes("Ours")])
    await desk.reached(changeId, ["unsure"])
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs" } })
    expect(await desk.ended(changeId)).toMatchObject({ status: "conflict" })
    expect((await desk.truth(contactId)).fields["contact.call_notes"]).toBe("Theirs")
  })
})
