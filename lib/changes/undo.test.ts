import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { changes } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { cancelChange } from "./cancel.ts"
import { forgetOldTexts } from "./engine/retention.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import type { StepRequest } from "./types.ts"
import { previewUndo, undoChange } from "./undo.ts"

describe.each(testBackends())("undo on $name", ({ open }) => {
  let desk: Desk
  let person: Person
  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "2"
    desk = await openDesk(open)
    person = {
      id: desk.personId,
      name: "Casey Coordinator",
      email: "c@caredesk.test",
      role: "coordinator",
      sessionId: desk.personId,
    }
  })
  afterAll(() => desk.close())

  const callNotes = (seen: string, wanted: string): StepRequest => ({
    kind: "set-field",
    fieldId: desk.callNotesId,
    label: "Call notes",
    seen,
    wanted,
  })
  const undo = (changeId: string) => undoChange(desk.store.db, changeId, person, desk.engine.queue)
  const stored = async (changeId: string) => {
    const outcome = await undo(changeId)
    if (outcome.outcome !== "stored") throw new Error(outcome.message)
    return outcome.changeId
  }

  /** An approval that was written. */
  async function approved() {
    const contactId = desk.nextContact()
    await desk.edit(contactId, {
      fields: { "contact.call_notes": "Old" },
      tags: ["bloodwork_scheduled", "already"],
    })
    const changeId = await desk.change(contactId, [
      callNotes("Old", "New"),
      { kind: "add-tag", tag: "bloodwork_completed" },
      { kind: "add-tag", tag: "already" },
      { kind: "remove-tag", tag: "bloodwork_scheduled" },
      { kind: "create-note", body: "The analysis." },
    ])
    await desk.ended(changeId)
    return { contactId, changeId }
  }

  test("restores what was seen and withdraws the note, which keeps what it said", async () => {
    const { contactId, changeId } = await approved()
    const noteBefore = (await desk.truth(contactId)).notes.find(({ body }) =>
      body.includes("The analysis."),
    )
    const preview = await previewUndo(desk.store.db, changeId, person)
    expect(preview).toMatchObject({ movesTags: true, holdSeconds: 2 })
    expect(preview?.steps.map(({ kind }) => kind)).toEqual([
      "set-field",
      "edit-note",
      "remove-tag",
      "add-tag",
    ])
    const undoId = await stored(changeId)
    expect(await desk.view(undoId)).toMatchObject({
      status: "held",
      kind: "undo",
      undoOf: changeId,
    })
    expect(await desk.ended(undoId)).toMatchObject({ status: "done" })

    const { contact, fields, notes } = await desk.truth(contactId)
    expect(fields["contact.call_notes"]).toBe("Old")
    // The tag that stood before was not the change's doing, and stays.
    expect(contact.tags.toSorted()).toEqual(["already", "bloodwork_scheduled"])
    const note = notes.find(({ id }) => id === noteBefore?.id)
    expect(note?.body).toMatch(
      /^Withdrawn by Casey Coordinator, coordinator, .+ America\/New_York\. /,
    )
    expect(note?.body.endsWith(`--- Withdrawn note ---\n${noteBefore?.body}`)).toBe(true)
    expect(await desk.view(changeId)).toMatchObject({
      undo: { changeId: undoId, status: "done", personName: "Casey Coordinator" },
      can: { undo: false },
    })
  })

  test("is a conflict when the text no longer stands as we left it, and touches nothing", async () => {
    const { contactId, changeId } = await approved()
    await desk.edit(contactId, { fields: { "contact.call_notes": "New, and a colleague's line" } })
    const view = await desk.ended(await stored(changeId))
    expect(view).toMatchObject({ status: "conflict" })
    expect(view.steps[0]?.conflict).toEqual({
      seen: "New",
      found: "New, and a colleague's line",
      wanted: "Old",
    })
    const { contact, fields } = await desk.truth(contactId)
    expect(fields["contact.call_notes"]).toBe("New, and a colleague's line")
    expect(contact.tags).toContain("bloodwork_completed")
  })

  test("of ten at once one is stored; after a cancelled one another may be", async () => {
    const { changeId } = await approved()
    const all = await Promise.all(Array.from({ length: 10 }, () => undo(changeId)))
    const made = all.flatMap((one) => (one.outcome === "stored" ? [one.changeId] : []))
    expect(made).toHaveLength(1)
    expect(await cancelChange(desk.store.db, made[0] ?? "", person.id, desk.engine.queue)).toEqual({
      ok: true,
    })
    expect(await desk.view(changeId)).toMatchObject({ undo: null, can: { undo: true } })
    await desk.ended(await stored(changeId))
    expect(await undo(changeId)).toMatchObject({ outcome: "refused" })
  })

  test("takes back only what was done, also of a change that was given up half-way", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Old" }, tags: ["here"] })
    const step = {
      kind: "edit-note",
      noteId: "gone",
      label: "Note",
      seen: "a",
      wanted: "b",
    } as const
    const changeId = await desk.change(contactId, [
      { kind: "add-tag", tag: "here" },
      callNotes("Old", "New"),
      step,
    ])
    expect(await desk.ended(changeId)).toMatchObject({ status: "stopped", can: { undo: false } })
    await cancelChange(desk.store.db, changeId, person.id, desk.engine.queue)
    const preview = await previewUndo(desk.store.db, changeId, person)
    expect(preview?.steps).toEqual([callNotes("New", "Old")])
    expect(preview?.holdSeconds).toBe(0)
    expect(await desk.ended(await stored(changeId))).toMatchObject({ status: "done" })
    expect((await desk.truth(contactId)).fields["contact.call_notes"]).toBe("Old")
  })

  test("an undo given up half-way leaves the rest to be taken back, and not twice", async () => {
    const { contactId, changeId } = await approved()
    const first = await stored(changeId)
    await desk.control.addFault({ kind: "status", status: 403, method: "DELETE", count: 50 })
    const stopped = await desk.ended(first)
    await desk.control.clearFaults()
    expect(stopped.status).toBe("stopped")
    await cancelChange(desk.store.db, first, person.id, desk.engine.queue)
    const again = await previewUndo(desk.store.db, changeId, person)
    expect(again?.steps.map(({ kind }) => kind)).toEqual(["remove-tag", "add-tag"])
    await desk.ended(await stored(changeId))
    const { contact, notes } = await desk.truth(contactId)
    expect(contact.tags.toSorted()).toEqual(["already", "bloodwork_scheduled"])
    const ours = notes.filter(({ body }) => body.includes("The analysis."))
    expect(ours.map(({ body }) => body.match(/Withdrawn by/g)?.length)).toEqual([1])
  })

  test("nothing is taken back once the texts are gone, nor an undo itself", async () => {
    const { changeId } = await approved()
    const undoId = await stored((await approved()).changeId)
    expect(await desk.ended(undoId)).toMatchObject({ can: { undo: false } })
    expect(await undo(undoId)).toMatchObject({ outcome: "refused" })
    await desk.store.db
      .update(changes)
      .set({ finishedAt: sql`now() - interval '31 days'` })
      .where(eq(changes.id, changeId))
    await forgetOldTexts(desk.store.db)
    expect(await desk.view(changeId)).toMatchObject({ can: { undo: false } })
    expect(await undo(changeId)).toMatchObject({ outcome: "refused" })
    expect(await previewUndo(desk.store.db, changeId, person)).toBeNull()
  })
})
