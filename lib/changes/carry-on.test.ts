import { randomUUID } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { composerDrafts } from "#lib/db/schema/contacts.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { mergedTextOf } from "#lib/reviews/merged-text.ts"
import { finishedChanges, needingAttention, openChanges } from "./board.ts"
import { carryOn } from "./carry-on.ts"
import { forgetOldTexts } from "./engine/retention.ts"
import { mergeTexts } from "./merge.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import { addPerson } from "./testing/people.ts"

describe.each(testBackends())("a merged conflict on $name", ({ open }) => {
  let desk: Desk
  let colleague: string
  const holder = globalThis as { caredeskGhl?: Ghl }
  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "0"
    desk = await openDesk(open)
    holder.caredeskGhl = desk.ghl
    colleague = await addPerson(desk.store.db, "Robin Hale")
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    await desk.close()
  })

  /** An approved draft whose write-back met a colleague's edit. */
  async function conflict(theirs = "Old.\nCalled, she travels.") {
    const { db } = desk.store
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": theirs }, tags: ["before"] })
    const draftId = randomUUID()
    const submissionId = randomUUID()
    const changeId = await desk.change(
      contactId,
      [
        {
          kind: "set-field",
          fieldId: desk.callNotesId,
          label: "Call notes",
          seen: "Old.",
          wanted: "New summary.",
        },
        { kind: "add-tag", tag: "bloodwork_completed" },
        { kind: "create-note", body: "The analysis." },
      ],
      { draftId, submissionId },
    )
    await db.insert(drafts).values({
      id: draftId,
      runId: draftId,
      bodyHash: "-",
      contactId,
      summary: "New summary.",
      analysis: "The analysis.",
      tagsToAdd: [],
      tagsToRemove: [],
      status: "approved",
      changeId,
    })
    await db.insert(decisions).values({
      draftId,
      contactId,
      origin: "pipeline",
      kind: "approved",
      personId: desk.personId,
      changeId,
      flags: { supported: 0, contradicted: 0, notFound: 0, contradictedKinds: [], askedAgain: [] },
      edits: 0,
      activeSeconds: 0,
      evidenceOpened: [],
      aiShare: 1,
      authorship: {
        summary: [{ start: 0, end: 12, author: "ai" }],
        analysis: [{ start: 0, end: 13, author: "ai" }],
      },
      summaryHmac: fingerprint("New summary."),
      analysisHmac: "-",
    })
    await db
      .insert(composerDrafts)
      .values({ personId: desk.personId, contactId, callNotes: "", seenCallNotes: "", changeId })
    const view = await desk.ended(changeId)
    const step = view.steps.find((one) => one.conflict)
    if (!step?.conflict) throw new Error(`It is ${view.status}`)
    const merged = mergeTexts(
      step.conflict.seen ?? "",
      step.conflict.found ?? "",
      step.conflict.wanted,
    )
    const [note] = await db
      .select()
      .from(changeSteps)
      .where(eq(changeSteps.reference, (await referenceOf(changeId)) ?? ""))
    const seen = step.conflict.found ?? ""
    const input = { changeId, stepId: step.id, seen, text: merged.text }
    return { contactId, draftId, submissionId, changeId, merged, input, reference: note?.reference }
  }

  async function referenceOf(changeId: string) {
    const steps = await desk.store.db
      .select()
      .from(changeSteps)
      .where(eq(changeSteps.changeId, changeId))
    return steps.find((step) => step.kind === "create-note")?.reference
  }

  const carry = (input: Parameters<typeof carryOn>[1]) =>
    carryOn(desk.store.db, input, colleague, desk.engine.queue)

  test("is written as a new change that takes over the open steps, the note with its reference", async () => {
    const { db } = desk.store
    const old = await conflict()
    expect(old.merged).toEqual({ text: "New summary.\nCalled, she travels.", clashes: 0 })
    expect(old.reference).toMatch(/^[0-9A-Z-]{9}$/)
    const carried = await carry(old.input)
    if (carried.outcome !== "stored") throw new Error(carried.outcome)
    const after = await desk.ended(carried.changeId)
    expect(after).toMatchObject({ status: "done", kind: "review", personName: "Robin Hale" })

    const { contact, fields, notes } = await desk.truth(old.contactId)
    expect(fields["contact.call_notes"]).toBe("New summary.\nCalled, she travels.")
    expect(contact.tags.toSorted()).toEqual(["before", "bloodwork_completed"])
    const ours = notes.filter(({ body }) => body.includes("Caredesk ref"))
    expect(ours).toHaveLength(1)
    expect(ours[0]?.body.startsWith("The analysis.\n\n")).toBe(true)
    expect(ours[0]?.body.endsWith(`\n\nCaredesk ref ${old.reference}`)).toBe(true)
    expect(await referenceOf(carried.changeId)).toBe(old.reference)
    expect(await referenceOf(old.changeId)).toBeNull()

    const before = await desk.view(old.changeId)
    expect(before).toMatchObject({
      status: "cancelled",
      continuedBy: carried.changeId,
      message: "Carried on by a new change, with a merged text.",
      draftId: null,
      can: { undo: false, resolveConflict: false },
    })
    const rows = await db.select().from(changes).where(eq(changes.draftId, old.draftId))
    expect(rows.map(({ id, continues }) => ({ id, continues }))).toEqual([
      { id: carried.changeId, continues: old.changeId },
    ])
    expect(rows[0]?.submissionId).toBe(old.submissionId)
    for (const table of [drafts, decisions, composerDrafts]) {
      const [row] = await db
        .select({ changeId: table.changeId })
        .from(table)
        .where(eq(table.contactId, old.contactId))
      expect(row?.changeId).toBe(carried.changeId)
    }
    const audit = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.contactId, old.contactId))
    expect(audit.map(({ action }) => action)).toContain("change.conflict-merged")
    expect(JSON.stringify(audit)).not.toContain("she travels")
  })

  test("keeps with the decision whose words were written, beside those that were approved", async () => {
    const { db } = desk.store
    const old = await conflict()
    const decision = async () =>
      (await db.select().from(decisions).where(eq(decisions.draftId, old.draftId)))[0]
    const approved = await decision()
    expect(approved?.merged).toBeNull()
    expect(await mergedTextOf(db, old.changeId)).toBeNull()
    expect(await mergedTextOf(db, randomUUID())).toBeNull()
    const text = "New summary.\nCalled, she travels.\nAsk again in May."
    // A colleague is faster once more, so that the merged text meets a conflict of its own.
    await desk.edit(old.contactId, { fields: { "contact.call_notes": "Called twice." } })
    const carried = await carry({ ...old.input, text })
    if (carried.outcome !== "stored") throw new Error(carried.outcome)
    const told = (value: string, authorship: { start: number; end: number; author: string }[]) =>
      authorship.map(({ start, end, author }) => `${author}:${value.slice(start, end).trim()}`)
    const first = (await decision())?.merged
    expect(first).toMatchObject({ personId: colleague, hmac: fingerprint(text) })
    expect(told(text, first?.authorship ?? [])).toEqual([
      "ai:New summary.",
      "before:Called, she travels.",
      `${colleague}:Ask again in May.`,
    ])

    const view = await desk.ended(carried.changeId)
    const step = view.steps.find((one) => one.conflict)
    const again = "Called twice.\nNew summary.\nAsk again in May."
    const second = await carryOn(
      db,
      { changeId: view.id, stepId: step?.id ?? "", seen: "Called twice.", text: again },
      desk.personId,
      desk.engine.queue,
    )
    if (second.outcome !== "stored") throw new Error(second.outcome)
    expect((await desk.ended(second.changeId)).status).toBe("done")
    const kept = await decision()
    expect(told(again, kept?.merged?.authorship ?? [])).toEqual([
      "before:Called twice.",
      "ai:New summary.",
      `${colleague}:Ask again in May.`,
    ])
    expect(kept?.merged).toMatchObject({ personId: desk.personId, hmac: fingerprint(again) })
    expect({ ...kept, merged: null, changeId: null }).toEqual({ ...approved, changeId: null })
    expect(JSON.stringify(kept)).not.toContain("Ask again")

    // It is shown for each change of the chain, with the names of those who wrote it.
    for (const changeId of [old.changeId, carried.changeId, second.changeId]) {
      const view = await mergedTextOf(db, changeId)
      expect(view).toMatchObject({
        by: "Casey Coordinator",
        authors: { [colleague]: "Robin Hale", [desk.personId]: "Casey Coordinator" },
        kept: { text: again, authorship: kept?.merged?.authorship },
      })
      expect(view?.shares.map(({ author }) => author)).toEqual([colleague, "before", "ai"])
    }
    // Once the texts are removed, only whose and how much.
    await db
      .update(changes)
      .set({ finishedAt: sql`now() - interval '31 days'` })
      .where(eq(changes.contactId, old.contactId))
    expect(await forgetOldTexts(db)).toBeGreaterThan(0)
    const gone = await mergedTextOf(db, second.changeId)
    expect(gone).toMatchObject({ by: "Casey Coordinator", kept: null })
    expect(gone?.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(gone?.shares.find(({ author }) => author === "ai")?.share).toBeCloseTo(
      "New summary.\n".length / again.length,
    )
    expect(JSON.stringify(gone)).not.toContain("Ask again")
  })

  test("of twenty who write a merged text one does", async () => {
    const old = await conflict()
    const all = await Promise.all(Array.from({ length: 20 }, () => carry(old.input)))
    const stored = all.flatMap((one) => (one.outcome === "stored" ? [one.changeId] : []))
    expect(stored).toHaveLength(1)
    expect(all.filter(({ outcome }) => outcome === "too-late")).toHaveLength(19)
    const made = await desk.store.db
      .select()
      .from(changes)
      .where(eq(changes.continues, old.changeId))
    expect(made).toHaveLength(1)
    await desk.ended(stored[0] ?? "")
  })

  test("is a conflict again when GHL changed once more, and touches nothing", async () => {
    const old = await conflict()
    await desk.edit(old.contactId, { fields: { "contact.call_notes": "Someone again." } })
    const carried = await carry(old.input)
    if (carried.outcome !== "stored") throw new Error(carried.outcome)
    const after = await desk.ended(carried.changeId)
    expect(after.steps[0]).toMatchObject({
      status: "conflict",
      conflict: { seen: old.input.seen, found: "Someone again.", wanted: old.merged.text },
    })
    const { fields, notes } = await desk.truth(old.contactId)
    expect(fields["contact.call_notes"]).toBe("Someone again.")
    expect(notes.some(({ body }) => body.includes("The analysis."))).toBe(false)
  })

  test("is refused while a place is marked, or for another step, and the conflict stays", async () => {
    const old = await conflict("Theirs.")
    expect(old.merged.clashes).toBe(1)
    expect(await carry(old.input)).toMatchObject({ outcome: "refused" })
    expect(await carry({ ...old.input, text: "Ours.", stepId: randomUUID() })).toEqual({
      outcome: "too-late",
    })
    const view = await desk.view(old.changeId)
    expect(view).toMatchObject({ status: "conflict", draftId: old.draftId })
    expect(await referenceOf(old.changeId)).toBe(old.reference)
    expect(await carry({ ...old.input, text: "Ours." })).toMatchObject({ outcome: "stored" })
  })

  test("the board shows what needs a person first and without texts, and what ended by pages", async () => {
    const { db } = desk.store
    const held = await desk.change(desk.nextContact(), [{ kind: "add-tag", tag: "vip" }], {
      holdSeconds: 60,
    })
    const old = await conflict("Theirs.")
    const { changes: board, counts } = await openChanges(db)
    for (const status of ["conflict", "held"] as const) {
      expect(counts[status]).toBe(board.filter((one) => one.status === status).length)
    }
    const first = await openChanges(db, 1)
    expect(first.changes).toEqual(board.slice(0, 1))
    // Others may come to their end between the two.
    expect(first.counts).toMatchObject({ conflict: counts.conflict, held: counts.held })
    const places = [old.changeId, held].map((id) => board.findIndex((one) => one.id === id))
    expect(places[0]).toBeGreaterThanOrEqual(0)
    expect(places[0]).toBeLessThan(places[1] ?? -1)
    expect(JSON.stringify(board)).not.toContain("Theirs.")
    expect(await needingAttention(db)).toBe(
      board.filter(({ status }) => status === "conflict" || status === "stopped").length,
    )
    const page = await finishedChanges(db, { before: null, limit: 2 })
    const second = await finishedChanges(db, { before: page.next, limit: 2 })
    const seen = [...page.changes, ...second.changes].map(({ seq }) => seq)
    expect(seen).toHaveLength(4)
    expect(seen).toEqual(seen.toSorted((one, other) => other - one))
    expect(new Set(seen).size).toBe(4)
  })
})
