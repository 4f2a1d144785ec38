import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Person } from "#lib/people/sessions.ts"
import { approve } from "#lib/reviews/decide.ts"
import { contradictionKey } from "#lib/reviews/decision/contradiction.ts"
import { mergedTextOf } from "#lib/reviews/merged-text.ts"
import { reopenCancelled } from "#lib/reviews/reopen.ts"
import { forgetOldDrafts } from "#lib/reviews/retention.ts"
import { documentsForgotten } from "#lib/reviews/testing/documents-forgotten.ts"
import { needTwo, onScreen, posted, rowOf } from "#lib/reviews/testing/review-world.ts"
import { reviewer } from "#lib/reviews/testing/reviewers.ts"
import { type ExampleDraft, exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { cancelChange } from "./cancel.ts"
import { carryOn, type MergedText } from "./carry-on.ts"
import { type Desk, openDesk } from "./testing/desk.ts"

const holder = globalThis as { caredeskGhl?: Ghl }

const CALL_NOTES = "contact.call_notes"
const SUMMARY = "Ferritin is 40 ng/mL. Ask about iron."
const ANALYSIS = "Ferritin was measured at 40 ng/mL."
const THEIRS = "Called, she travels."
const REASON = "The lab phoned with the corrected value."

describe.each(testBackends())("a merged text of a review on $name", ({ open }) => {
  let desk: Desk
  let robin: Person
  let dana: Person
  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "1"
    desk = await openDesk(open)
    holder.caredeskGhl = desk.ghl
    robin = await reviewer(desk.store.db, "Robin Hale")
    dana = await reviewer(desk.store.db, "Dana Quill")
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    await desk.close()
  })

  /** A draft whose write-back met a colleague's edit, which came while it was held. */
  async function conflict({
    summary = SUMMARY,
    before = "",
    theirs = THEIRS,
    value = 40,
    potassium,
    userId,
    approvers = [robin],
    reported,
  }: {
    summary?: string
    before?: string
    theirs?: string
    value?: number
    potassium?: number
    userId?: string
    approvers?: Person[]
    /** An example whose client and document it is. */
    reported?: ExampleDraft
  } = {}) {
    const { db } = desk.store
    const contactId = reported?.contactId ?? desk.nextContact()
    const fields = { [CALL_NOTES]: before, "contact.user_id": userId ?? "" }
    await desk.edit(contactId, { fields })
    const marker = (name: string, value: number, unit: string, low: number, high: number) => ({
      ...{ name, value, unit, low, high },
    })
    const biomarkers = [
      marker("Ferritin", value, "ng/mL", 15, 150),
      ...(potassium ? [marker("Potassium", potassium, "mmol/L", 3.5, 5.1)] : []),
    ]
    const draftId = await posted(db, 0, {
      contactId,
      summary,
      analysis: ANALYSIS,
      userId: userId ?? "",
      source: {
        ...{ text: "", biomarkers },
        documentId: reported?.source.documentId,
      } as unknown as ExampleDraft["source"],
    })
    let changeId = ""
    for (const person of approvers) {
      const screen = await onScreen(db, draftId, person, { overrideReason: REASON })
      const answer = await approve(db, screen, person)
      if (answer.outcome === "approved") changeId = answer.changeId
      else if (answer.outcome !== "first-approved") throw new Error(JSON.stringify(answer))
    }
    await desk.edit(contactId, { fields: { [CALL_NOTES]: theirs } })
    const view = await desk.ended(changeId)
    const step = view.steps.find((one) => one.conflict)
    if (!step?.conflict) throw new Error(`It is ${view.status}`)
    const { wanted, found } = step.conflict
    const input: MergedText = {
      changeId,
      stepId: step.id,
      seen: found ?? "",
      text: `${wanted}\n${theirs}`,
    }
    return { contactId, draftId, changeId, wanted, input }
  }

  const carry = (input: MergedText, person = dana) =>
    carryOn(desk.store.db, input, person.id, desk.engine.queue)
  const carried = async (input: MergedText, person = dana) => {
    const answer = await carry(input, person)
    if (answer.outcome !== "stored") throw new Error(JSON.stringify(answer))
    return answer.changeId
  }
  const decisionOf = async (draftId: string) => {
    const rows = await desk.store.db.select().from(decisions).where(eq(decisions.draftId, draftId))
    const last = rows.find(({ kind }) => kind === "approved")
    if (!last) throw new Error("no decision")
    return last
  }
  const noteOf = async (contactId: string) =>
    (await desk.truth(contactId)).notes.find(({ body }) => body.startsWith(ANALYSIS))?.body ?? ""

  describe("what the sources contradict", () => {
    test("needs a typed reason, which is kept with the decision and goes with the draft", async () => {
      const { db } = desk.store
      const { input, draftId, changeId, contactId } = await conflict()
      const wrong = {
        ...input,
        text: "Ferritin is 400 ng/mL. Zinc is 12 ug/dL.\nCalled, she travels.",
      }
      const asked = await carry(wrong)
      if (asked.outcome !== "needs-reason") throw new Error(JSON.stringify(asked))
      expect(asked.contradictions.map(({ claim }) => claim)).toEqual([
        expect.stringContaining("400"),
      ])
      expect(await carry({ ...wrong, reason: " too short " })).toMatchObject({
        outcome: "needs-reason",
      })
      expect(await desk.view(changeId)).toMatchObject({ status: "conflict", draftId })
      expect((await decisionOf(draftId)).merged).toBeNull()

      // A reason that was typed over another list goes over nothing here.
      const other = { text: "summary", claim: "Ferritin is 7 ng/mL", message: "" } as const
      for (const contradictionsSeen of [[], [contradictionKey(other)]]) {
        expect(await carry({ ...wrong, reason: REASON, contradictionsSeen })).toMatchObject({
          outcome: "needs-reason",
        })
      }
      const contradictionsSeen = asked.contradictions.map(contradictionKey)
      const next = await carried({ ...wrong, reason: ` ${REASON} `, contradictionsSeen })
      const { merged, overrideReason } = await decisionOf(draftId)
      expect(merged).toMatchObject({
        overrideReason: REASON,
        flags: { contradicted: 1, contradictedKinds: ["value"] },
      })
      expect(merged?.flags?.notFound).toBeGreaterThan(0)
      expect(overrideReason).toBeNull()
      expect(await mergedTextOf(db, next)).toMatchObject({ reason: REASON, contradicted: 1 })
      const audit = await db.select().from(auditEvents).where(eq(auditEvents.contactId, contactId))
      const event = audit.find(({ action }) => action === "change.conflict-merged")
      expect(event?.detail).toMatchObject({ contradicted: 1, overrideReason: expect.any(String) })
      expect(JSON.stringify(audit)).not.toContain("phoned")

      expect((await desk.ended(next)).status).toBe("done")
      await db.execute(`update drafts set decided_at = now() - interval '31 days'`)
      await db.execute(`update changes set finished_at = now() - interval '31 days'`)
      await forgetOldDrafts(db, 30)
      const kept = await decisionOf(draftId)
      expect(JSON.stringify(kept)).not.toContain("phoned")
      expect(kept.merged).toMatchObject({ flags: { contradicted: 1 }, hmac: merged?.hmac })
      expect(await mergedTextOf(db, next)).toMatchObject({ reason: null, contradicted: 1 })
    })

    test("in words of GHL needs one too, and what no source speaks of does not", async () => {
      const said = await conflict({ theirs: "Ferritin is 90 ng/mL she says." })
      expect(await carry(said.input)).toMatchObject({ outcome: "needs-reason" })
      const fresh = await conflict({ theirs: "She weighs 61 kg, and calls on 3 March." })
      expect(await carry(fresh.input)).toMatchObject({ outcome: "stored" })
      expect((await decisionOf(fresh.draftId)).merged).toMatchObject({
        overrideReason: null,
        flags: { contradicted: 0 },
      })
    })

    test("does not need it again for what the approval went over, nor for what a merge did", async () => {
      const { input, draftId, contactId } = await conflict({ value: 41 })
      expect((await decisionOf(draftId)).overrideReason).toBe(REASON)
      const more = { ...input, text: `${input.text}\nFerritin was 77 ng/mL.` }
      const asked = await carry(more)
      if (asked.outcome !== "needs-reason") throw new Error(JSON.stringify(asked))
      expect(asked.contradictions).toMatchObject([{ claim: expect.stringContaining("77") }])
      const contradictionsSeen = asked.contradictions.map(contradictionKey)
      const next = await carried({ ...more, reason: REASON, contradictionsSeen })
      await desk.edit(contactId, { fields: { [CALL_NOTES]: "Called twice." } })
      const view = await desk.ended(next)
      const step = view.steps.find((one) => one.conflict)
      const again = {
        changeId: next,
        stepId: step?.id ?? "",
        seen: "Called twice.",
        text: `${more.text}\nCalled twice.`,
      }
      const last = await carried(again)
      expect((await desk.ended(last)).status).toBe("done")
      expect((await decisionOf(draftId)).merged).toMatchObject({ overrideReason: REASON })
    })

    test("in notes that the approval kept below counts as read", async () => {
      const { input, wanted } = await conflict({
        before: "In May ferritin was 12 ng/mL.",
        theirs: "In May ferritin was 12 ng/mL. Called.",
      })
      expect(wanted).toContain("12 ng/mL")
      expect(await carry({ ...input, text: `${wanted} Called.` })).toMatchObject({
        outcome: "stored",
      })
    })
  })

  describe("while the draft's document cannot be read", () => {
    const reported = exampleDrafts()[2]
    const marker = reported?.source.biomarkers[0]
    const noDocuments = async () => {
      await desk.control.addFault({ kind: "status", status: 500, count: 50, path: "/documents" })
      await documentsForgotten()
    }

    test("it is asked about, and a reason typed before is kept with what it was typed over", async () => {
      const { input, draftId, changeId, wanted } = await conflict({ reported })
      const wrong = { ...input, text: `${wanted}\n${THEIRS} ${marker?.name} is 98765.` }
      const asked = await carry(wrong)
      if (asked.outcome !== "needs-reason") throw new Error(JSON.stringify(asked))
      expect(asked.contradictions.map(({ claim }) => claim).join()).toContain("98765")
      const contradictionsSeen = asked.contradictions.map(contradictionKey)
      const over = { ...wrong, reason: REASON, contradictionsSeen }
      await noDocuments()
      expect(await carry(over)).toEqual({
        outcome: "document-unread",
        documentUnread: "unreadable",
      })
      expect((await desk.view(changeId)).status).toBe("conflict")
      const next = await carried({ ...over, withoutDocument: true })
      const seen = { contradicted: 0, contradictedSeen: contradictionsSeen.length }
      expect((await decisionOf(draftId)).merged).toMatchObject({
        overrideReason: REASON,
        flags: { ...seen, documentUnread: "unreadable" },
      })
      expect(await mergedTextOf(desk.store.db, next)).toMatchObject({
        reason: REASON,
        contradicted: contradictionsSeen.length,
      })

      // The same words again, over another edit: the reason still belongs to them.
      await desk.edit((await rowOf(desk.store.db, draftId)).contactId, {
        fields: { [CALL_NOTES]: "Called twice." },
      })
      const step = (await desk.ended(next)).steps.find((one) => one.conflict)
      const again = {
        ...{ changeId: next, stepId: step?.id ?? "", seen: "Called twice." },
        text: `${wrong.text}\nCalled twice.`,
      }
      await carried({ ...again, withoutDocument: true })
      expect((await decisionOf(draftId)).merged).toMatchObject({
        overrideReason: REASON,
        flags: seen,
      })
      await desk.control.clearFaults()
    })

    test("a yes to that does not go over what the document contradicts once it is there", async () => {
      const { input, wanted } = await conflict({ reported: exampleDrafts()[5] })
      const name = exampleDrafts()[5]?.source.biomarkers[0]?.name
      const text = `${wanted}\n${THEIRS} ${name} is 98765.`
      expect(await carry({ ...input, text, withoutDocument: true })).toMatchObject({
        outcome: "needs-reason",
      })
    })
  })

  describe("where critical drafts need two people", () => {
    beforeAll(() => needTwo(desk.store.db, true))
    afterAll(() => needTwo(desk.store.db, false))
    const critical = "Ferritin is 40 ng/mL. Potassium is 7.1 mmol/L. Call today."
    const conflictOfTwo = () =>
      conflict({ summary: critical, approvers: [robin, dana], potassium: 7.1 })

    test("no words are written that only one person saw", async () => {
      const { input, changeId, draftId, contactId } = await conflictOfTwo()
      const answer = await carry({ ...input, text: `${input.text}\nNothing to worry about.` })
      expect(answer).toMatchObject({
        outcome: "refused",
        message: expect.stringContaining("two people"),
      })
      // Left out is changed too.
      const short = await carry({ ...input, text: `Call today.\n${THEIRS}` })
      expect(short).toMatchObject({ outcome: "refused" })
      expect(await desk.view(changeId)).toMatchObject({ status: "conflict", draftId })

      // What the refusal tells to do: the draft comes back, for two people and the text of now.
      expect(await cancelChange(desk.store.db, changeId, dana.id, desk.engine.queue)).toEqual({
        ok: true,
      })
      await reopenCancelled(desk.store.db)
      expect(await rowOf(desk.store.db, draftId)).toMatchObject({
        status: "waiting",
        firstApprovedBy: null,
      })
      expect((await desk.truth(contactId)).fields[CALL_NOTES]).toBe(THEIRS)
    })

    test("nor where the clinic asks for two while the document is read", async () => {
      const { db } = desk.store
      await needTwo(db, false)
      const reported = exampleDrafts()[2]
      const { input, changeId, draftId, contactId } = await conflict({
        ...{ summary: critical, potassium: 7.1, reported },
      })
      await documentsForgotten()
      const read = desk.ghl.openDocument.bind(desk.ghl)
      const reading = vi.spyOn(desk.ghl, "openDocument").mockImplementation(async (...asked) => {
        await needTwo(db, true)
        return read(...asked)
      })
      const text = `${input.text}\nNothing to worry about.`
      const over = { ...input, withoutDocument: true }
      const answer = await carry({ ...over, text })
      expect(reading).toHaveBeenCalled()
      reading.mockRestore()
      expect(answer).toMatchObject({
        outcome: "refused",
        message: expect.stringContaining("two people"),
      })
      // All of it is undone: the conflict waits, and what adds nothing may still be written.
      expect(await desk.view(changeId)).toMatchObject({ status: "conflict", draftId })
      expect((await decisionOf(draftId)).merged).toBeNull()
      const next = await carried(over)
      expect((await desk.ended(next)).status).toBe("done")
      expect((await desk.truth(contactId)).fields[CALL_NOTES]).toBe(input.text)
    })

    test("the approved text whole beside what stands in GHL may be", async () => {
      const { input, contactId } = await conflictOfTwo()
      const next = await carried({ ...input, text: `${THEIRS}\n\n${critical}` })
      expect((await desk.ended(next)).status).toBe("done")
      expect(await noteOf(contactId)).toContain(
        "approved by Robin Hale, coordinator and Dana Quill, coordinator,",
      )
    })
  })

  test("is not written to a contact that is certainly another client by now", async () => {
    const { input, contactId, changeId } = await conflict({ userId: "lab-1" })
    await desk.edit(contactId, { fields: { "contact.user_id": "lab-2" } })
    expect(await carry(input)).toMatchObject({
      outcome: "refused",
      message: expect.stringContaining("belongs to another client"),
    })
    expect((await desk.view(changeId)).status).toBe("conflict")
    await desk.edit(contactId, { fields: { "contact.user_id": "lab-1" } })
    expect(await carry(input)).toMatchObject({ outcome: "stored" })
  })

  test("is told of in the note, which keeps its reference", async () => {
    const { db } = desk.store
    const { input, contactId, changeId } = await conflict()
    const noteStep = async (id: string) =>
      (await db.select().from(changeSteps).where(eq(changeSteps.changeId, id))).find(
        ({ kind }) => kind === "create-note",
      )
    const before = await noteStep(changeId)
    expect(before?.wanted).toContain("approved unchanged by Robin Hale")
    const next = await carried(input)
    expect((await noteStep(next))?.reference).toBe(before?.reference)
    expect((await desk.ended(next)).status).toBe("done")
    const { notes } = await desk.truth(contactId)
    expect(notes.filter(({ body }) => body.startsWith(ANALYSIS))).toHaveLength(1)
    const note = await noteOf(contactId)
    expect(note).toContain(`Caredesk ref ${before?.reference}`)
    expect(note).not.toContain("unchanged")
    expect(note).toMatch(
      /^AI draft \(lab-summariser, [\w-]+\), approved by Robin Hale, coordinator, .+\. Call notes put together with text in GoHighLevel by Dana Quill, coordinator, .+$/m,
    )
  })

  test("is held as an approval is, and cancelled meanwhile brings the draft back", async () => {
    const { db } = desk.store
    const { input, draftId, contactId } = await conflict()
    const next = await carried(input)
    const held = await desk.view(next)
    expect(held).toMatchObject({ status: "held", can: { cancel: true } })
    const [row] = await db.select().from(changes).where(eq(changes.id, next))
    const holdMs = (row?.holdUntil?.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)
    expect(holdMs).toBeGreaterThan(500)
    expect(await cancelChange(db, next, dana.id, desk.engine.queue)).toEqual({ ok: true })
    await reopenCancelled(db)
    expect((await rowOf(db, draftId)).status).toBe("waiting")
    expect((await desk.truth(contactId)).fields[CALL_NOTES]).toBe(THEIRS)
    expect(await noteOf(contactId)).toBe("")
  })

  test("of a change that is no review is held only where tags move", async () => {
    const clash = async (tags: boolean) => {
      const contactId = desk.nextContact()
      await desk.edit(contactId, { fields: { [CALL_NOTES]: THEIRS } })
      const changeId = await desk.change(
        contactId,
        [
          {
            kind: "set-field",
            fieldId: desk.callNotesId,
            label: "Call notes",
            seen: "",
            wanted: "Ours.",
          },
          ...(tags ? [{ kind: "add-tag", tag: "vip" } as const] : []),
        ],
        { kind: "call-notes" },
      )
      const step = (await desk.ended(changeId)).steps.find((one) => one.conflict)
      return { changeId, stepId: step?.id ?? "", seen: THEIRS, text: `Ours.\n${THEIRS}` }
    }
    const holdOf = async (changeId: string) =>
      (await desk.store.db.select().from(changes).where(eq(changes.id, changeId)))[0]?.holdUntil
    expect(await holdOf(await carried(await clash(false)))).toBeNull()
    expect(await holdOf(await carried(await clash(true)))).toBeInstanceOf(Date)
  })
})
