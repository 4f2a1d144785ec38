import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { forgetOldTexts } from "#lib/changes/engine/retention.ts"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { decisions, draftSittings, drafts, draftVersions } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { combineCallNotes, textOfOthers } from "./call-notes.ts"
import { ownSummaries } from "./contact-of-draft.ts"
import { forgottenReview } from "./forgotten.ts"
import { forgetOldDrafts } from "./retention.ts"
import { isKnownText } from "./watch/known-text.ts"

const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)

type NewDraft = typeof drafts.$inferInsert

const COORDINATOR = { role: "coordinator" } as const

describe.each(testBackends())("forgetting drafts on $name", ({ open }) => {
  let desk: Desk
  let runs = 0

  beforeAll(async () => {
    desk = await openDesk(open)
  })
  afterAll(() => desk.close())

  /** A draft with everything that is to be forgotten, an edit of it and a sitting over it. */
  async function addDraft(over: Partial<NewDraft>): Promise<string> {
    const { db } = desk.store
    const [draft] = await db
      .insert(drafts)
      .values({
        runId: `retention-${++runs}`,
        bodyHash: "-",
        contactId: desk.nextContact(),
        summary: "What the AI said.",
        analysis: "All that the AI said.",
        source: { text: "A report.", biomarkers: [{ name: "LDL", value: 131 }] },
        critical: [{ name: "LDL", value: 131, unit: "mg/dL", side: "high", limit: 130 }],
        tagsToAdd: [],
        tagsToRemove: [],
        textBefore: "Before.",
        editedSummary: "What the reviewer made of it.",
        editedAnalysis: "And of that.",
        instructions: "Say it shorter.",
        rejectReasonId: "other",
        rejectReason: "She phoned about it.",
        ...over,
      })
      .returning({ id: drafts.id })
    if (!draft) throw new Error("no draft")
    await db.insert(draftVersions).values({
      draftId: draft.id,
      editVersion: 1,
      personId: desk.personId,
      summary: "What the reviewer made of it.",
      analysis: "And of that.",
    })
    await db.insert(draftSittings).values({ draftId: draft.id, personId: desk.personId })
    await db.insert(decisions).values({
      draftId: draft.id,
      contactId: "contact",
      origin: "pipeline",
      kind: "rejected",
      personId: desk.personId,
      reasonId: "other",
      reason: "She phoned about it.",
      overrideReason: "The lab phoned about her.",
      flags: { supported: 1, contradicted: 1, notFound: 0, contradictedKinds: [], askedAgain: [] },
      edits: 1,
      activeSeconds: 60,
      evidenceOpened: ["record"],
      aiShare: 0.5,
      summaryHmac: "-",
      analysisHmac: "-",
    })
    return draft.id
  }
  const rowOf = async (id: string) =>
    (await desk.store.db.select().from(drafts).where(eq(drafts.id, id)))[0]
  const isForgotten = async (id: string) => {
    const row = await rowOf(id)
    const { db } = desk.store
    const versions = await db.select().from(draftVersions).where(eq(draftVersions.draftId, id))
    const sittings = await db.select().from(draftSittings).where(eq(draftSittings.draftId, id))
    const [decision] = await db.select().from(decisions).where(eq(decisions.draftId, id))
    expect(row).toMatchObject({ rejectReasonId: "other" })
    expect(decision).toMatchObject({ reasonId: "other", activeSeconds: 60 })
    const left = [
      row?.summary,
      row?.analysis,
      row?.source.text,
      row?.source.biomarkers?.length,
      row?.critical.length,
      row?.textBefore,
      row?.editedSummary,
      row?.editedAnalysis,
      row?.instructions,
      row?.rejectReason,
      decision?.reason,
      decision?.overrideReason,
      versions.length,
      sittings.length,
    ].filter(Boolean)
    if (left.length === 0) expect(row?.forgottenAt).toBeInstanceOf(Date)
    else expect(left, "forgotten in part").toHaveLength(14)
    return left.length === 0
  }

  test.each(["rejected", "returned", "superseded"] as const)(
    "a draft that was %s goes after the days, not before",
    async (status) => {
      const old = await addDraft({ status, decidedAt: daysAgo(31) })
      const young = await addDraft({ status, decidedAt: daysAgo(29) })
      await forgetOldDrafts(desk.store.db, 30)
      expect([await isForgotten(old), await isForgotten(young)]).toEqual([true, false])
      expect(await forgottenReview(desk.store.db, old, COORDINATOR)).toMatchObject({ status })
      expect(await forgottenReview(desk.store.db, young, COORDINATOR)).toBeNull()
      await forgetOldDrafts(desk.store.db, 28)
      expect(await isForgotten(young)).toBe(true)
    },
  )

  test("what waits, however old, is kept, and so is an approval that is not written", async () => {
    const { db } = desk.store
    const waiting = await addDraft({ receivedAt: daysAgo(400) })
    const accepted = await addDraft({ status: "approved", decidedAt: daysAgo(31) })
    const contactId = (await rowOf(waiting))?.contactId ?? ""
    const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "one" }], {
      holdSeconds: 600,
    })
    const held = await addDraft({ status: "approved", decidedAt: daysAgo(31), changeId })
    const doneId = await desk.change(desk.nextContact(), [{ kind: "add-tag", tag: "two" }])
    await desk.ended(doneId)
    const justWritten = await addDraft({
      status: "approved",
      decidedAt: daysAgo(31),
      changeId: doneId,
    })
    await forgetOldDrafts(db, 30)
    expect(await isForgotten(waiting)).toBe(false)
    expect(await isForgotten(held)).toBe(false)
    expect(await isForgotten(justWritten)).toBe(false)
    expect(await isForgotten(accepted)).toBe(true)
  })

  test("says afterwards what was written of it: all, a part, nothing, or what was taken back", async () => {
    const { db } = desk.store
    const tag = (name: string) => ({ kind: "add-tag", tag: name }) as const
    const change = async (status: "done" | "cancelled", undone = false) => {
      const contactId = desk.nextContact()
      const changeId = await desk.change(contactId, [tag("one")])
      await desk.ended(changeId)
      if (undone) await desk.ended(await desk.change(contactId, [tag("two")], { undoOf: changeId }))
      const set = { status, finishedAt: daysAgo(31) }
      await db.update(changes).set(set).where(eq(changes.id, changeId))
      return changeId
    }
    const decided = { status: "approved", decidedAt: daysAgo(31) } as const
    const ids = {
      all: await addDraft({ ...decided, changeId: await change("done") }),
      part: await addDraft({ ...decided, changeId: await change("cancelled") }),
      "taken-back": await addDraft({ ...decided, changeId: await change("done", true) }),
      nothing: await addDraft({ ...decided, origin: "watch" }),
    }
    await forgetOldDrafts(db, 30)
    for (const [written, id] of Object.entries(ids)) {
      const origin = written === "nothing" ? "watch" : "pipeline"
      expect(await forgottenReview(db, id, COORDINATOR)).toMatchObject({ written, origin })
    }
  })

  test("an approved summary stays ours, and known, when all texts are gone; decisions stay", async () => {
    const { db } = desk.store
    const contactId = desk.nextContact()
    const day = "2026-11-01"
    const others = "A coordinator's own words."
    const summary = "What the reviewer made of it."
    const wanted = combineCallNotes({ summary, others, keeping: "keep", day })
    await desk.edit(contactId, { fields: { "contact.call_notes": others } })
    const id = await addDraft({ contactId, status: "approved", decidedAt: daysAgo(31) })
    const changeId = await desk.change(
      contactId,
      [
        {
          kind: "set-field",
          fieldId: desk.callNotesId,
          label: "Call notes",
          seen: others,
          wanted,
        },
      ],
      { draftId: id },
    )
    await desk.ended(changeId)
    await db.update(drafts).set({ changeId }).where(eq(drafts.id, id))
    await db
      .update(changes)
      .set({ finishedAt: daysAgo(31) })
      .where(eq(changes.id, changeId))
    const place = { contactId, fieldId: desk.callNotesId }
    const ofOthers = async (text: string) => textOfOthers(text, await ownSummaries(db, contactId))
    expect(await ofOthers(wanted)).toBe(others)

    await forgetOldDrafts(db, 30)
    await forgetOldTexts(db)
    expect(await isForgotten(id)).toBe(true)
    expect(await ofOthers(wanted)).toBe(others)
    expect(await ofOthers(summary)).toBe("")
    expect(await ofOthers(`${summary} And more.`)).toBe(`${summary} And more.`)
    expect(await isKnownText(db, place, summary)).toBe(true)
    const unknownBelow = combineCallNotes({ summary, others: "Unread.", keeping: "keep", day })
    expect(await isKnownText(db, place, unknownBelow)).toBe(false)
    expect(await db.select().from(decisions).where(eq(decisions.draftId, id))).toHaveLength(1)
  })
})
