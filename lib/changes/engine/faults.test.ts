import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { FaultInput } from "#lib/sandbox/types.ts"
import { tryAgain } from "../resume.ts"
import { type Desk, openDesk } from "../testing/desk.ts"
import type { StepRequest } from "../types.ts"

/** Each write of a change, by how it goes over the wire. */
const WRITES: { name: string; method: string; path: (contactId: string) => string }[] = [
  { name: "PUT call_notes", method: "PUT", path: (id) => `/contacts/${id}$` },
  { name: "POST tag", method: "POST", path: (id) => `/contacts/${id}/tags` },
  { name: "DELETE tag", method: "DELETE", path: (id) => `/contacts/${id}/tags` },
  { name: "POST note", method: "POST", path: (id) => `/contacts/${id}/notes` },
  { name: "PUT note", method: "PUT", path: (id) => `/contacts/${id}/notes/` },
]

/** Ten changes at a time are slow: an answer that comes must not miss the deadline by the machine's doing. */
const DEADLINE_MS = 8_000

const FAULTS: (Omit<FaultInput, "method" | "path"> & { name: string })[] = [
  { name: "the connection dropped before it was handled", kind: "drop-before" },
  { name: "the connection dropped after the effect", kind: "drop-after" },
  { name: "a 500 before the effect", kind: "status", status: 500 },
  { name: "a 422 after the effect", kind: "status-after", status: 422 },
  { name: "a 500 after the effect", kind: "status-after", status: 500 },
  { name: "an HTML page", kind: "html" },
  { name: "broken JSON", kind: "malformed" },
  { name: "an effect long after the connection dropped", kind: "late-effect", delayMs: 400 },
  { name: "an answer after the deadline", kind: "delay-after", delayMs: DEADLINE_MS + 1_000 },
  { name: "a 429 with Retry-After", kind: "rate-limit", retryAfter: 1 },
  { name: "a 429 without Retry-After", kind: "rate-limit" },
]

describe.each(testBackends())("every write, with every fault, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(open, { concurrency: 8 }, {}, DEADLINE_MS)
  })
  afterAll(() => desk.close())

  /** A change with every kind of step: the contact's old texts and tags, and what shall become of them. */
  async function prepare() {
    const contactId = desk.nextContact()
    await desk.edit(contactId, {
      fields: { "contact.call_notes": "Old call notes" },
      tags: ["bloodwork_scheduled", "vip"],
      notes: { add: [{ body: "Old note" }] },
    })
    const noteId = (await desk.truth(contactId)).notes.find(({ body }) => body === "Old note")?.id
    const steps: StepRequest[] = [
      {
        kind: "set-field",
        fieldId: desk.callNotesId,
        label: "Call notes",
        seen: "Old call notes",
        wanted: "Ferritin <12 µg/L & falling.\nCall on Monday.",
      },
      { kind: "add-tag", tag: "bloodwork_completed" },
      { kind: "remove-tag", tag: "bloodwork_scheduled" },
      { kind: "create-note", body: "Analysis for the test:\nFerritin <12 µg/L & falling." },
      {
        kind: "edit-note",
        noteId: noteId ?? "",
        label: "Note",
        seen: "Old note",
        wanted: "New note <3",
      },
    ]
    return { contactId, steps, noteId }
  }

  /** Whatever happened on the way: everything is as approved, and nothing twice. */
  async function expectWritten(contactId: string, noteId: string | undefined) {
    const { fields, contact, notes } = await desk.truth(contactId)
    expect(fields["contact.call_notes"]).toBe("Ferritin <12 µg/L & falling.\nCall on Monday.")
    expect(contact.tags.toSorted()).toEqual(["bloodwork_completed", "vip"])
    const analyses = notes.filter(({ body }) => body.includes("Analysis for the test"))
    expect(analyses).toHaveLength(1)
    expect(analyses[0]?.body).toMatch(/Ferritin <12 µg\/L & falling\.\n\nCaredesk ref \S{9}$/)
    expect(notes.find(({ id }) => id === noteId)?.body).toBe("New note <3")
    const effects = (await desk.writes(contactId)).flatMap((entry) => entry.effects)
    expect(effects.filter(({ kind }) => kind === "note-created")).toHaveLength(1)
  }

  const cases = WRITES.flatMap((write) => FAULTS.map((fault) => ({ write, fault })))

  test.concurrent.each(cases)("$write.name: $fault.name", async ({ write, fault }) => {
    const { contactId, steps, noteId } = await prepare()
    const { name: _, ...input } = fault
    await desk.control.addFault({ ...input, method: write.method, path: write.path(contactId) })
    const changeId = await desk.change(contactId, steps)
    const view = await desk.ended(changeId)
    expect(view).toMatchObject({ status: "done" })
    expect(view.steps.map(({ status }) => status)).toEqual(Array(5).fill("done"))
    // What was still on its way must have landed before the count.
    if (fault.kind === "late-effect") await new Promise((resolve) => setTimeout(resolve, 600))
    await expectWritten(contactId, noteId)
    expect((await desk.writes(contactId)).filter((entry) => entry.fault !== null)).toHaveLength(1)
  })

  test.concurrent.each(WRITES)(
    "$name: a refusal without an effect stops, and says so",
    async (write) => {
      const { contactId, steps, noteId } = await prepare()
      const path = write.path(contactId)
      await desk.control.addFault({ kind: "status", status: 422, method: write.method, path })
      const changeId = await desk.change(contactId, steps)
      const view = await desk.ended(changeId)
      expect(view).toMatchObject({
        status: "stopped",
        can: { tryAgain: true, markDoneByHand: true },
      })
      expect(view.message).toContain("GHL refused it")
      expect(view.steps.filter(({ status }) => status === "stopped")).toHaveLength(1)
      const writes = await desk.writes(contactId)
      expect(writes.at(-1)).toMatchObject({ method: write.method, status: 422 })
      expect(await tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)).toEqual({
        ok: true,
      })
      expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
      await expectWritten(contactId, noteId)
    },
  )
})
