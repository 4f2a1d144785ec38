import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "../cancel.ts"
import { markDoneByHand, resolveConflict, tryAgain } from "../resume.ts"
import { type Desk, openDesk, until } from "../testing/desk.ts"
import type { StepRequest } from "../types.ts"

describe.each(testBackends())("the engine on $name", ({ open }) => {
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

  test("writes a review in its order, and reads before and after each write", async () => {
    const contactId = await contact()
    const changeId = await desk.change(contactId, [
      callNotes("Old", "New"),
      { kind: "add-tag", tag: "bloodwork_completed" },
      { kind: "remove-tag", tag: "vip" },
      { kind: "create-note", body: "Analysis" },
    ])
    const view = await desk.ended(changeId)
    expect(view.message).toBe(
      "Call notes and the note were written. The tag bloodwork_completed was added. The tag vip was removed.",
    )
    const calls = (await desk.control.journal())
      .filter(({ actor, path }) => actor === "app" && path.startsWith(`/contacts/${contactId}`))
      .map(({ method, path }) => `${method} ${path.slice(`/contacts/${contactId}`.length)}`)
    expect(calls).toEqual([
      "GET ",
      "PUT ",
      "GET ",
      ...["GET ", "POST /tags", "GET "],
      ...["GET ", "DELETE /tags", "GET "],
      ...["GET /notes", "POST /notes", "GET /notes"],
    ])
  })

  test("what already stands is done without a write", async () => {
    const contactId = await contact("New \r\n")
    const view = await desk.ended(
      await desk.change(contactId, [callNotes("Old", "New"), { kind: "add-tag", tag: "VIP" }]),
    )
    expect(view).toMatchObject({
      status: "done",
      steps: [{ alreadySo: true }, { alreadySo: true }],
    })
    expect(await desk.writes(contactId)).toEqual([])
  })

  test("a text that someone changed is a conflict: nothing is overwritten, and the rest waits", async () => {
    const contactId = await contact()
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

    await resolveConflict(desk.store.db, changeId, desk.personId, { keep: "theirs" }, act()[1])
    const over = await desk.ended(changeId)
    expect(over).toMatchObject({
      status: "done",
      steps: [{ status: "skipped" }, { status: "done" }],
    })
    expect(over.message).toBe("The tag later was added. Call notes was left as GHL has it.")
    expect(await standing(contactId)).toBe("Theirs")
  })

  test("writing over a conflict overwrites the text the person looked at, and no later one", async () => {
    const contactId = await contact("Theirs")
    const changeId = await desk.change(contactId, [callNotes("Old", "Ours")])
    await desk.ended(changeId)
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs again" } })
    const { db } = desk.store
    const ours = (seen: string) => ({ keep: "ours", seen }) as const
    await resolveConflict(db, changeId, desk.personId, ours("Theirs"), act()[1])
    expect(await desk.ended(changeId)).toMatchObject({
      status: "conflict",
      steps: [{ conflict: { found: "Theirs again" } }],
    })
    await resolveConflict(db, changeId, desk.personId, ours("Theirs again"), act()[1])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await standing(contactId)).toBe("Ours")
  })

  test("someone's edit while our write is in doubt stays, even when ours never arrived", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}$`
    await desk.control.addFault({ kind: "drop-before", method: "PUT", path })
    const changeId = await desk.change(contactId, [callNotes("Old", "Ours")])
    const unsure = await desk.reached(changeId, ["unsure"])
    expect(unsure.message).toBe(
      "It is not yet certain that GHL saved Call notes: GHL did not answer. Caredesk is checking before it sends anything again.",
    )
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs" } })
    expect(await desk.ended(changeId)).toMatchObject({ status: "conflict" })
    expect(await standing(contactId)).toBe("Theirs")
    expect(await desk.writes(contactId)).toHaveLength(1)
  })

  test("a tag that someone removes right after GHL took it is not added again", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}/tags`
    await desk.control.addFault({ kind: "delay-after", method: "POST", path, delayMs: 300 })
    const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "new" }])
    await until("the tag", async () =>
      (await desk.truth(contactId)).contact.tags.includes("new") ? true : null,
    )
    await desk.edit(contactId, { removeTags: ["new"] })
    const view = await desk.ended(changeId)
    expect(view).toMatchObject({ status: "stopped" })
    expect(view.message).toContain("GHL said it was saved, but it does not stand there")
    expect(await desk.writes(contactId)).toHaveLength(1)
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

  test("a hold that nobody cancels ends by itself, on time", async () => {
    const contactId = await contact()
    const startedAt = Date.now()
    const steps: StepRequest[] = [{ kind: "remove-tag", tag: "vip" }]
    const changeId = await desk.change(contactId, steps, { holdSeconds: 1 })
    await desk.ended(changeId)
    const [write] = await desk.writes(contactId)
    const sentAfter = Date.parse(write?.time ?? "") - startedAt
    expect(sentAfter).toBeGreaterThanOrEqual(990)
    expect(sentAfter).toBeLessThan(2_500)
  })

  test("edits right after each other do not conflict with each other", async () => {
    const contactId = await contact("0")
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      ids.push(await desk.change(contactId, [callNotes(`${n}`, `${n + 1}`)]))
      ids.push(await desk.change(contactId, [{ kind: "add-tag", tag: `tag${n}` }]))
    }
    const views = await Promise.all(ids.map((id) => desk.ended(id)))
    expect(new Set(views.map(({ status }) => status))).toEqual(new Set(["done"]))
    expect(await standing(contactId)).toBe("5")
    expect((await desk.truth(contactId)).contact.tags).toHaveLength(6)
  })

  test("an outage waits, says so, and goes on by itself", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}$`
    await desk.control.addFault({ kind: "status", status: 503, method: "GET", path, count: 6 })
    const changeId = await desk.change(contactId, [callNotes("Old", "New")])
    const waiting = await desk.reached(changeId, ["waiting"])
    expect(waiting).toMatchObject({ can: { cancel: true, tryAgain: true } })
    expect(waiting.message).toBe(
      "Call notes was not written. GHL is having trouble. Caredesk tries again by itself.",
    )
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await desk.writes(contactId)).toHaveLength(1)
  })

  test("a token that is not accepted stops at once, and goes on where it was", async () => {
    const contactId = await contact()
    await desk.control.settings({ revokedScopes: ["contacts.write"] })
    const changeId = await desk.change(contactId, [callNotes("Old", "New")])
    const stopped = await desk
      .ended(changeId)
      .finally(() => desk.control.settings({ revokedScopes: [] }))
    expect(stopped).toMatchObject({ status: "stopped", steps: [{ status: "pending" }] })
    expect(stopped.message).toContain("Caredesk's access token may not do this in GHL")
    expect(stopped.message).toContain("An administrator has to mend the token")
    await tryAgain(desk.store.db, changeId, ...act())
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    expect(await standing(contactId)).toBe("New")
  })

  test("a contact that was deleted in GHL stops in words", async () => {
    const contactId = await contact()
    await desk.edit(contactId, { delete: true })
    const view = await desk.ended(await desk.change(contactId, [callNotes("Old", "New")]))
    expect(view).toMatchObject({ status: "stopped" })
    expect(view.message).toContain("the contact is no longer in GHL")
  })

  test("a note that was deleted in GHL is not written anew", async () => {
    const contactId = await contact()
    const edit = {
      kind: "edit-note",
      noteId: "gone",
      label: "Note",
      seen: "a",
      wanted: "b",
    } as const
    const view = await desk.ended(await desk.change(contactId, [edit]))
    expect(view.message).toContain("the note is no longer in GHL")
    expect(await desk.writes(contactId)).toEqual([])
  })

  test("a step done by hand is looked at, not sent, and the rest goes on", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}$`
    await desk.control.addFault({ kind: "status", status: 422, method: "PUT", path, count: 9 })
    const steps: StepRequest[] = [callNotes("Old", "New"), { kind: "add-tag", tag: "later" }]
    const [seen, unseen] = [await desk.change(contactId, steps), desk.nextContact()]
    expect(await desk.ended(seen)).toMatchObject({ status: "stopped" })
    await desk.edit(contactId, { fields: { "contact.call_notes": "New" } })
    await markDoneByHand(desk.store.db, seen, ...act())
    expect(await desk.ended(seen)).toMatchObject({
      status: "done",
      steps: [{ status: "done" }, { status: "done" }],
    })

    await desk.control.addFault({ kind: "status", status: 422, method: "POST", path: unseen })
    const other = await desk.change(unseen, [{ kind: "create-note", body: "Note" }])
    expect(await desk.ended(other)).toMatchObject({ status: "stopped" })
    await markDoneByHand(desk.store.db, other, ...act())
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

  test("a note that GHL altered is said to be, and not made again", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "delay-after", method: "POST", path, delayMs: 300 })
    const changeId = await desk.change(contactId, [{ kind: "create-note", body: "HbA1c <5.6 %" }])
    const made = await until("the note", async () => {
      const { notes } = await desk.truth(contactId)
      return notes.find(({ body }) => body.includes("HbA1c")) ?? null
    })
    const edit = { [made.id]: made.body.replace("<5.6 %", "") }
    await desk.edit(contactId, { notes: { edit } })
    const view = await desk.ended(changeId)
    expect(view.status).toBe("done")
    expect(view.message).toContain("GHL altered the note's text")
    expect(await desk.writes(contactId)).toHaveLength(1)
  })
})
