import { eq, sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, drifts } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { acceptDrift, openDrifts } from "#lib/reconcile/list.ts"
import { lookAtContact } from "#lib/reconcile/look.ts"
import { finishedChanges, needingAttention, openChanges } from "./board.ts"
import { carryOn } from "./carry-on.ts"
import { rewriteNote } from "./rewrite-note.ts"
import { type Desk, openDesk, until } from "./testing/desk.ts"
import type { ChangeKind } from "./types.ts"
import { undoChange } from "./undo.ts"

const BODY = "HbA1c <5.6 %\nFerritin 30"

describe.each(testBackends())("a note that GHL altered in the saving, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "0"
    desk = await openDesk(open)
  })
  afterAll(() => desk.close())
  afterEach(() => desk.control.clearFaults())

  const db = () => desk.store.db
  const listed = async (contactId: string) =>
    (await openDrifts(db())).filter((row) => row.contactId === contactId)
  const kinds = async (contactId: string) => (await listed(contactId)).map(({ kind }) => kind)
  const ourNotes = async (contactId: string) =>
    (await desk.truth(contactId)).notes.filter(({ body }) => body.includes("Caredesk ref"))
  const look = (contactId: string) => lookAtContact(db(), desk.ghl, contactId)
  const rewrite = async (changeId: string) => {
    const outcome = await rewriteNote(db(), changeId, desk.personId, desk.engine.queue)
    if (outcome.outcome !== "stored") throw new Error(outcome.outcome)
    return outcome.changeId
  }

  /** A change whose note GHL kept without the value, while the answer was on its way. */
  async function altered(kind: ChangeKind = "review") {
    const contactId = desk.nextContact()
    const path = `/contacts/${contactId}/notes`
    await desk.control.addFault({ kind: "delay-after", method: "POST", path, delayMs: 300 })
    const changeId = await desk.change(contactId, [{ kind: "create-note", body: BODY }], { kind })
    const made = await until("the note", async () => (await ourNotes(contactId))[0] ?? null)
    const found = made.body.replace("<5.6 %", "")
    await desk.edit(contactId, { notes: { edit: { [made.id]: found } } })
    const view = await desk.ended(changeId)
    return { contactId, changeId, view, found, noteId: made.id, wanted: made.body }
  }

  test("is put before a person at once, and not made again", async () => {
    const before = await needingAttention(db())
    const { contactId, changeId, view, found, wanted } = await altered()
    expect(view).toMatchObject({
      status: "done",
      steps: [{ differs: true }],
      altered: { approved: wanted, found, rewrite: null, canRewrite: true },
    })
    expect(await desk.writes(contactId)).toHaveLength(1)
    expect(await listed(contactId)).toMatchObject([{ kind: "note-altered", changeId }])
    expect(await needingAttention(db())).toBe(before + 1)
    const board = await openChanges(db())
    const own = board.changes.find(({ id }) => id === changeId)
    // A list shows no texts.
    expect(own?.altered).toMatchObject({ approved: null, found: null })
    expect((await openChanges(db(), 1)).counts).toEqual(board.counts)
    const finished = await finishedChanges(db(), { before: null, limit: 50 })
    expect(finished.changes.map(({ id }) => id)).not.toContain(changeId)
    const events = await db()
      .select()
      .from(auditEvents)
      .where(sql`${auditEvents.action} = 'drift.found' and ${auditEvents.contactId} = ${contactId}`)
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain("Ferritin")
  })

  test.each(["review", "note"] as const)(
    "of a change of kind %s is listed every night until it is decided",
    async (kind) => {
      const { contactId, changeId } = await altered(kind)
      for (let nights = 0; nights < 2; nights++) {
        expect(await look(contactId)).toMatchObject({ checked: 1 })
        expect(await kinds(contactId)).toEqual(["note-altered"])
      }
      const [drift] = await listed(contactId)
      expect(await acceptDrift(db(), drift?.id ?? "", desk.personId)).toBe(true)
      await look(contactId)
      expect(await kinds(contactId)).toEqual([])
      // Left as it is, it still does not say what was approved.
      expect(await desk.view(changeId)).toMatchObject({ altered: null, steps: [{ differs: true }] })
      expect((await openChanges(db())).changes.map(({ id }) => id)).not.toContain(changeId)
    },
  )

  test("is written anew over the text that was shown, and then is as approved", async () => {
    const { contactId, changeId, wanted } = await altered()
    const mending = await rewrite(changeId)
    expect(await rewriteNote(db(), changeId, desk.personId, desk.engine.queue)).toEqual({
      outcome: "too-late",
    })
    expect(await desk.ended(mending)).toMatchObject({ status: "done", kind: "mend" })
    const notes = await ourNotes(contactId)
    expect(notes.map(({ body }) => body)).toEqual([wanted])
    expect(await kinds(contactId)).toEqual([])
    expect(await desk.view(changeId)).toMatchObject({ altered: null, steps: [{ differs: false }] })
    // The approved text is asked for from now on.
    await look(contactId)
    expect(await kinds(contactId)).toEqual([])
    const edit = { [notes[0]?.id ?? ""]: `${wanted}\nTheirs.` }
    await desk.edit(contactId, { notes: { edit } })
    await look(contactId)
    expect(await kinds(contactId)).toEqual(["note-changed"])
  })

  test("is not written anew over what somebody wrote into it meanwhile", async () => {
    const { contactId, changeId, noteId, wanted } = await altered()
    const theirs = `${wanted}\nMended by a colleague.`
    await desk.edit(contactId, { notes: { edit: { [noteId]: theirs } } })
    const mending = await desk.ended(await rewrite(changeId))
    expect(mending.status).toBe("conflict")
    expect((await ourNotes(contactId))[0]?.body).toBe(theirs)
    expect(await kinds(contactId)).toEqual(["note-altered"])
    const merged = { changeId: mending.id, stepId: mending.steps[0]?.id ?? "", seen: theirs }
    const carried = await carryOn(
      db(),
      { ...merged, text: theirs },
      desk.personId,
      desk.engine.queue,
    )
    if (carried.outcome !== "stored") throw new Error(carried.outcome)
    expect(await desk.ended(carried.changeId)).toMatchObject({ status: "done" })
    expect(await kinds(contactId)).toEqual([])
    await look(contactId)
    expect(await kinds(contactId)).toEqual([])
  })

  test("that a person mended in GHL is no difference any more, nor says so", async () => {
    const { contactId, changeId, noteId, wanted } = await altered()
    await desk.edit(contactId, { notes: { edit: { [noteId]: wanted } } })
    await look(contactId)
    expect(await kinds(contactId)).toEqual([])
    expect(await desk.view(changeId)).toMatchObject({ altered: null, steps: [{ differs: false }] })
  })

  test("that was edited further is compared as it stands by then", async () => {
    const { contactId, changeId, noteId, found } = await altered()
    await desk.edit(contactId, { notes: { edit: { [noteId]: `${found}\nMore.` } } })
    await look(contactId)
    expect((await desk.view(changeId)).altered?.found).toBe(`${found}\nMore.`)
    expect(await desk.ended(await rewrite(changeId))).toMatchObject({ status: "done" })
  })

  test("is taken back without a conflict, since nobody else wrote into it", async () => {
    const { contactId, changeId, wanted } = await altered()
    const person = {
      id: desk.personId,
      name: "Casey Coordinator",
      email: "c@caredesk.test",
      role: "coordinator" as const,
      sessionId: desk.personId,
    }
    const undone = await undoChange(db(), changeId, person, desk.engine.queue)
    if (undone.outcome !== "stored") throw new Error(undone.message)
    expect(await desk.ended(undone.changeId)).toMatchObject({ status: "done" })
    const [note] = await ourNotes(contactId)
    expect(note?.body).toMatch(/^Withdrawn by Casey Coordinator/)
    expect(note?.body).toContain(wanted)
    expect(await kinds(contactId)).toEqual([])
    expect(await desk.view(changeId)).toMatchObject({ altered: null })
  })

  test("whose text is no longer kept can be left, and is not written anew", async () => {
    const { changeId } = await altered()
    await db()
      .update(changeSteps)
      .set({ wanted: "", found: null })
      .where(eq(changeSteps.changeId, changeId))
    expect((await desk.view(changeId)).altered).toMatchObject({ canRewrite: false })
    expect(await rewriteNote(db(), changeId, desk.personId, desk.engine.queue)).toMatchObject({
      outcome: "refused",
    })
    const [drift] = await db().select().from(drifts).where(eq(drifts.changeId, changeId))
    expect(await acceptDrift(db(), drift?.id ?? "", desk.personId)).toBe(true)
  })

  test("in an account that is seen to eat a value is put back, and nobody is asked", async () => {
    // Proof of plain text, until the account changes.
    await desk.ended(
      await desk.change(desk.nextContact(), [{ kind: "create-note", body: "A & B" }]),
    )
    await desk.control.settings({ notes: "html" })
    try {
      const contactId = desk.nextContact()
      const changeId = await desk.change(contactId, [{ kind: "create-note", body: BODY }])
      expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
      await until("the note to be put back", async () => {
        const [note] = await ourNotes(contactId)
        return note?.body.includes("&lt;5.6 %") && (await listed(contactId)).length === 0
          ? note
          : null
      })
      const view = await desk.view(changeId)
      expect(view.altered).toBeNull()
      expect(view.steps.map(({ differs }) => differs)).toEqual([false])
      expect((await desk.writes(contactId)).map(({ method }) => method)).toEqual(["POST", "PUT"])
      const pressed = rewriteNote(db(), changeId, desk.personId, desk.engine.queue)
      expect(await pressed).toEqual({ outcome: "too-late" })
    } finally {
      await desk.control.settings({ notes: "plain" })
    }
  })
})
