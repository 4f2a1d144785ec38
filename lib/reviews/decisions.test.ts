import { and, asc, eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { cancelChange } from "#lib/changes/cancel.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes, knownTexts } from "#lib/db/schema/changes.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { claimDraft, releaseDraft } from "./claim.ts"
import { approve } from "./decide.ts"
import { contradictionKey } from "./decision/contradiction.ts"
import { readingSeconds } from "./decision/honest.ts"
import { reject, returnDraft } from "./decline.ts"
import { saveEdit } from "./edit.ts"
import { nextReview } from "./next.ts"
import { reopenCancelled } from "./reopen.ts"
import { openReview } from "./review.ts"
import { needTwo, onScreen, posted, rowOf, runOut, worked } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"
import { waitingDrafts } from "./waiting.ts"
import { judgeStanding } from "./watch/judge.ts"
import { isKnownText } from "./watch/known-text.ts"

let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
})
afterAll(() => sandbox.close())

describe.each(testBackends())("decisions on $name", ({ open }) => {
  let store: Store
  let db: Db
  let robin: Person
  let dana: Person

  beforeAll(async () => {
    store = await open()
    db = store.db
    robin = await reviewer(db, "Robin Hale")
    dana = await reviewer(db, "Dana Quill")
  })
  afterAll(() => store.close())
  beforeEach(() => controlOf(sandbox.url).reset())

  const decisionsOf = (draftId: string) =>
    db.select().from(decisions).where(eq(decisions.draftId, draftId)).orderBy(asc(decisions.at))
  const stepsOf = async (changeId: string) =>
    (
      await db
        .select()
        .from(changeSteps)
        .where(eq(changeSteps.changeId, changeId))
        .orderBy(changeSteps.position)
    ).map(({ kind, label }) => `${kind} ${label}`)
  const approved = async (draftId: string, person: Person, more = {}) => {
    const answer = await approve(db, await onScreen(db, draftId, person, more), person)
    if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
    return answer.changeId
  }

  describe("the claim", () => {
    test("is needed to approve, to reject and to return", async () => {
      const draftId = await posted(db, 0)
      const one = await onScreen(db, draftId, robin)
      const acts = [
        () => approve(db, one, robin),
        () => reject(db, { draftId, reasonId: "incomplete", reason: "" }, robin),
        () => returnDraft(db, { draftId, instructions: "Name the trend." }, robin),
      ]
      await runOut(db, draftId)
      for (const act of acts) expect(await act()).toMatchObject({ reason: "not-claimed" })
      await claimDraft(db, { draftId, takeOver: true }, dana)
      for (const act of acts) expect(await act()).toMatchObject({ reason: "not-claimed" })
      await releaseDraft(db, draftId, dana)
      for (const act of acts) expect(await act()).toMatchObject({ reason: "not-claimed" })
      expect((await rowOf(db, draftId)).status).toBe("waiting")
      expect(await decisionsOf(draftId)).toEqual([])
    })

    test("of approvals and take-overs at once at most one decides, and only as the holder", async () => {
      for (let round = 0; round < 3; round++) {
        const draftId = await posted(db, 0)
        const one = await onScreen(db, draftId, robin)
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            n % 2 === round % 2
              ? approve(db, one, robin)
              : claimDraft(db, { draftId, takeOver: true }, dana),
          ),
        )
        const wins = answers.filter((answer) => answer.outcome === "approved").length
        const row = await rowOf(db, draftId)
        expect(wins).toBe(row.status === "approved" ? 1 : 0)
        if (wins === 0) expect(row.claimedBy).toBe(dana.id)
        expect(await decisionsOf(draftId)).toHaveLength(wins)
        expect(await db.select().from(changes).where(eq(changes.draftId, draftId))).toHaveLength(
          wins,
        )
      }
    })
  })

  describe("what the sources contradict", () => {
    test("needs a typed reason, which is kept with the flags it went over", async () => {
      const draftId = await posted(db, 1)
      const one = await onScreen(db, draftId, robin)
      const asked = await approve(db, one, robin)
      if (asked.outcome !== "needs-reason") throw new Error(asked.outcome)
      const said = exampleDrafts()[1]?.source.biomarkers[1]
      expect(asked.contradictions.map(({ message }) => message).join(" ")).toContain(
        String(said?.value),
      )
      expect(await approve(db, { ...one, overrideReason: "  too short " }, robin)).toMatchObject({
        outcome: "needs-reason",
      })
      const contradictionsSeen = asked.contradictions.map(contradictionKey)
      const answer = await approve(
        db,
        { ...one, overrideReason: "The lab phoned with the corrected value.", contradictionsSeen },
        robin,
      )
      expect(answer.outcome).toBe("approved")
      const [decision] = await decisionsOf(draftId)
      expect(decision).toMatchObject({
        kind: "approved",
        overrideReason: "The lab phoned with the corrected value.",
        flags: { contradicted: asked.contradictions.length },
      })
      expect(decision?.flags.contradictedKinds).toContain("value")
    })

    test("needs a reason of its own when it came after the one that was typed", async () => {
      const draftId = await posted(db, 1)
      const over = { overrideReason: "The lab phoned with the corrected value." }
      const before = await onScreen(db, draftId, robin, over)
      const { summary, analysis } = await rowOf(db, draftId)
      const name = exampleDrafts()[1]?.source.biomarkers[0]?.name
      const more = `${summary} ${name} is 98765.`
      await saveEdit(db, { draftId, editVersion: 0, summary: more, analysis }, robin)
      const now = { ...before, editVersion: 1 }
      const asked = await approve(db, now, robin)
      if (asked.outcome !== "needs-reason") throw new Error(asked.outcome)
      expect(asked.contradictions.map(({ claim }) => claim).join(" ")).toContain("98765")
      expect((await rowOf(db, draftId)).status).toBe("waiting")
      expect(await approve(db, { ...now, contradictionsSeen: [] }, robin)).toMatchObject({
        outcome: "needs-reason",
      })
      const contradictionsSeen = asked.contradictions.map(contradictionKey)
      expect(await approve(db, { ...now, contradictionsSeen }, robin)).toMatchObject({
        outcome: "approved",
      })
    })

    test("needs no reason anew for less than it was typed for", async () => {
      const draftId = await posted(db, 1)
      const one = await onScreen(db, draftId, robin, { overrideReason: "The lab phoned." })
      const contradictionsSeen = [
        ...(one.contradictionsSeen ?? []),
        contradictionKey({ text: "analysis", claim: "gone by now", message: "The report has 1." }),
      ]
      expect(await approve(db, { ...one, contradictionsSeen }, robin)).toMatchObject({
        outcome: "approved",
      })
    })

    test("is told from markers and source text when the document cannot be read", async () => {
      const draftId = await posted(db, 1)
      const one = await onScreen(db, draftId, robin)
      await controlOf(sandbox.url).addFault({
        kind: "status",
        status: 500,
        count: 100,
        path: "/documents",
      })
      const asked = await approve(db, one, robin)
      expect(asked).toMatchObject({ outcome: "needs-reason" })
    })
  })

  describe("honest reviewing", () => {
    test("asks once more about evidence never opened and text read too fast, and keeps that it asked", async () => {
      const draftId = await posted(db, 0)
      const one = await onScreen(db, draftId, robin, { confirmed: [] })
      expect(await approve(db, one, robin)).toEqual({
        outcome: "ask-again",
        questions: ["unopened", "fast"],
      })
      expect(await approve(db, { ...one, confirmed: ["fast"] }, robin)).toMatchObject({
        outcome: "ask-again",
      })
      expect((await rowOf(db, draftId)).status).toBe("waiting")
      const answer = await approve(db, { ...one, confirmed: ["fast", "unopened"] }, robin)
      expect(answer.outcome).toBe("approved")
      expect((await decisionsOf(draftId))[0]?.flags.askedAgain).toEqual(["unopened", "fast"])
    })

    test("asks nothing of whoever took the time and looked", async () => {
      const draftId = await posted(db, 0)
      const one = await onScreen(db, draftId, robin, { confirmed: [] })
      const { summary, analysis } = await rowOf(db, draftId)
      const seconds = readingSeconds({ summary, analysis })
      await worked(db, draftId, seconds - 1, ["document"])
      expect(await approve(db, one, robin)).toMatchObject({ questions: ["fast"] })
      await worked(db, draftId, seconds, ["document"])
      expect((await approve(db, one, robin)).outcome).toBe("approved")
      expect((await decisionsOf(draftId))[0]).toMatchObject({
        activeSeconds: seconds,
        evidenceOpened: ["document"],
        flags: { askedAgain: [] },
      })
    })
  })

  describe("an emptied summary", () => {
    test.each([
      ["", 0],
      [" \n\t ", 0],
      ["\u200b\u200b", 0],
      ["---", 2],
    ])("%j is not approved, and nothing is written", async (summary, n) => {
      const draftId = await posted(db, n)
      const { editVersion } = await onScreen(db, draftId, robin)
      const { analysis } = await rowOf(db, draftId)
      await saveEdit(db, { draftId, editVersion, summary, analysis }, robin)
      const answer = await approve(db, await onScreen(db, draftId, robin), robin)
      expect(answer).toMatchObject({ outcome: "refused", reason: "invalid" })
      expect(answer).toMatchObject({ message: expect.stringContaining("summary is empty") })
      expect((await rowOf(db, draftId)).status).toBe("waiting")
      expect(await decisionsOf(draftId)).toEqual([])
    })

    test("is not accepted as the first of two approvals either", async () => {
      await needTwo(db, true)
      const draftId = await posted(db, 6)
      const { editVersion } = await onScreen(db, draftId, robin)
      const { analysis } = await rowOf(db, draftId)
      await saveEdit(db, { draftId, editVersion, summary: "", analysis }, robin)
      const answer = await approve(db, await onScreen(db, draftId, robin), robin)
      await needTwo(db, false)
      expect(answer).toMatchObject({ outcome: "refused", reason: "invalid" })
    })
  })

  describe("the record of a decision", () => {
    test("tells who wrote what by offsets and fingerprints, without the texts", async () => {
      const draftId = await posted(db, 0)
      const { editVersion } = await onScreen(db, draftId, robin)
      const { summary, analysis } = await rowOf(db, draftId)
      const mine = "Read against the report."
      const texts = { summary: `${summary}\n\n${mine}`, analysis }
      const saved = await saveEdit(db, { draftId, editVersion, ...texts }, robin)
      expect(saved.outcome).toBe("saved")
      const changeId = await approved(draftId, robin)
      const [decision] = await decisionsOf(draftId)
      const length = texts.summary.length
      expect(decision).toMatchObject({
        kind: "approved",
        changeId,
        personId: robin.id,
        firstPersonId: null,
        modelName: "lab-summariser",
        modelVersion: "2026-10",
        edits: 1,
        authorship: {
          summary: [
            { start: 0, end: summary.length, author: "ai" },
            { start: summary.length, end: length, author: robin.id },
          ],
          analysis: [{ start: 0, end: analysis.length, author: "ai" }],
        },
      })
      const all = length + analysis.length
      expect(decision?.aiShare).toBeCloseTo((all - mine.length - 2) / all, 5)
      const kept = JSON.stringify(decision)
      expect(kept).not.toContain(mine)
      expect(kept).not.toContain(summary.slice(0, 25))
    })

    test("tells them of the texts whose fingerprints it keeps: as they are written", async () => {
      const draftId = await posted(db, 0, { summary: "LDL is high.  \nAsk about diet.\n" })
      const { editVersion } = await onScreen(db, draftId, robin)
      const { analysis } = await rowOf(db, draftId)
      const texts = { summary: "LDL is high.  \nAsk about diet. Call her.\n", analysis }
      await saveEdit(db, { draftId, editVersion, ...texts }, robin)
      await approved(draftId, robin)
      const [decision] = await decisionsOf(draftId)
      const written = "LDL is high.\nAsk about diet. Call her."
      expect(decision?.summaryHmac).toBe(textHmac(written))
      expect(
        decision?.authorship?.summary.map(({ start, end, author }) => [
          author === robin.id ? "robin" : author,
          written.slice(start, end),
        ]),
      ).toEqual([
        ["ai", "LDL is high.\nAsk about diet."],
        ["robin", " Call her."],
      ])
    })

    test("is marked as taken back when its write-back is cancelled, and the draft can be decided again", async () => {
      const draftId = await posted(db, 0)
      await cancelChange(db, await approved(draftId, robin), robin.id)
      await reopenCancelled(db)
      expect((await decisionsOf(draftId))[0]?.withdrawnAt).not.toBeNull()
      expect(await openReview(db, draftId, dana)).toMatchObject({ status: "waiting", timesBack: 1 })
      await approved(draftId, dana)
      const kept = await decisionsOf(draftId)
      expect(kept.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([false, true])
    })

    test("moves the tags of a draft, whatever the request would leave out", async () => {
      const changeId = await approved(await posted(db, 0), robin, { withTags: false })
      expect(await stepsOf(changeId)).toEqual([
        "set-field Call notes",
        "add-tag bloodwork_completed",
        "remove-tag bloodwork_scheduled",
        "create-note note",
      ])
    })

    test("is over at once for whoever counts, claims or asks for the next draft", async () => {
      const cancelled = async () => {
        await db.update(drafts).set({ status: "superseded" }).where(eq(drafts.status, "waiting"))
        const draftId = await posted(db, 0)
        await cancelChange(db, await approved(draftId, robin), robin.id)
        return draftId
      }
      await cancelled()
      expect(await waitingDrafts(db, dana.id)).toMatchObject({ waiting: 1 })
      const next = await cancelled()
      expect(await nextReview(db, dana)).toBe(next)
      const draftId = await cancelled()
      expect(await claimDraft(db, { draftId, takeOver: false }, dana)).toMatchObject({
        outcome: "claimed",
      })
    })

    test("stands when its note may be in GHL unseen: approved again it would be written twice", async () => {
      const draftId = await posted(db, 0)
      const changeId = await approved(draftId, robin)
      await cancelChange(db, changeId, robin.id)
      await db
        .update(changeSteps)
        .set({ failureKind: "note-unseen" })
        .where(and(eq(changeSteps.changeId, changeId), eq(changeSteps.kind, "create-note")))
      await reopenCancelled(db)
      expect((await rowOf(db, draftId)).status).toBe("approved")
      expect((await decisionsOf(draftId))[0]?.withdrawnAt).toBeNull()
    })

    test("of a rejection holds a reason of the list; only another reason needs words", async () => {
      const draftId = await posted(db, 2)
      await onScreen(db, draftId, robin)
      for (const input of [
        { reasonId: "no-such", reason: "Words enough." },
        { reasonId: "other", reason: "  " },
      ]) {
        expect(await reject(db, { draftId, ...input }, robin)).toMatchObject({ reason: "invalid" })
      }
      const input = { draftId, reasonId: "wrong-values", reason: "" }
      expect(await reject(db, input, robin)).toEqual({ outcome: "declined" })
      expect(await rowOf(db, draftId)).toMatchObject({
        status: "rejected",
        rejectReasonId: "wrong-values",
        rejectReason: null,
        claimedBy: null,
      })
      expect(await decisionsOf(draftId)).toMatchObject([
        { kind: "rejected", reasonId: "wrong-values", reason: null, changeId: null },
      ])
    })

    test("of a return holds the instructions, which cannot be left out", async () => {
      const draftId = await posted(db, 2)
      await onScreen(db, draftId, robin)
      expect(await returnDraft(db, { draftId, instructions: " " }, robin)).toMatchObject({
        reason: "invalid",
      })
      const instructions = "Use the report of October, not of March."
      expect(await returnDraft(db, { draftId, instructions }, robin)).toEqual({
        outcome: "declined",
      })
      expect(await rowOf(db, draftId)).toMatchObject({ status: "returned", instructions })
      expect(await decisionsOf(draftId)).toMatchObject([{ kind: "returned", reason: instructions }])
    })
  })

  describe("text found in GHL", () => {
    /** The client's report says otherwise than each of these texts. */
    const over = { overrideReason: "The lab phoned with the corrected value." }
    const found = async (callNotes: string) => {
      const draftId = await posted(db, 0, { summary: callNotes })
      await db
        .update(drafts)
        .set({ origin: "watch", analysis: "", tagsToAdd: [], tagsToRemove: [], source: {} })
        .where(eq(drafts.id, draftId))
      const { contactId } = await rowOf(db, draftId)
      await controlOf(sandbox.url).editAsSomeoneElse(contactId, {
        fields: { "contact.call_notes": callNotes },
      })
      return draftId
    }

    test("accepted as it stands writes nothing but the decision", async () => {
      const draftId = await found("Ferritin is 45 ng/mL.")
      const answer = await approve(
        db,
        await onScreen(db, draftId, robin, { withTags: false, ...over }),
        robin,
      )
      expect(answer).toEqual({ outcome: "accepted" })
      const row = await rowOf(db, draftId)
      expect(row).toMatchObject({ status: "approved", changeId: null })
      expect(await decisionsOf(draftId)).toMatchObject([
        { kind: "accepted", changeId: null, origin: "watch", aiShare: 0, edits: 0 },
      ])
      expect(await db.select().from(changes).where(eq(changes.draftId, draftId))).toEqual([])
      expect(
        await db
          .select()
          .from(knownTexts)
          .where(
            and(
              eq(knownTexts.contactId, row.contactId),
              eq(knownTexts.hmac, textHmac("Ferritin is 45 ng/mL.")),
            ),
          ),
      ).toHaveLength(1)
    })

    test("accepted with tags and a note is a change of just these", async () => {
      const draftId = await found("Ferritin is 46 ng/mL.")
      const { editVersion } = await onScreen(db, draftId, robin)
      await saveEdit(
        db,
        { draftId, editVersion, summary: "Ferritin is 46 ng/mL.", analysis: "Checked by phone." },
        robin,
      )
      const changeId = await approved(draftId, robin, { withTags: true, ...over })
      expect(await stepsOf(changeId)).toEqual([
        "add-tag bloodwork_completed",
        "remove-tag bloodwork_scheduled",
        "create-note note",
      ])
      expect(await decisionsOf(draftId)).toMatchObject([{ kind: "accepted", changeId }])
    })

    test("is unread again when its acceptance is cancelled with the tags", async () => {
      const text = "Ferritin is 49 ng/mL."
      const draftId = await found(text)
      const { contactId } = await rowOf(db, draftId)
      const changeId = await approved(draftId, robin, { withTags: true, ...over })
      const [callNotes] = await db
        .select({ fieldId: knownTexts.fieldId })
        .from(knownTexts)
        .where(eq(knownTexts.hmac, textHmac(text)))
      const place = { contactId, fieldId: callNotes?.fieldId ?? "" }
      expect(await isKnownText(db, place, text)).toBe(true)
      await cancelChange(db, changeId, robin.id)
      await reopenCancelled(db)
      expect((await rowOf(db, draftId)).status).toBe("waiting")
      // Else the watch would close the item as known, and nobody would ever read it.
      expect(await isKnownText(db, place, text)).toBe(false)

      // What somebody else accepted stays known.
      const again = await approved(draftId, robin, { withTags: true, ...over })
      const other = await found(text)
      const alone = await onScreen(db, other, dana, { withTags: false, ...over })
      expect(await approve(db, alone, dana)).toEqual({ outcome: "accepted" })
      await cancelChange(db, again, robin.id)
      await reopenCancelled(db)
      expect(await isKnownText(db, place, text)).toBe(true)
    })

    test("edited is written, with the text that stood there as what was seen", async () => {
      const draftId = await found("Ferritin is 47 ng/mL.")
      const { editVersion } = await onScreen(db, draftId, robin)
      await saveEdit(
        db,
        { draftId, editVersion, summary: "Ferritin is 74 ng/mL.", analysis: "" },
        robin,
      )
      const changeId = await approved(draftId, robin, { withTags: false, ...over })
      expect(await stepsOf(changeId)).toEqual(["set-field Call notes"])
      expect(await decisionsOf(draftId)).toMatchObject([{ kind: "approved", changeId }])
      const [decision] = await decisionsOf(draftId)
      expect(decision?.authorship?.summary.map(({ author }) => author)).toEqual([
        "before",
        robin.id,
        "before",
      ])
    })

    test("that changed in GHL since cannot be accepted, and has no pipeline to go back to", async () => {
      const draftId = await found("Ferritin is 48 ng/mL.")
      const { contactId } = await rowOf(db, draftId)
      await controlOf(sandbox.url).editAsSomeoneElse(contactId, {
        fields: { "contact.call_notes": "Quite another text." },
      })
      // The reviewer sees what stands there now; the draft is about a text that no longer does.
      const one = await onScreen(db, draftId, robin, { withTags: false })
      expect(await approve(db, one, robin)).toMatchObject({ reason: "changed" })
      const back = await returnDraft(db, { draftId, instructions: "Write it anew." }, robin)
      expect(back).toMatchObject({ reason: "invalid" })
    })
  })

  describe("a critical draft where two must approve", () => {
    const critical = async (n = 0) => {
      const draftId = await posted(db, n)
      await db
        .update(drafts)
        .set({
          critical: [{ name: "Glucose", value: 490, unit: "mg/dL", side: "high", limit: 484 }],
        })
        .where(eq(drafts.id, draftId))
      return draftId
    }
    /** Accepting a text that the client's own report contradicts. */
    const CONTRADICTED = {
      withTags: false,
      overrideReason: "The lab phoned with the corrected value.",
    }
    beforeEach(() => needTwo(db, true))

    test("is written after two people approved the very same texts, and the note names both", async () => {
      const draftId = await critical()
      const first = await approve(db, await onScreen(db, draftId, robin), robin)
      expect(first).toEqual({ outcome: "first-approved" })
      expect(await rowOf(db, draftId)).toMatchObject({ status: "waiting", claimedBy: null })
      expect(await approve(db, await onScreen(db, draftId, robin), robin)).toMatchObject({
        reason: "same-person",
      })
      await releaseDraft(db, draftId, robin)
      const changeId = await approved(draftId, dana)
      expect(await decisionsOf(draftId)).toMatchObject([
        { kind: "first-approved", personId: robin.id, firstPersonId: null, changeId: null },
        { kind: "approved", personId: dana.id, firstPersonId: robin.id, changeId, critical: true },
      ])
      const [note] = await db
        .select()
        .from(changeSteps)
        .where(and(eq(changeSteps.changeId, changeId), eq(changeSteps.kind, "create-note")))
      expect(note?.wanted).toContain(
        "approved unchanged by Robin Hale, coordinator and Dana Quill, coordinator",
      )
    })

    test("loses its first approval, and its record says so, when a newer run takes its place", async () => {
      const draftId = await critical()
      await approve(db, await onScreen(db, draftId, robin), robin)
      await posted(db, 0)
      expect((await rowOf(db, draftId)).status).toBe("superseded")
      expect(
        (await decisionsOf(draftId)).map(({ kind, withdrawnAt }) => [kind, withdrawnAt === null]),
      ).toEqual([["first-approved", false]])
    })

    test.each(["rejected", "returned"] as const)(
      "counts its first approval no more once it is %s",
      async (how) => {
        const draftId = await critical()
        await approve(db, await onScreen(db, draftId, robin), robin)
        await onScreen(db, draftId, dana)
        const declined =
          how === "rejected"
            ? await reject(db, { draftId, reasonId: "other", reason: "Not of this client." }, dana)
            : await returnDraft(db, { draftId, instructions: "Read it again." }, dana)
        expect(declined).toEqual({ outcome: "declined" })
        expect(
          (await decisionsOf(draftId)).map(({ kind, withdrawnAt }) => [kind, withdrawnAt === null]),
        ).toEqual([
          ["first-approved", false],
          [how, true],
        ])
      },
    )

    test("keeps how the first of the two worked as well as the second", async () => {
      const draftId = await critical(1)
      const one = await onScreen(db, draftId, robin, {
        overrideReason: "The lab phoned with the corrected value.",
      })
      await worked(db, draftId, 7, ["record"])
      expect(await approve(db, one, robin)).toEqual({ outcome: "first-approved" })
      const own = {
        kind: "first-approved",
        personId: robin.id,
        critical: true,
        overrideReason: "The lab phoned with the corrected value.",
        activeSeconds: 7,
        evidenceOpened: ["record"],
        flags: { askedAgain: ["unopened", "fast"] },
        withdrawnAt: null,
      }
      const [first] = await decisionsOf(draftId)
      expect(first).toMatchObject(own)
      expect(first?.flags.contradicted).toBeGreaterThan(0)
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(
          and(
            eq(auditEvents.action, "draft.first-approved"),
            sql`${auditEvents.detail}->>'draftId' = ${draftId}`,
          ),
        )
      const { summary, analysis } = await rowOf(db, draftId)
      expect(event?.detail).toEqual({
        draftId,
        contradicted: first?.flags.contradicted,
        contradictedSeen: first?.flags.contradictedSeen,
        askedAgain: ["unopened", "fast"],
        overrideReason: fingerprint("The lab phoned with the corrected value."),
        summary: textHmac(summary),
        analysis: textHmac(analysis),
      })
      const second = await onScreen(db, draftId, dana, {
        overrideReason: "Looked at the report, it says so.",
      })
      expect(await approve(db, { ...second, contradictionsSeen: [] }, dana)).toMatchObject({
        outcome: "needs-reason",
      })
      expect(await approve(db, second, dana)).toMatchObject({ outcome: "approved" })
      expect((await decisionsOf(draftId))[0]).toMatchObject(own)
    })

    test("of text found in GHL is given by both again when the text was gone in between", async () => {
      const draftId = await critical()
      const { contactId } = await rowOf(db, draftId)
      const text = "Glucose is 491 mg/dL."
      const place = { contactId, fieldId: "call-notes", backlog: false, met: true }
      await db
        .update(drafts)
        .set({ origin: "watch", summary: text, analysis: "", source: {}, bodyHash: textHmac(text) })
        .where(eq(drafts.id, draftId))
      await controlOf(sandbox.url).editAsSomeoneElse(contactId, {
        fields: { "contact.call_notes": text },
      })
      await approve(db, await onScreen(db, draftId, robin, CONTRADICTED), robin)
      expect(await rowOf(db, draftId)).toMatchObject({ firstApprovedBy: robin.id })
      expect(await judgeStanding(db, { ...place, text: "" })).toBe("settled")
      expect(await judgeStanding(db, { ...place, text })).toBe("settled")
      expect(await rowOf(db, draftId)).toMatchObject({ status: "waiting", firstApprovedBy: null })
      const [first] = await decisionsOf(draftId)
      expect(first).toMatchObject({ kind: "first-accepted", withdrawnAt: expect.any(Date) })
    })

    test("of text found in GHL that stays as it is keeps the first as an acceptance", async () => {
      const draftId = await critical()
      const callNotes = "Glucose is 490 mg/dL."
      await db
        .update(drafts)
        .set({ origin: "watch", summary: callNotes, analysis: "", source: {} })
        .where(eq(drafts.id, draftId))
      await controlOf(sandbox.url).editAsSomeoneElse((await rowOf(db, draftId)).contactId, {
        fields: { "contact.call_notes": callNotes },
      })
      const more = CONTRADICTED
      await approve(db, await onScreen(db, draftId, robin, more), robin)
      await approve(db, await onScreen(db, draftId, dana, more), dana)
      expect(await decisionsOf(draftId)).toMatchObject([
        { kind: "first-accepted", personId: robin.id },
        { kind: "accepted", personId: dana.id, firstPersonId: robin.id },
      ])
    })

    test("takes both back when the write-back is cancelled, and the first when the text is edited", async () => {
      const draftId = await critical()
      const withdrawn = async () =>
        (await decisionsOf(draftId)).map(
          ({ kind, withdrawnAt }) => `${kind} ${withdrawnAt !== null}`,
        )
      await approve(db, await onScreen(db, draftId, robin), robin)
      await cancelChange(db, await approved(draftId, dana), robin.id)
      await reopenCancelled(db)
      expect(await withdrawn()).toEqual(["first-approved true", "approved true"])
      await approve(db, await onScreen(db, draftId, dana), dana)
      const { editVersion } = await onScreen(db, draftId, robin)
      await saveEdit(db, { draftId, editVersion, summary: "Another text.", analysis: "A" }, robin)
      expect((await withdrawn()).at(-1)).toBe("first-approved true")
    })

    test("is one decision of whoever approved first and then decides alone", async () => {
      const draftId = await critical()
      await approve(db, await onScreen(db, draftId, robin), robin)
      await needTwo(db, false)
      await approved(draftId, robin)
      expect(
        (await decisionsOf(draftId)).map(({ kind, withdrawnAt }) => [kind, withdrawnAt === null]),
      ).toEqual([
        ["first-approved", false],
        ["approved", true],
      ])
    })

    test("needs the first approval again once its text was edited", async () => {
      const draftId = await critical()
      await approve(db, await onScreen(db, draftId, robin), robin)
      const { editVersion } = await onScreen(db, draftId, dana)
      await saveEdit(db, { draftId, editVersion, summary: "Another text.", analysis: "A" }, dana)
      expect((await rowOf(db, draftId)).firstApprovedBy).toBeNull()
      expect(await approve(db, await onScreen(db, draftId, dana), dana)).toEqual({
        outcome: "first-approved",
      })
      await approved(draftId, robin)
    })

    test("is not offered as the next one to whoever approved it first", async () => {
      await db.update(drafts).set({ status: "superseded" }).where(eq(drafts.status, "waiting"))
      const draftId = await critical()
      const later = await posted(db, 2)
      expect(await nextReview(db, robin)).toBe(draftId)
      await approve(db, await onScreen(db, draftId, robin), robin)
      expect(await nextReview(db, robin)).toBe(later)
      expect(await nextReview(db, dana)).toBe(draftId)
      await claimDraft(db, { draftId: later, takeOver: false }, dana)
      expect(await nextReview(db, robin)).toBeNull()
    })

    test("the backlog of texts in GHL is nobody's next draft", async () => {
      await db.update(drafts).set({ status: "superseded" }).where(eq(drafts.status, "waiting"))
      const found = await posted(db, 2)
      await db.update(drafts).set({ backlog: true }).where(eq(drafts.id, found))
      expect(await nextReview(db, robin)).toBeNull()
    })

    test("needs one where the clinic does not ask for two", async () => {
      await needTwo(db, false)
      const draftId = await critical()
      await approved(draftId, robin)
      expect(await decisionsOf(draftId)).toMatchObject([{ firstPersonId: null, critical: true }])
    })
  })
})
