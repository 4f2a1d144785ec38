import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { tryAgain } from "../resume.ts"
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

  test("audits each write under the person who wanted it, though GHL sees one token", async () => {
    const contactId = await contact()
    await desk.ended(
      await desk.change(contactId, [callNotes("Old", "New"), { kind: "add-tag", tag: "new" }]),
    )
    const written = await desk.store.db
      .select()
      .from(auditEvents)
      .where(
        and(eq(auditEvents.contactId, contactId), eq(auditEvents.action, "change.step-written")),
      )
    expect(written.map(({ actor, personId }) => [actor, personId])).toEqual([
      ["system", desk.personId],
      ["system", desk.personId],
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

  test("someone's edit while our write is in doubt stays, even when ours never arrived", async () => {
    const contactId = await contact()
    const path = `/contacts/${contactId}$`
    await desk.control.addFault({ kind: "drop-before", method: "PUT", path })
    const changeId = await desk.change(contactId, [callNotes("Old", "Ours")])
    const unsure = await desk.reached(changeId, ["unsure"])
    expect(unsure.message).toBe(
      "It is not yet certain that GHL saved Call notes: GHL did not answer. Caredesk is checking before it sends anything again. It cannot be given up: GHL may have saved it. If you have seen to it in GHL yourself, choose Done by hand.",
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

  test("a value that an HTML account eats from a plain note is put back once that has shown", async () => {
    const contactId = await contact()
    // Proof of plain text, until the account changes.
    await desk.ended(await desk.change(contactId, [{ kind: "create-note", body: "A & B" }]))
    await desk.control.settings({ notes: "html" })
    const body = "HbA1c <5.6 %\nFerritin 30 & falling"
    const changeId = await desk.change(contactId, [{ kind: "create-note", body }])
    const mended = await until("the note to be put back", async () => {
      const view = await desk.view(changeId)
      const rewrite = view.altered?.rewrite
      if (rewrite) expect(["queued", "running", "unsure", "done"]).toContain(rewrite.status)
      return view.status === "done" && view.altered === null ? view : null
    }).finally(() => desk.control.settings({ notes: "plain" }))
    expect(mended.message).toBe("The note was written.")
    const notes = await desk.ghl.listNotes(contactId, { fresh: true })
    expect(notes.filter((note) => note.body.startsWith(`${body}\n`))).toHaveLength(1)
    const writes = (await desk.writes(contactId)).map(({ method }) => method)
    // The first two are the proof and the note as it was spoilt.
    expect(writes).toEqual(["POST", "POST", "PUT"])
    const events = await desk.store.db
      .select({ action: auditEvents.action, actor: auditEvents.actor })
      .from(auditEvents)
      .where(eq(auditEvents.contactId, contactId))
    for (const action of ["drift.found", "drift.gone"]) {
      expect(events.filter((event) => event.action === action)).toHaveLength(1)
    }
    const created = events.filter(({ action }) => action === "change.created")
    expect(created.map(({ actor }) => actor).toSorted()).toEqual(["person", "person", "system"])
  })
})
