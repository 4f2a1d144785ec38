import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { knownTexts } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "../cancel.ts"
import { rememberText, textHmac } from "../known-texts.ts"
import { markDoneByHand, resolveConflict, tryAgain } from "../resume.ts"
import { type Desk, openDesk } from "../testing/desk.ts"
import type { StepRequest } from "../types.ts"

describe.each(testBackends())("what a person decides about a change on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(open)
  })
  afterAll(() => desk.close())

  const callNotes = (seen: string, wanted: string): StepRequest => ({
    kind: "set-field",
    fieldId: desk.callNotesId,
    label: "Call notes",
    seen,
    wanted,
  })
  const act = () => [desk.personId, desk.engine.queue] as const
  const standing = async (contactId: string) =>
    (await desk.truth(contactId)).fields["contact.call_notes"]

  /** A contact with known call notes and tags. */
  async function contact(text = "Old") {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": text }, tags: ["vip"] })
    return contactId
  }

  test("a text that someone changed is a conflict: nothing is overwritten, and the rest waits", async () => {
    const contactId = await contact()
    const place = { contactId, fieldId: desk.callNotesId }
    await rememberText(desk.store.db, { ...place, hmac: textHmac("Old") })
    const steps = [callNotes("Old", "Ours"), { kind: "add-tag", tag: "later" }] as const
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs" } })
    const changeId = await desk.change(contactId, [...steps])
    const view = await desk.ended(changeId)
    expect(view).toMatchObject({
      status: "conflict",
      steps: [
        { status: "conflict", conflict: { seen: "Old", found: "Theirs", wanted: "Ours" } },
        { status: "pending", conflict: null },
      ],
      can: { tryAgain: false, resolveConflict: true, cancel: true },
    })
    expect(view.message).toContain("Call notes was not written. The tag later was not added.")
    expect(await standing(contactId)).toBe("Theirs")
    expect(await desk.writes(contactId)).toEqual([])
    expect(await tryAgain(desk.store.db, changeId, ...act())).toMatchObject({ ok: false })

    await resolveConflict(desk.store.db, { changeId }, desk.personId, { keep: "theirs" }, act()[1])
    const over = await desk.ended(changeId)
    expect(over).toMatchObject({
      status: "done",
      steps: [{ status: "skipped" }, { status: "done" }],
    })
    expect(over.message).toBe("The tag later was added. Call notes was left as GHL has it.")
    expect(await standing(contactId)).toBe("Theirs")
    // Whoever let it stand has read it, and it came out of text that was known: it is no unreviewed text.
    const known = await desk.store.db
      .select({ hmac: knownTexts.hmac })
      .from(knownTexts)
      .where(eq(knownTexts.contactId, contactId))
      .orderBy(knownTexts.at)
    expect(known).toEqual([{ hmac: textHmac("Old") }, { hmac: textHmac("Theirs") }])
  })

  test("writing over a conflict overwrites the text the person looked at, and no later one", async () => {
    const contactId = await contact("Theirs")
    const changeId = await desk.change(contactId, [callNotes("Old", "Ours")])
    await desk.ended(changeId)
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs again" } })
    const { db } = desk.store
    const ours = (seen: string) => ({ keep: "ours", seen }) as const
    await resolveConflict(db, { changeId }, desk.personId, ours("Theirs"), act()[1])
    expect(await desk.ended(changeId)).toMatchObject({
      status: "conflict",
      steps: [{ conflict: { found: "Theirs again" } }],
    })
    await resolveConflict(db, { changeId }, desk.personId, ours("Theirs again"), act()[1])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await standing(contactId)).toBe("Ours")
  })

  test("a hold can be cancelled, and nothing was sent", async () => {
    const contactId = await contact()
    const step = { kind: "add-tag", tag: "bloodwork_completed" } as const
    const changeId = await desk.change(contactId, [step], { holdSeconds: 30 })
    const held = await desk.view(changeId)
    expect(held).toMatchObject({ status: "held", can: { cancel: true } })
    expect(Date.parse(held.holdUntil ?? "")).toBeGreaterThan(Date.now() + 25_000)
    expect(await cancelChange(desk.store.db, changeId, ...act())).toEqual({ ok: true })
    const next = await desk.change(contactId, [{ kind: "add-tag", tag: "other" }])
    await desk.ended(next)
    expect((await desk.truth(contactId)).contact.tags.toSorted()).toEqual(["other", "vip"])
  })

  test("a step done by hand is looked at, not sent, and the rest goes on", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}$`
    await desk.control.addFault({ kind: "status", status: 422, method: "PUT", path, count: 9 })
    const steps: StepRequest[] = [callNotes("Old", "New"), { kind: "add-tag", tag: "later" }]
    const [seen, unseen] = [await desk.change(contactId, steps), desk.nextContact()]
    expect(await desk.ended(seen)).toMatchObject({ status: "stopped" })
    await desk.edit(contactId, { fields: { "contact.call_notes": "New" } })
    await markDoneByHand(desk.store.db, { changeId: seen }, ...act())
    expect(await desk.ended(seen)).toMatchObject({
      status: "done",
      steps: [{ status: "done" }, { status: "done" }],
    })

    await desk.control.addFault({ kind: "status", status: 422, method: "POST", path: unseen })
    const other = await desk.change(unseen, [{ kind: "create-note", body: "Note" }])
    expect(await desk.ended(other)).toMatchObject({ status: "stopped" })
    await markDoneByHand(desk.store.db, { changeId: other }, ...act())
    const view = await desk.ended(other)
    expect(view).toMatchObject({ status: "done", steps: [{ status: "skipped" }] })
    expect(view.message).toBe("The note was left to be done by hand.")
    expect(await desk.writes(unseen)).toHaveLength(1)
  })

  test("giving up a stopped change says what was and was not written", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "status", status: 422, method: "POST", path })
    const changeId = await desk.change(contactId, [
      callNotes("Old", "New"),
      { kind: "create-note", body: "Note" },
      { kind: "add-tag", tag: "later" },
    ])
    await desk.ended(changeId)
    await cancelChange(desk.store.db, changeId, ...act())
    expect((await desk.view(changeId)).message).toBe(
      "Cancelled. Call notes was written. The note was not written. The tag later was not added.",
    )
  })
})
