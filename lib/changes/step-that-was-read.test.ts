import { and, eq, inArray } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { markDoneByHand, resolveConflict } from "./resume.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import { addPerson } from "./testing/people.ts"
import type { StepRequest } from "./types.ts"

const TOO_LATE = { ok: false, reason: "too-late" }

describe.each(testBackends())("a decision about a step that was read, on $name", ({ open }) => {
  let desk: Desk
  let colleague: string
  let otherFieldId: string
  beforeAll(async () => {
    desk = await openDesk(open)
    colleague = await addPerson(desk.store.db, "Robin Hale")
    const fields = await desk.ghl.listFieldDefinitions()
    const other = fields.find(({ id, dataType }) => dataType === "TEXT" && id !== desk.callNotesId)
    if (!other) throw new Error("The sandbox has no other text field")
    otherFieldId = other.id
  })
  afterAll(() => desk.close())

  /** Who decided what about a contact's changes. */
  async function decisions(contactId: string) {
    const acts = ["change.done-by-hand", "change.conflict-kept", "change.conflict-overwritten"]
    const events = await desk.store.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.contactId, contactId), inArray(auditEvents.action, acts)))
    return events.map(({ action, personId, detail }) => [action, personId, detail.stepId])
  }

  const setField = (fieldId: string, label: string): StepRequest => ({
    kind: "set-field",
    fieldId,
    label,
    seen: "As it was.",
    wanted: "Ours.",
  })

  test.each([{ keep: "theirs" }, { keep: "ours", seen: "Theirs." }] as const)(
    "decides no other conflict than that one: %o",
    async (choice) => {
      const contactId = desk.nextContact()
      const { db } = desk.store
      const { queue } = desk.engine
      await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs." } })
      const changeId = await desk.change(contactId, [
        setField(desk.callNotesId, "Call notes"),
        setField(otherFieldId, "Another field"),
      ])
      const [first, second] = (await desk.ended(changeId)).steps
      const theirs = { keep: "theirs" } as const
      await resolveConflict(db, { changeId, stepId: first?.id }, colleague, theirs, queue)
      const next = await desk.reached(changeId, ["conflict"])
      expect(next.steps).toMatchObject([{ status: "skipped" }, { status: "conflict" }])

      // On the page of some seconds ago the first of the two is still to be decided.
      const late = await resolveConflict(
        db,
        { changeId, stepId: first?.id },
        desk.personId,
        choice,
        queue,
      )
      expect(late).toEqual(TOO_LATE)
      expect(await desk.view(changeId)).toMatchObject({
        status: "conflict",
        steps: [{ status: "skipped" }, { status: "conflict" }],
      })
      expect(await decisions(contactId)).toEqual([["change.conflict-kept", colleague, first?.id]])

      const own = await resolveConflict(
        db,
        { changeId, stepId: second?.id },
        desk.personId,
        theirs,
        queue,
      )
      expect(own).toEqual({ ok: true })
      expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    },
  )

  test("keeps no other text of GHL's than the one that was read", async () => {
    const contactId = desk.nextContact()
    const { db } = desk.store
    const { queue } = desk.engine
    const theirs = (text: string) =>
      desk.edit(contactId, { fields: { "contact.call_notes": text } })
    await theirs("Theirs.")
    const changeId = await desk.change(contactId, [setField(desk.callNotesId, "Call notes")])
    const [step] = (await desk.ended(changeId)).steps
    expect(step?.conflict?.found).toBe("Theirs.")
    await theirs("Theirs, and more.")
    const over = { keep: "ours", seen: "Theirs." } as const
    await resolveConflict(db, { changeId, stepId: step?.id }, colleague, over, queue)
    expect((await desk.ended(changeId)).steps[0]?.conflict?.found).toBe("Theirs, and more.")

    const keep = (seen: string) =>
      resolveConflict(
        db,
        { changeId, stepId: step?.id },
        desk.personId,
        { keep: "theirs", seen },
        queue,
      )
    expect(await keep("Theirs.")).toEqual(TOO_LATE)
    expect(await desk.view(changeId)).toMatchObject({ status: "conflict" })
    expect(await keep("Theirs, and more.")).toEqual({ ok: true })
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
  })

  test("takes over by hand no other step than that one", async () => {
    const contactId = desk.nextContact()
    const { db } = desk.store
    const { queue } = desk.engine
    const fault = {
      kind: "status",
      status: 422,
      method: "POST",
      path: contactId,
      count: 9,
    } as const
    await desk.control.addFault(fault)
    const changeId = await desk.change(contactId, [
      { kind: "create-note", body: "The analysis." },
      { kind: "add-tag", tag: "later" },
    ])
    const [note, tag] = (await desk.ended(changeId)).steps
    const byHand = (personId: string, stepId = "") =>
      markDoneByHand(db, { changeId, stepId }, personId, queue)
    expect(await byHand(colleague, note?.id)).toEqual({ ok: true })
    const next = await desk.reached(changeId, ["stopped"])
    expect(next.steps).toMatchObject([{ status: "skipped" }, { status: "stopped" }])

    expect(await byHand(desk.personId, note?.id)).toEqual(TOO_LATE)
    expect((await desk.view(changeId)).steps).toMatchObject(
      next.steps.map(({ id, status }) => ({ id, status })),
    )
    expect(await decisions(contactId)).toEqual([["change.done-by-hand", colleague, note?.id]])

    expect(await byHand(desk.personId, tag?.id)).toEqual({ ok: true })
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
  })
})
