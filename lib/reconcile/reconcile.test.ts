import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cancelChange } from "#lib/changes/cancel.ts"
import { carryOn } from "#lib/changes/carry-on.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import type { StepRequest } from "#lib/changes/types.ts"
import { undoChange } from "#lib/changes/undo.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes, drifts, reconcileRuns } from "#lib/db/schema/changes.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import { settings } from "#lib/db/schema/settings.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { type Asked, askedOf } from "#lib/ghl/testing/asked.ts"
import { acceptBacklog } from "#lib/reviews/watch/accept.ts"
import { isAcceptedAlone } from "./accepted.ts"
import { contactsToCheck } from "./decisions.ts"
import { acceptDrift, lastLook, openDriftCount, openDrifts } from "./list.ts"
import { lookAtContact } from "./look.ts"
import { takeNight, wasMissed } from "./night.ts"
import { beginRun, runReconciliation } from "./run.ts"
import { reportOf, type Summary, summaryOf } from "./summary.ts"

describe.each(testBackends())("the reconciliation on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "0"
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
  const KEPT = "\n\n--- Earlier call notes, kept on 2026-11-24 ---\nTheirs."

  /** A decision that was written. */
  async function decided(contactId = desk.nextContact(), wanted = `Summary.${KEPT}`) {
    const seen = (await desk.truth(contactId)).fields["contact.call_notes"]
    const changeId = await desk.change(contactId, [
      callNotes(String(seen ?? ""), wanted),
      { kind: "add-tag", tag: "bloodwork_completed" },
      { kind: "remove-tag", tag: "bloodwork_scheduled" },
      { kind: "create-note", body: "The analysis." },
    ])
    expect((await desk.ended(changeId)).status).toBe("done")
    return { contactId, changeId }
  }
  const look = (contactId: string) => lookAtContact(desk.store.db, desk.ghl, contactId)
  const found = async (contactId: string) => {
    const rows = await openDrifts(desk.store.db)
    return rows
      .filter((row) => row.contactId === contactId)
      .map(({ kind, what }) => `${kind} ${kind.startsWith("note-") ? "" : what}`.trim())
      .toSorted()
  }
  const ourNotes = async (contactId: string) =>
    (await desk.truth(contactId)).notes.filter(({ body }) => body.includes("The analysis."))
  const person = () => ({
    id: desk.personId,
    name: "Casey Coordinator",
    email: "c@caredesk.test",
    role: "coordinator" as const,
    sessionId: desk.personId,
  })

  test("finds nothing where all stands, also with a colleague's lines around it", async () => {
    const { contactId } = await decided()
    expect(await look(contactId)).toEqual({ checked: 1, unread: 0, failed: false })
    expect(await found(contactId)).toEqual([])
    await desk.edit(contactId, {
      fields: { "contact.call_notes": `Called today.\nSummary.${KEPT}\nAnd more.` },
      addTags: ["vip"],
      notes: { add: [{ body: "Another note" }] },
    })
    await look(contactId)
    expect(await found(contactId)).toEqual([])
  })

  test("lists what was edited in GHL since, once, and no longer when it stands again", async () => {
    const { contactId, changeId } = await decided()
    const [note] = await ourNotes(contactId)
    await desk.edit(contactId, {
      fields: { "contact.call_notes": "Summary, mended." },
      addTags: ["bloodwork_scheduled"],
      removeTags: ["bloodwork_completed"],
      notes: { edit: { [note?.id ?? ""]: `${note?.body} And more.` } },
    })
    for (let twice = 0; twice < 2; twice++) {
      await look(contactId)
      expect(await found(contactId)).toEqual([
        "note-changed",
        "tag-back bloodwork_scheduled",
        "tag-missing bloodwork_completed",
        "text-changed Call notes",
      ])
    }
    await desk.edit(contactId, {
      fields: { "contact.call_notes": "Summary." },
      removeTags: ["bloodwork_scheduled"],
      addTags: ["bloodwork_completed"],
      notes: { remove: [note?.id ?? ""] },
    })
    await look(contactId)
    expect(await found(contactId)).toEqual(["note-missing"])
    const audit = await desk.store.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.contactId, contactId))
    const actions = audit.map(({ action }) => action)
    expect(actions.filter((action) => action === "drift.found")).toHaveLength(5)
    expect(actions.filter((action) => action === "drift.gone")).toHaveLength(4)
    expect(JSON.stringify(audit)).not.toContain("mended")
    const rows = await desk.store.db.select().from(drifts).where(eq(drifts.changeId, changeId))
    expect(rows).toHaveLength(5)
  })

  test("what a later change of ours did is no difference; what it left is still asked for", async () => {
    const { contactId } = await decided()
    const kept = await desk.change(
      contactId,
      [callNotes(`Summary.${KEPT}`, `Summary.${KEPT}\nOurs below.`)],
      { kind: "call-notes" },
    )
    await desk.ended(kept)
    await desk.edit(contactId, { fields: { "contact.call_notes": "Gone." } })
    await look(contactId)
    expect(await found(contactId)).toEqual(["text-changed Call notes"])

    const replaced = [
      callNotes("Gone.", "A coordinator's own text."),
      { kind: "remove-tag", tag: "bloodwork_completed" },
    ] as const
    await desk.ended(await desk.change(contactId, [...replaced], { kind: "lifecycle" }))
    await look(contactId)
    expect(await found(contactId)).toEqual([])

    const { changeId } = await decided(contactId, "A newer summary.")
    await look(contactId)
    expect(await found(contactId)).toEqual([])
    await desk.edit(contactId, { fields: { "contact.call_notes": "Gone again." } })
    await look(contactId)
    expect(await found(contactId)).toEqual(["text-changed Call notes"])
    const [row] = (await openDrifts(desk.store.db)).filter((one) => one.contactId === contactId)
    expect(row?.changeId).toBe(changeId)
  })

  test("what two decisions ask for alike is listed once, as the later one's", async () => {
    const { contactId } = await decided()
    const { changeId } = await decided(contactId)
    await desk.edit(contactId, {
      fields: { "contact.call_notes": "Gone." },
      removeTags: ["bloodwork_completed"],
    })
    await look(contactId)
    const rows = (await openDrifts(desk.store.db)).filter((one) => one.contactId === contactId)
    expect(rows.map(({ kind, changeId }) => [kind, changeId]).toSorted()).toEqual([
      ["tag-missing", changeId],
      ["text-changed", changeId],
    ])
  })

  test("a decision that was taken back asks for nothing but its withdrawn note", async () => {
    const { contactId, changeId } = await decided()
    const undone = await undoChange(desk.store.db, changeId, person(), desk.engine.queue)
    if (undone.outcome !== "stored") throw new Error(undone.message)
    expect(await desk.ended(undone.changeId)).toMatchObject({ status: "done" })
    await look(contactId)
    expect(await found(contactId)).toEqual([])
    const [note] = await ourNotes(contactId)
    const { id = "", body = "" } = note ?? {}
    expect(body).toMatch(/^Withdrawn by /)
    // Without the line that withdraws it the note would say that the text still holds.
    for (const [text, differences] of [
      [body.slice(body.indexOf("The analysis.")), ["note-changed"]],
      [body, []],
    ] as const) {
      await desk.edit(contactId, { notes: { edit: { [id]: text } } })
      await look(contactId)
      expect(await found(contactId)).toEqual(differences)
    }
    await desk.edit(contactId, {
      fields: { "contact.call_notes": "" },
      notes: { remove: [id] },
    })
    await look(contactId)
    expect(await found(contactId)).toEqual(["note-missing"])
  })

  test("a surplus note is marked once, keeps its text, and counts no more", async () => {
    const { contactId, changeId } = await decided()
    const [original] = await ourNotes(contactId)
    await desk.edit(contactId, { notes: { add: [{ body: original?.body ?? "" }] } })
    await Promise.all([look(contactId), look(contactId)])
    const [drift] = await desk.store.db.select().from(drifts).where(eq(drifts.changeId, changeId))
    expect(drift).toMatchObject({ kind: "note-surplus" })
    expect(drift?.what).not.toBe(original?.id)
    expect(await desk.ended(drift?.mendedBy ?? "")).toMatchObject({ status: "done", kind: "mend" })
    const notes = await ourNotes(contactId)
    expect(notes).toHaveLength(2)
    expect(notes.find(({ id }) => id === original?.id)?.body).toBe(original?.body)
    const marked = notes.find(({ id }) => id === drift?.what)?.body ?? ""
    expect(marked).toMatch(/^Duplicate: Caredesk made this note twice by mistake/)
    expect(marked).toContain("The analysis.")
    const [step] = await desk.store.db
      .select()
      .from(changeSteps)
      .where(eq(changeSteps.id, drift?.stepId ?? ""))
    expect(marked).not.toContain(step?.reference)
    expect(step?.target).toBe(original?.id)

    await look(contactId)
    expect(await found(contactId)).toEqual([])
    const mends = await desk.store.db
      .select()
      .from(changes)
      .where(sql`${changes.contactId} = ${contactId} and ${changes.kind} = 'mend'`)
    expect(mends).toHaveLength(1)
    const events = await desk.store.db
      .select()
      .from(auditEvents)
      .where(sql`${auditEvents.detail} ->> 'changeId' = ${mends[0]?.id}`)
    expect(events.find(({ action }) => action === "change.created")?.actor).toBe("system")
  })

  test("a note of a colleague's that speaks of the reference, or quotes the note, is left alone", async () => {
    const { contactId, changeId } = await decided()
    const [original] = await ourNotes(contactId)
    const reference = original?.body.match(/Caredesk ref ([\w-]+)/)?.[1]
    const theirs = [
      `Went through it with her on the phone, see Caredesk ref ${reference}`,
      `Caredesk ref ${reference}`,
      `Sent her this:\n\n${original?.body}`,
      `${original?.body}\n\nShe agrees with all of it.`,
    ]
    await desk.edit(contactId, { notes: { add: theirs.map((body) => ({ body })) } })
    const composed = await desk.change(
      contactId,
      [{ kind: "create-note", body: `${original?.body}\n\nShe agrees.\n\nWritten by Casey` }],
      { kind: "note" },
    )
    expect((await desk.ended(composed)).status).toBe("done")
    const before = (await desk.truth(contactId)).notes
    await look(contactId)
    expect(await found(contactId)).toEqual([])
    expect((await desk.truth(contactId)).notes).toEqual(before)

    // Nor does it stand in for the note when that is gone.
    await desk.edit(contactId, { notes: { remove: [original?.id ?? ""] } })
    await look(contactId)
    const [drift] = await desk.store.db.select().from(drifts).where(eq(drifts.changeId, changeId))
    expect(drift).toMatchObject({ kind: "note-missing", what: reference })
  })

  test("a deleted contact is one difference, and one left as it is is not listed again", async () => {
    const { contactId } = await decided()
    await desk.edit(contactId, { delete: true })
    await look(contactId)
    expect(await found(contactId)).toEqual(["contact-gone contact"])
    const [drift] = (await openDrifts(desk.store.db)).filter((one) => one.contactId === contactId)
    const accept = () => acceptDrift(desk.store.db, drift?.id ?? "", desk.personId)
    expect((await Promise.all([accept(), accept()])).toSorted()).toEqual([false, true])
    await look(contactId)
    expect(await found(contactId)).toEqual([])
  })

  test("says nothing of a contact while a change to it is under way, or while GHL is down", async () => {
    const { contactId } = await decided()
    await desk.edit(contactId, { removeTags: ["bloodwork_completed"] })
    const next = await desk.change(contactId, [{ kind: "add-tag", tag: "vip" }], {
      holdSeconds: 600,
    })
    await desk.store.db
      .update(changes)
      .set({ status: "waiting", resumeAt: sql`now() + interval '1 hour'` })
      .where(eq(changes.id, next))
    expect(await look(contactId)).toEqual({ checked: 0, unread: 1, failed: false })
    await cancelChange(desk.store.db, next, desk.personId, desk.engine.queue)
    await desk.control.addFault({ kind: "status", status: 500, path: contactId, count: 3 })
    expect(await look(contactId)).toEqual({ checked: 0, unread: 1, failed: true })
    await desk.control.clearFaults()
    expect(await found(contactId)).toEqual([])
    expect(await look(contactId)).toEqual({ checked: 1, unread: 0, failed: false })
    expect(await found(contactId)).toEqual(["tag-missing bloodwork_completed"])
  })

  test("what a merged change had done before its conflict is part of the decision", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Old.\nTheirs." } })
    const old = await desk.ended(
      await desk.change(contactId, [
        { kind: "add-tag", tag: "bloodwork_completed" },
        callNotes("Old.", "New."),
      ]),
    )
    const step = old.steps.find(({ conflict }) => conflict)
    const carried = await carryOn(
      desk.store.db,
      { changeId: old.id, stepId: step?.id ?? "", seen: "Old.\nTheirs.", text: "New.\nTheirs." },
      desk.personId,
      desk.engine.queue,
    )
    if (carried.outcome !== "stored") throw new Error(carried.outcome)
    expect((await desk.ended(carried.changeId)).status).toBe("done")
    await look(contactId)
    expect(await found(contactId)).toEqual([])
    await desk.edit(contactId, {
      fields: { "contact.call_notes": "New." },
      removeTags: ["bloodwork_completed"],
    })
    await look(contactId)
    expect(await found(contactId)).toEqual([
      "tag-missing bloodwork_completed",
      "text-changed Call notes",
    ])
  })

  test("what was written of an approval that was given up half-way is still asked for, and no more", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Old.\nTheirs." } })
    const half = await desk.ended(
      await desk.change(contactId, [
        { kind: "add-tag", tag: "bloodwork_completed" },
        callNotes("Old.", "New."),
        { kind: "create-note", body: "The analysis." },
      ]),
    )
    expect(half.status).toBe("conflict")
    const step = half.steps.find(({ conflict }) => conflict)
    const carried = await carryOn(
      desk.store.db,
      { changeId: half.id, stepId: step?.id ?? "", seen: "Nothing.", text: "New.\nTheirs." },
      desk.personId,
      desk.engine.queue,
    )
    if (carried.outcome !== "stored") throw new Error(carried.outcome)
    expect((await desk.ended(carried.changeId)).status).toBe("conflict")
    await cancelChange(desk.store.db, carried.changeId, desk.personId, desk.engine.queue)
    expect(await look(contactId)).toEqual({ checked: 1, unread: 0, failed: false })
    expect(await found(contactId)).toEqual([])
    await desk.edit(contactId, { removeTags: ["bloodwork_completed"] })
    await look(contactId)
    expect(await found(contactId)).toEqual(["tag-missing bloodwork_completed"])
    const rows = (await openDrifts(desk.store.db)).filter((one) => one.contactId === contactId)
    expect(rows.map(({ changeId }) => changeId)).toEqual([carried.changeId])
  })

  test("an approval that was cancelled before anything was sent is no decision to look at", async () => {
    const contactId = desk.nextContact()
    const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "vip" }], {
      holdSeconds: 600,
    })
    await cancelChange(desk.store.db, changeId, desk.personId, desk.engine.queue)
    expect(await look(contactId)).toEqual({ checked: 0, unread: 0, failed: false })
    expect(await contactsToCheck(desk.store.db, null)).not.toContain(contactId)
  })

  test("counts every open difference, also those beyond what it lists", async () => {
    const { db } = desk.store
    const { contactId } = await decided()
    await desk.edit(contactId, {
      addTags: ["bloodwork_scheduled"],
      removeTags: ["bloodwork_completed"],
    })
    await look(contactId)
    const total = await openDriftCount(db)
    expect(total).toBeGreaterThan(1)
    const summary = await summaryOf(db, await beginRun(db), true, 1)
    expect(summary).toMatchObject({ openCount: total, open: [expect.anything()] })
    expect(reportOf(summary as Summary)).toEqual([
      expect.stringContaining(`${total} differences open.`),
      expect.stringContaining("change "),
      `  Showing the first 1 of ${total}.`,
    ])
    const all = await summaryOf(db, summary?.runId ?? "", true)
    expect(all?.open).toHaveLength(total)
    expect(reportOf(all as Summary)).toHaveLength(total + 1)
  })

  test("a difference that went and came again is a new one, also when it was left as it is", async () => {
    const { contactId, changeId } = await decided()
    const drift = async () => {
      await look(contactId)
      return (await desk.store.db.select().from(drifts).where(eq(drifts.changeId, changeId)))[0]
    }
    await desk.edit(contactId, { removeTags: ["bloodwork_completed"] })
    const first = await drift()
    expect(await acceptDrift(desk.store.db, first?.id ?? "", desk.personId)).toBe(true)
    expect(await drift()).toMatchObject({ acceptedBy: desk.personId, goneAt: null })
    await desk.edit(contactId, { addTags: ["bloodwork_completed"] })
    expect((await drift())?.goneAt).toBeInstanceOf(Date)
    await desk.edit(contactId, { removeTags: ["bloodwork_completed"] })
    expect(await drift()).toMatchObject({ id: first?.id, acceptedBy: null, goneAt: null })
    const audit = await desk.store.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.contactId, contactId))
    expect(audit.filter(({ action }) => action === "drift.found")).toHaveLength(2)
  })

  describe("a text that was accepted as it stands", () => {
    const TEXT = "Text that stood here.  \r\n\r\nIts second paragraph."

    /** A text found in GHL and accepted: alone, or with the change that moved the tags. */
    async function accepted(contactId = desk.nextContact(), text = TEXT, changeId?: string) {
      const { db } = desk.store
      await desk.edit(contactId, { fields: { "contact.call_notes": text } })
      const draft = {
        runId: `watch:${contactId}:${text.length}`,
        bodyHash: textHmac(text),
        origin: "watch" as const,
        contactId,
        summary: text,
        analysis: "",
        tagsToAdd: [],
        tagsToRemove: [],
        backlog: true,
      }
      const [row] = await db.insert(drafts).values(draft).returning()
      if (!row) throw new Error("no item")
      const selection = { ids: [row.id] }
      const outcome = await acceptBacklog(db, { selection, fieldId: desk.callNotesId }, person())
      expect(outcome).toMatchObject({ accepted: 1 })
      if (changeId) {
        await db.update(decisions).set({ changeId }).where(eq(decisions.draftId, row.id))
      }
      return { contactId, draftId: row.id }
    }

    test("still stands with a colleague's lines around it, also when the draft is forgotten", async () => {
      const { contactId, draftId } = await accepted()
      await desk.store.db.update(drafts).set({ summary: "" }).where(eq(drafts.id, draftId))
      expect(await contactsToCheck(desk.store.db, null)).toContain(contactId)
      expect(await look(contactId)).toEqual({ checked: 1, unread: 0, failed: false })
      const stood = "Text that stood here.\n\nIts second paragraph."
      await desk.edit(contactId, {
        fields: { "contact.call_notes": `Called today.\n${stood}\n\nAnd more.` },
      })
      await look(contactId)
      expect(await found(contactId)).toEqual([])
    })

    test("is listed with its review when it was edited, and can be left as it is", async () => {
      const { db } = desk.store
      const { contactId, draftId } = await accepted()
      await desk.edit(contactId, {
        fields: { "contact.call_notes": TEXT.replace("second", "third") },
      })
      for (let twice = 0; twice < 2; twice++) {
        await look(contactId)
        expect(await found(contactId)).toEqual(["text-changed Call notes"])
      }
      const own = (await openDrifts(db)).filter((one) => one.contactId === contactId)
      expect(own).toMatchObject([
        { changeId: null, reviewId: draftId, decidedBy: "Casey Coordinator", mend: null },
      ])
      const summary = await summaryOf(db, await beginRun(db), true)
      expect(reportOf(summary as Summary).join("\n")).toContain(
        `  text-changed  review ${draftId}  contact ${contactId}`,
      )
      expect(await acceptDrift(db, own[0]?.id ?? "", desk.personId)).toBe(true)
      await look(contactId)
      expect(await found(contactId)).toEqual([])
      const audit = await db.select().from(auditEvents).where(eq(auditEvents.contactId, contactId))
      expect(audit.map(({ action }) => action)).toEqual(
        expect.arrayContaining(["drift.found", "drift.accepted"]),
      )
      expect(JSON.stringify(audit)).not.toContain("paragraph")
    })

    test("is no longer asked for once ours took its place, a newer one was accepted, or it was taken back", async () => {
      const { db } = desk.store
      const ours = await accepted()
      await desk.ended(
        await desk.change(ours.contactId, [callNotes(TEXT, "A coordinator's text.")], {
          kind: "call-notes",
        }),
      )
      await look(ours.contactId)
      expect(await found(ours.contactId)).toEqual([])

      const twice = await accepted()
      await desk.edit(twice.contactId, { fields: { "contact.call_notes": "Other." } })
      await look(twice.contactId)
      expect(await found(twice.contactId)).toEqual(["text-changed Call notes"])
      await accepted(twice.contactId, "A newer text.")
      await look(twice.contactId)
      expect(await found(twice.contactId)).toEqual([])

      const withdrawn = await accepted()
      await desk.edit(withdrawn.contactId, { fields: { "contact.call_notes": "Other." } })
      await db
        .update(decisions)
        .set({ withdrawnAt: sql`now()` })
        .where(eq(decisions.draftId, withdrawn.draftId))
      expect(await look(withdrawn.contactId)).toMatchObject({ checked: 0 })
      expect(await found(withdrawn.contactId)).toEqual([])
    })

    test("below an approved one leaves that one demanded, until the whole is accepted anew", async () => {
      const { contactId } = await decided()
      await accepted(contactId, "Theirs.")
      const write = async (text: string) => {
        await desk.edit(contactId, { fields: { "contact.call_notes": text } })
        await look(contactId)
        return found(contactId)
      }
      expect(await write(`Summary.${KEPT}`)).toEqual([])
      const missing = "text-changed Call notes"
      expect(await write("Theirs.")).toEqual([missing])
      expect(await write("Summary.")).toEqual([missing])
      expect(await write("Neither.")).toEqual([missing, missing])
      await accepted(contactId, "Neither.")
      expect(await write("Neither.")).toEqual([])
    })

    test("and then mended below an approved one is demanded as it was mended", async () => {
      const { contactId } = await decided()
      const { changeId } = await decided(contactId, `Summary.${KEPT.replace("Theirs", "Mended")}`)
      const [draft] = await desk.store.db
        .insert(drafts)
        .values({
          runId: `watch:${contactId}:mended`,
          bodyHash: "-",
          origin: "watch",
          contactId,
          summary: "Theirs.",
          editedSummary: "Mended.",
          analysis: "",
          tagsToAdd: [],
          tagsToRemove: [],
          status: "approved",
          changeId,
        })
        .returning()
      await look(contactId)
      expect(await found(contactId)).toEqual([])
      expect(draft).toBeDefined()
      await desk.edit(contactId, { fields: { "contact.call_notes": "Summary." } })
      await look(contactId)
      expect(await found(contactId)).toEqual(["text-changed Call notes"])
    })

    test("is one decision with the tags and the note that were chosen", async () => {
      const contactId = desk.nextContact()
      const changeId = await desk.change(contactId, [
        { kind: "add-tag", tag: "bloodwork_completed" },
        { kind: "create-note", body: "Read." },
      ])
      expect((await desk.ended(changeId)).status).toBe("done")
      await accepted(contactId, TEXT, changeId)
      expect(await look(contactId)).toEqual({ checked: 1, unread: 0, failed: false })
      expect(await found(contactId)).toEqual([])
      await desk.edit(contactId, {
        fields: { "contact.call_notes": "Gone." },
        removeTags: ["bloodwork_completed"],
      })
      await look(contactId)
      expect(await found(contactId)).toEqual([
        "tag-missing bloodwork_completed",
        "text-changed Call notes",
      ])
    })

    test("costs no reading of notes, and is left alone after 30 days", async () => {
      const { contactId, draftId } = await accepted()
      await desk.control.clearJournal()
      await look(contactId)
      const journal = (await desk.control.journal()).filter(({ actor }) => actor === "app")
      expect(journal.map(({ method, path }) => `${method} ${path}`)).toEqual([
        `GET /contacts/${contactId}`,
      ])
      await desk.store.db
        .update(decisions)
        .set({ at: sql`now() - interval '31 days'` })
        .where(eq(decisions.draftId, draftId))
      expect(await contactsToCheck(desk.store.db, null)).not.toContain(contactId)
      expect(await look(contactId)).toMatchObject({ checked: 0 })
    })
  })

  test("a decision of more than 30 days ago is left alone", async () => {
    const { contactId, changeId } = await decided()
    await desk.store.db
      .update(changes)
      .set({ finishedAt: sql`now() - interval '31 days'` })
      .where(eq(changes.id, changeId))
    await desk.edit(contactId, { fields: { "contact.call_notes": "Gone." } })
    expect(await look(contactId)).toEqual({ checked: 0, unread: 0, failed: false })
    expect(await found(contactId)).toEqual([])
  })

  test("one run a night whatever the number of processes, resumed where a dead one left it", async () => {
    const { db } = desk.store
    await decided()
    await decided()
    const nights = await Promise.all(
      Array.from({ length: 5 }, () => takeNight(db, "2026-11-25", 0)),
    )
    const [taken] = nights.filter((one) => one !== null)
    expect(nights.filter((one) => one !== null)).toHaveLength(1)
    if (!taken) throw new Error("Nobody has the night")

    // The process dies after its first contact.
    let reached = 0
    const first = {
      ...taken.place,
      reached: async (id: string) => (await taken.place.reached(id)) && ++reached < 1,
    }
    expect(await runReconciliation(db, desk.ghl, taken.runId, first)).toBe(false)
    expect(await takeNight(db, "2026-11-25", 0)).toBeNull()
    await db.update(settings).set({ updatedAt: sql`now() - interval '6 minutes'` })
    const again = await takeNight(db, "2026-11-25", 0)
    expect(again?.runId).toBe(taken.runId)
    expect(again?.place.after).not.toBeNull()
    // The dead one wakes up: the run is no longer its own.
    expect(await taken.place.reached("any")).toBe(false)
    if (!again) throw new Error("Nobody took over")
    expect(await runReconciliation(db, desk.ghl, again.runId, again.place)).toBe(true)
    expect(await takeNight(db, "2026-11-25", 0)).toBeNull()

    const [run] = await db.select().from(reconcileRuns).where(eq(reconcileRuns.id, taken.runId))
    const written = await db.select().from(changes).where(
      // Cancelled ones that count are given up half-way, here after a merge.
      sql`${changes.kind} = 'review' and (${changes.status} = 'done' or (${changes.status} = 'cancelled' and ${changes.continues} is not null)) and ${changes.finishedAt} > now() - interval '30 days'`,
    )
    const stood = await db.select().from(decisions).where(isAcceptedAlone)
    expect(stood.length).toBeGreaterThan(0)
    expect((run?.checked ?? 0) + (run?.unread ?? 0)).toBe(written.length + stood.length)
    expect(await lastLook(db)).not.toBeNull()
  })

  test("a night is missed when decisions stood in it and nothing looked since", async () => {
    const { db } = desk.store
    const zone = "America/New_York"
    await db.delete(reconcileRuns)
    await db.update(changes).set({ finishedAt: sql`now() - interval '40 days'` })
    await db.update(decisions).set({ at: sql`now() - interval '40 days'` })
    const { changeId } = await decided()
    const finished = (time: string) =>
      db
        .update(changes)
        .set({ finishedAt: new Date(time) })
        .where(eq(changes.id, changeId))
    const day = (days: number) =>
      new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

    await finished(`${day(5)}T12:00:00Z`)
    expect(await wasMissed(db, day(5), zone)).toBe(false)
    expect(await wasMissed(db, day(4), zone)).toBe(true)
    await db.insert(reconcileRuns).values({ startedAt: new Date(`${day(4)}T20:00:00Z`) })
    expect(await wasMissed(db, day(4), zone)).toBe(true)
    await db.update(reconcileRuns).set({ finishedAt: sql`now()` })
    expect(await wasMissed(db, day(4), zone)).toBe(false)
    expect(await wasMissed(db, day(3), zone)).toBe(true)

    // A text that was accepted counts as well.
    await db.update(changes).set({ finishedAt: sql`now() - interval '40 days'` })
    expect(await wasMissed(db, day(3), zone)).toBe(false)
    const [stood] = await db.select().from(decisions).where(eq(decisions.kind, "accepted")).limit(1)
    await db
      .update(decisions)
      .set({ at: new Date(`${day(4)}T12:00:00Z`) })
      .where(eq(decisions.id, stood?.id ?? ""))
    expect(await wasMissed(db, day(3), zone)).toBe(true)
  })

  test("breaks off when GHL is down, and says so", async () => {
    const { db } = desk.store
    await decided()
    await decided()
    await decided()
    const runId = await beginRun(db)
    await desk.control.addFault({ kind: "status", status: 403, path: "/contacts/", count: 500 })
    const place = { after: null, reached: async () => true, pauseMs: 0 }
    expect(await runReconciliation(db, desk.ghl, runId, place)).toBe(false)
    await desk.control.clearFaults()
    expect(await summaryOf(db, runId, false)).toMatchObject({ state: "broken-off", checked: 0 })
  })

  test("ends beside any number of unreadable contacts, and looks at all others", async () => {
    const { db } = desk.store
    const contacts: string[] = []
    for (let n = 0; n < 9; n++) contacts.push((await decided()).contactId)
    const order = await contactsToCheck(db, null)
    const ours = order.filter((id) => contacts.includes(id))
    const from = order.indexOf(ours[0] ?? "")
    // Adjacent from the very beginning on, and once more behind those that can be read.
    const broken = [...order.slice(0, Math.max(5, from + 1)), ...order.slice(-4)]
    const edited = ours.find((id) => !broken.includes(id)) ?? ""
    expect(edited).not.toBe("")
    await desk.edit(edited, { removeTags: ["bloodwork_completed"] })
    for (const id of broken) {
      await desk.control.addFault({ kind: "malformed", path: `/contacts/${id}$`, count: 10_000 })
    }
    const runId = await beginRun(db)
    const place = { after: null, reached: async () => true, pauseMs: 0 }
    expect(await runReconciliation(db, desk.ghl, runId, place)).toBe(true)
    await desk.control.clearFaults()
    expect(await summaryOf(db, runId, false)).toMatchObject({ state: "finished" })
    const [run] = await db.select().from(reconcileRuns).where(eq(reconcileRuns.id, runId))
    expect(run?.unread).toBeGreaterThanOrEqual(broken.length)
    expect(run?.checked).toBeGreaterThan(0)
    expect(await found(edited)).toEqual(["tag-missing bloodwork_completed"])
  })

  test("reads in the background, and nothing else", async () => {
    const { contactId } = await decided()
    await desk.control.clearJournal()
    const asked: Asked[] = []
    await lookAtContact(desk.store.db, askedOf(desk.ghl, asked), contactId)
    expect(asked.length).toBeGreaterThan(1)
    expect(asked.filter(({ priority }) => priority !== "background")).toEqual([])
    const journal = (await desk.control.journal()).filter(({ actor }) => actor === "app")
    expect(journal.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /contacts/${contactId}`,
      `GET /contacts/${contactId}/notes`,
    ])
  })
})
