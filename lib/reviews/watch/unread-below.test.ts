import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { benchClient } from "#lib/bench/client.ts"
import { carryOn } from "#lib/changes/carry-on.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { resolveConflict } from "#lib/changes/resume.ts"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import { undoChange } from "#lib/changes/undo.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Person } from "#lib/people/sessions.ts"
import { approve } from "../decide.ts"
import { reject } from "../decline.ts"
import { saveEdit } from "../edit.ts"
import { takeInDraft } from "../intake.ts"
import { needTwo, onScreen, rowOf } from "../testing/review-world.ts"
import { reviewer } from "../testing/reviewers.ts"
import { acceptBacklog } from "./accept.ts"
import { judgeStanding } from "./judge.ts"
import { sortOut } from "./sort-out.ts"

const holder = globalThis as { caredeskGhl?: Ghl }

const URGENT = "Her glucose is 512 mg/dL."

describe.each(testBackends())("unread text beside what was approved, on $name", ({ open }) => {
  let desk: Desk
  let robin: Person
  let runs = 0

  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "0"
    desk = await openDesk(open, {}, { indexLagMs: 0 })
    holder.caredeskGhl = benchClient(desk.ghlUrl)
    robin = await reviewer(desk.store.db, "Robin Hale")
    await needTwo(desk.store.db, false)
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    await desk.close()
  })

  const standing = async (contactId: string) =>
    String((await desk.truth(contactId)).fields["contact.call_notes"] ?? "")
  /** As the pipeline or anybody else does it, outside Caredesk. */
  const write = (contactId: string, text: string | null) =>
    desk.edit(contactId, { fields: { "contact.call_notes": text } })
  /** Looks at what stands, as the watch does, and answers the items that wait. */
  async function waiting(contactId: string, backlog = false) {
    const text = await standing(contactId)
    const place = { contactId, fieldId: desk.callNotesId }
    expect(await judgeStanding(desk.store.db, { ...place, text, backlog, met: !backlog })).toBe(
      "settled",
    )
    return desk.store.db
      .select()
      .from(drafts)
      .where(
        and(
          eq(drafts.contactId, contactId),
          eq(drafts.origin, "watch"),
          eq(drafts.status, "waiting"),
        ),
      )
  }
  /** A contact on whom unread text stands, and its item. */
  async function unread(text: string, backlog = false) {
    const contactId = desk.nextContact()
    await write(contactId, text)
    const [item] = await waiting(contactId, backlog)
    if (!item) throw new Error("no item")
    return { contactId, item }
  }
  async function handIn(contactId: string, summary: string) {
    const intake = await takeInDraft(desk.store.db, {
      runId: `unread-${++runs}`,
      contactId,
      summary,
      analysis: "The analysis.",
      tags: { add: [], remove: [] },
    })
    if (intake.outcome !== "stored") throw new Error(intake.outcome)
    return intake.id
  }
  async function approveAbove(contactId: string, summary: string, more = {}) {
    const draftId = await handIn(contactId, summary)
    const answer = await approve(
      desk.store.db,
      await onScreen(desk.store.db, draftId, robin, more),
      robin,
    )
    if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
    expect(await desk.ended(answer.changeId)).toMatchObject({ status: "done" })
    return answer.changeId
  }
  async function undo(changeId: string) {
    const undone = await undoChange(desk.store.db, changeId, robin, desk.engine.queue)
    if (undone.outcome !== "stored") throw new Error(undone.message)
    expect(await desk.ended(undone.changeId)).toMatchObject({ status: "done" })
  }
  const byHand = async (contactId: string, seen: string, wanted: string) => {
    const step = { kind: "set-field", fieldId: desk.callNotesId, label: "Call notes" } as const
    const changeId = await desk.change(contactId, [{ ...step, seen, wanted }], {
      kind: "call-notes",
    })
    return { changeId, view: await desk.ended(changeId) }
  }
  const accept = async (draftId: string) =>
    approve(
      desk.store.db,
      await onScreen(desk.store.db, draftId, robin, { withTags: false }),
      robin,
    )

  describe("an approval above it", () => {
    test("leaves its item where it is, an urgent one too", async () => {
      const { contactId, item } = await unread(URGENT)
      expect(item.critical).toHaveLength(1)
      await approveAbove(contactId, "All is well.")
      expect(await standing(contactId)).toContain(`All is well.\n\n--- Earlier call notes`)
      expect(await waiting(contactId)).toMatchObject([
        { id: item.id, summary: URGENT, critical: [{ name: "glucose" }], textBefore: "" },
      ])
      // The walk has no need to read the contact again and again for it.
      const indexed = { contactId, text: await standing(contactId), isOld: false }
      expect(await sortOut(desk.store.db, desk.callNotesId, [indexed])).toEqual({
        trusted: [],
        toRead: [],
      })
    })

    test("and it is accepted as it stands below: nothing is written, nothing is raised again", async () => {
      const { db } = desk.store
      const { contactId, item } = await unread("Ferritin is 12 ng/mL.")
      await approveAbove(contactId, "First summary.")
      const before = await standing(contactId)
      expect(await accept(item.id)).toEqual({ outcome: "accepted" })
      const [decision] = await db.select().from(decisions).where(eq(decisions.draftId, item.id))
      expect(decision).toMatchObject({
        kind: "accepted",
        changeId: null,
        summaryHmac: textHmac("Ferritin is 12 ng/mL."),
      })
      expect(await db.select().from(changes).where(eq(changes.draftId, item.id))).toEqual([])
      expect(await standing(contactId)).toBe(before)
      expect(await waiting(contactId)).toEqual([])
      const indexed = { contactId, text: before, isOld: false }
      expect((await sortOut(db, desk.callNotesId, [indexed])).toRead).toEqual([])
      // Nor when the next summary takes the place of the first.
      await approveAbove(contactId, "Second summary.")
      expect(await standing(contactId)).toContain("Ferritin is 12 ng/mL.")
      expect(await waiting(contactId)).toEqual([])
    })

    test("and it is accepted in bulk", async () => {
      const { contactId, item } = await unread("Notes of last year.", true)
      await approveAbove(contactId, "A summary.")
      expect(await waiting(contactId)).toMatchObject([{ id: item.id, backlog: true }])
      const selection = { ids: [item.id] }
      expect(
        await acceptBacklog(desk.store.db, { selection, fieldId: desk.callNotesId }, robin),
      ).toMatchObject({ accepted: 1 })
      expect(await waiting(contactId)).toEqual([])
    })

    test("and it is mended below, where the approved part stays", async () => {
      const { contactId, item } = await unread("Ferritin is 13 ng/mL.")
      await approveAbove(contactId, "Above.")
      const before = await standing(contactId)
      const { editVersion } = await onScreen(desk.store.db, item.id, robin)
      const edit = { draftId: item.id, editVersion, summary: "Ferritin is 31 ng/mL.", analysis: "" }
      await saveEdit(desk.store.db, edit, robin)
      const answer = await accept(item.id)
      if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
      await desk.ended(answer.changeId)
      expect(await standing(contactId)).toBe(before.replace("13", "31"))
      expect(await waiting(contactId)).toEqual([])
      await undo(answer.changeId)
      expect(await standing(contactId)).toBe(before)
      expect(await waiting(contactId)).toMatchObject([{ summary: "Ferritin is 13 ng/mL." }])
    })

    test("and it is rejected: not raised again because something was approved above it", async () => {
      const { contactId, item } = await unread("Wrong.")
      await onScreen(desk.store.db, item.id, robin)
      await reject(desk.store.db, { draftId: item.id, reasonId: "incomplete", reason: "" }, robin)
      await approveAbove(contactId, "Right.")
      expect(await waiting(contactId)).toEqual([])
    })

    test("another text below it is an item of its own, told from the one that stood there", async () => {
      const { contactId, item } = await unread("Unread.")
      await approveAbove(contactId, "Read.")
      await write(contactId, `${await standing(contactId)} And more.`)
      const [next, ...more] = await waiting(contactId)
      expect(more).toEqual([])
      expect(next).toMatchObject({ summary: "Unread. And more.", textBefore: "Unread." })
      expect(next?.id).not.toBe(item.id)
    })

    test("that replaces it closes its item: it stands no more", async () => {
      const { contactId } = await unread("To be replaced.")
      await approveAbove(contactId, "In its place.", { keeping: "replace" })
      expect(await standing(contactId)).toBe("In its place.")
      expect(await waiting(contactId)).toEqual([])
    })

    test("above text that is known makes no item", async () => {
      const contactId = desk.nextContact()
      await write(contactId, null)
      await byHand(contactId, "", "Called her.")
      await approveAbove(contactId, "A summary of hers.")
      expect(await standing(contactId)).toContain("Called her.")
      expect(await waiting(contactId)).toEqual([])
    })
  })

  describe("an undo", () => {
    test("of an approval that replaced it brings it back unread", async () => {
      const { contactId, item } = await unread("Stood before.")
      const changeId = await approveAbove(contactId, "Stands now.", { keeping: "replace" })
      expect(await waiting(contactId)).toEqual([])
      await undo(changeId)
      expect(await standing(contactId)).toBe("Stood before.")
      expect(await waiting(contactId)).toMatchObject([
        { id: item.id, summary: "Stood before.", textBefore: "Stands now." },
      ])
    })

    test("of an approval above it leaves its item", async () => {
      const { contactId, item } = await unread("Stood below.")
      await undo(await approveAbove(contactId, "Stood above."))
      expect(await standing(contactId)).toBe("Stood below.")
      expect(await waiting(contactId)).toMatchObject([{ id: item.id }])
    })

    test("takes the summary back: written again by somebody else it is unread", async () => {
      const contactId = desk.nextContact()
      await write(contactId, null)
      const changeId = await approveAbove(contactId, "Taken back.")
      expect(await waiting(contactId)).toEqual([])
      await undo(changeId)
      expect(await waiting(contactId)).toEqual([])
      await write(contactId, "Taken back.")
      expect(await waiting(contactId)).toMatchObject([{ summary: "Taken back." }])
      // Until somebody approves it anew.
      const [item] = await waiting(contactId)
      await accept(item?.id ?? "")
      expect(await waiting(contactId)).toEqual([])
    })

    test("takes a text written by hand back, and leaves what was known before", async () => {
      const contactId = desk.nextContact()
      await write(contactId, null)
      await byHand(contactId, "", "First.")
      const { changeId } = await byHand(contactId, "First.", "Second.")
      await undo(changeId)
      expect(await standing(contactId)).toBe("First.")
      expect(await waiting(contactId)).toEqual([])
      await write(contactId, "Second.")
      expect(await waiting(contactId)).toMatchObject([{ summary: "Second." }])
    })

    test("forgets no text that somebody accepted before", async () => {
      const { contactId, item } = await unread("Accepted first.")
      expect(await accept(item.id)).toEqual({ outcome: "accepted" })
      await byHand(contactId, "Accepted first.", "Another.")
      const { changeId } = await byHand(contactId, "Another.", "Accepted first.")
      await undo(changeId)
      await write(contactId, "Accepted first.")
      expect(await waiting(contactId)).toEqual([])
    })
  })

  describe("a merged text", () => {
    async function merged(changeId: string, seen: string, text: string) {
      const [step] = (await desk.reached(changeId, ["conflict"])).steps
      const input = { changeId, stepId: step?.id ?? "", seen, text }
      const stored = await carryOn(desk.store.db, input, robin.id, desk.engine.queue)
      if (stored.outcome !== "stored") throw new Error(stored.outcome)
      expect(await desk.ended(stored.changeId)).toMatchObject({ status: "done" })
    }
    const set = (seen: string, wanted: string) =>
      ({ kind: "set-field", fieldId: desk.callNotesId, label: "Call notes", seen, wanted }) as const

    test("is known above, and unread where unread text was kept below", async () => {
      const { contactId, item } = await unread("Kept.")
      const line = "\n\n--- Earlier call notes, kept on 2026-11-01 ---\n"
      await write(contactId, "Kept. And more.")
      const changeId = await desk.change(contactId, [set("Kept.", `Approved.${line}Kept.`)])
      await merged(changeId, "Kept. And more.", `Approved, merged.${line}Kept. And more.`)
      expect(await waiting(contactId)).toMatchObject([
        { summary: "Kept. And more.", textBefore: "Kept." },
      ])
      expect(await rowOf(desk.store.db, item.id)).toMatchObject({ status: "superseded" })
    })

    test("of known text and a colleague's edit is known; of unread text it is not", async () => {
      for (const known of [true, false]) {
        const contactId = desk.nextContact()
        await write(contactId, known ? null : "Before.")
        if (known) await byHand(contactId, "", "Before.")
        await write(contactId, "Before. Called.")
        const { changeId } = await byHand(contactId, "Before.", "Before, mended.")
        await merged(changeId, "Before. Called.", "Before, mended. Called.")
        expect(await waiting(contactId)).toHaveLength(known ? 0 : 1)
      }
    })
  })

  describe("an edit by hand", () => {
    test("of urgent unread text leaves it urgent and unread, as it stands now", async () => {
      const { contactId, item } = await unread(URGENT)
      await byHand(contactId, URGENT, `${URGENT}\nCalled, no answer.`)
      const [next, ...more] = await waiting(contactId)
      expect(more).toEqual([])
      expect(next).toMatchObject({
        summary: `${URGENT}\nCalled, no answer.`,
        textBefore: URGENT,
        critical: [{ name: "glucose" }],
      })
      expect(await rowOf(desk.store.db, item.id)).toMatchObject({
        status: "superseded",
        supersededBy: next?.id,
      })
    })

    test("of the backlog stays in the backlog", async () => {
      const { contactId } = await unread("From years ago.", true)
      await byHand(contactId, "From years ago.", "From years ago.\nCalled.")
      expect(await waiting(contactId)).toMatchObject([
        { summary: "From years ago.\nCalled.", backlog: true },
      ])
    })

    test("that met unread text and was put together with it leaves that unread", async () => {
      const contactId = desk.nextContact()
      await write(contactId, null)
      await byHand(contactId, "", "Known.")
      await write(contactId, "By the pipeline.")
      const [item] = await waiting(contactId)
      expect(item).toMatchObject({ summary: "By the pipeline." })
      const { changeId, view } = await byHand(contactId, "Known.", "Known. More.")
      expect(view.status).toBe("conflict")
      const choice = { keep: "theirs" } as const
      await resolveConflict(desk.store.db, { changeId }, robin.id, choice, desk.engine.queue)
      await desk.ended(changeId)
      expect(await waiting(contactId)).toMatchObject([{ id: item?.id }])
    })
  })
})
