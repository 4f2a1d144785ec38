import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { memoryStore } from "#lib/db/testing/stores.ts"
import { openDrifts } from "#lib/reconcile/list.ts"
import { lookAtContact } from "#lib/reconcile/look.ts"
import type { Settings } from "#lib/sandbox/types.ts"
import { cancelChange } from "../cancel.ts"
import { markDoneByHand } from "../resume.ts"
import { type Desk, openDesk } from "../testing/desk.ts"
import { undoChange } from "../undo.ts"

describe("where GHL lists only some of a contact's notes", () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(memoryStore)
  })
  afterAll(() => desk.close())
  beforeEach(() => desk.control.settings({ notesCap: null, notesOrder: "newest" }))

  const BODY = "HbA1c <5.6 % & falling"
  const person = () => ({
    id: desk.personId,
    name: "Casey Coordinator",
    email: "c@caredesk.test",
    role: "coordinator" as const,
    sessionId: desk.personId,
  })

  /** A contact with so many notes of others, before the list is cut. */
  async function withNotes(count: number, cut: Partial<Settings>): Promise<string> {
    const contactId = desk.nextContact()
    await theirs(contactId, count)
    await desk.control.settings(cut)
    return contactId
  }
  /** One by one: notes of the same moment do not tell which came first. */
  async function theirs(contactId: string, count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      await desk.edit(contactId, { notes: { add: [{ body: `Another note ${n}` }] } })
    }
  }
  const note = async (contactId: string) =>
    desk.ended(await desk.change(contactId, [{ kind: "create-note", body: BODY }]))
  const ours = async (contactId: string) =>
    (await desk.truth(contactId)).notes.filter(({ body }) => body.includes("Caredesk ref"))
  const drifts = async (contactId: string) => {
    await lookAtContact(desk.store.db, desk.ghl, contactId)
    const rows = await openDrifts(desk.store.db)
    return rows.filter((row) => row.contactId === contactId).map(({ kind }) => kind)
  }

  test("a note that others have pushed out is not missing; a deleted one is", async () => {
    const contactId = await withNotes(1, { notesCap: 2 })
    expect((await note(contactId)).status).toBe("done")
    await theirs(contactId, 3)
    expect(await drifts(contactId)).toEqual([])
    const [made] = await ours(contactId)
    await desk.edit(contactId, { notes: { edit: { [made?.id ?? ""]: `${made?.body} More.` } } })
    expect(await drifts(contactId)).toEqual(["note-changed"])
    await desk.edit(contactId, { notes: { remove: [made?.id ?? ""] } })
    expect(await drifts(contactId)).toEqual(["note-missing"])
  })

  test("a second copy of a note is seen as long as the list has it, and no longer", async () => {
    const contactId = await withNotes(1, { notesCap: 3 })
    expect((await note(contactId)).status).toBe("done")
    const [made] = await ours(contactId)
    await desk.edit(contactId, { notes: { add: [{ body: made?.body ?? "" }] } })
    expect(await ours(contactId)).toHaveLength(2)
    expect(await drifts(contactId)).toEqual(["note-surplus"])

    // The note itself is found by its id; of its copy no id is known.
    const other = await withNotes(1, { notesCap: null })
    expect((await note(other)).status).toBe("done")
    const [first] = await ours(other)
    await desk.edit(other, { notes: { add: [{ body: first?.body ?? "" }] } })
    await theirs(other, 4)
    await desk.control.settings({ notesCap: 3 })
    expect(await drifts(other)).toEqual([])
    await desk.control.settings({ notesCap: null })
    expect(await drifts(other)).toEqual(["note-surplus"])
  })

  test("a note that others have pushed out is withdrawn all the same", async () => {
    const contactId = await withNotes(1, { notesCap: 2 })
    const made = await note(contactId)
    await theirs(contactId, 3)
    const undone = await undoChange(desk.store.db, made.id, person(), desk.engine.queue)
    if (!("changeId" in undone)) throw new Error(JSON.stringify(undone))
    expect((await desk.ended(undone.changeId)).status).toBe("done")
    expect((await ours(contactId)).map(({ body }) => body)).toEqual([
      expect.stringMatching(/^Withdrawn /),
    ])
  })

  test("a new note that the list leaves out is found by the id that GHL answered with", async () => {
    const contactId = await withNotes(12, { notesCap: 12, notesOrder: "oldest" })
    expect((await note(contactId)).status).toBe("done")
    expect(await ours(contactId)).toHaveLength(1)
  })

  test("a note without an answer is not written twice where the list may leave it out", async () => {
    const contactId = await withNotes(12, { notesCap: 12, notesOrder: "oldest" })
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "drop-after", method: "POST", path })
    const ended = await note(contactId)
    expect(ended).toMatchObject({ status: "stopped" })
    expect(ended.message).toBe(
      "The note was sent, but it is not certain that GHL saved it. Stopped: GHL gave no certain answer and lists only some of the contact's notes, so Caredesk cannot see whether it is there. Look for the note in GHL: if it is there, mark it as done by hand; if not, try again, which writes it.",
    )
    expect(ended.steps[0]?.message).toMatch(/^Not certain: /)
    expect(await ours(contactId)).toHaveLength(1)
    const other = await withNotes(12, {})
    await desk.control.addFault({ kind: "drop-after", method: "POST", path: `/${other}/notes` })
    const given = await note(other)
    expect(await cancelChange(desk.store.db, given.id, desk.personId, desk.engine.queue)).toEqual({
      ok: true,
    })
    expect((await desk.view(given.id)).message).toBe(
      "Cancelled. The note was sent, but it is not certain that GHL saved it.",
    )

    await markDoneByHand(desk.store.db, { changeId: ended.id }, desk.personId, desk.engine.queue)
    expect((await desk.reached(ended.id, ["done"])).message).toContain("done by hand")
    expect(await ours(contactId)).toHaveLength(1)
  })

  test.each(["drop-before", "drop-after"] as const)(
    "a note after %s is written once where the newest are listed",
    async (kind) => {
      const contactId = await withNotes(12, { notesCap: 10 })
      const path = `/contacts/${contactId}/notes`
      await desk.control.addFault({ kind, method: "POST", path })
      expect((await note(contactId)).status).toBe("done")
      expect(await ours(contactId)).toHaveLength(1)
    },
  )
})
