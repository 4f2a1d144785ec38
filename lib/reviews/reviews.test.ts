import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { cancelChange } from "#lib/changes/cancel.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { claimDraft } from "./claim.ts"
import { approve } from "./decide.ts"
import type { Approval } from "./decision/approval.ts"
import { reject } from "./decline.ts"
import { saveEdit } from "./edit.ts"
import { listInbox } from "./inbox.ts"
import { takeInDraft } from "./intake.ts"
import { openReview } from "./review.ts"
import { contactBehindPage } from "./review-contact.ts"
import { reviewer } from "./testing/reviewers.ts"

let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
})
afterAll(() => sandbox.close())

describe.each(testBackends())("reviews on $name", ({ open }) => {
  let store: Store
  let db: Db
  let person: Person
  let runs = 0

  beforeAll(async () => {
    store = await open()
    db = store.db
    person = await reviewer(db, "Robin Hale")
  })
  afterAll(() => store.close())
  beforeEach(() => controlOf(sandbox.url).reset())

  /** Takes the nth example draft in under a run id of its own; answers its id. */
  const posted = async (n: number) => {
    const body = { ...exampleDrafts()[n], runId: `run-${++runs}` }
    const intake = await takeInDraft(db, body)
    if (intake.outcome !== "stored") throw new Error(intake.outcome)
    return intake.id
  }
  const approval = async (draftId: string, more: Partial<Approval> = {}): Promise<Approval> => {
    await claimDraft(db, { draftId, takeOver: false }, person)
    const view = await openReview(db, draftId, person)
    const read = await contactBehindPage(db, draftId)
    if (!view || read?.kind !== "ok") throw new Error("the contact could not be read")
    return {
      draftId,
      editVersion: view.editVersion,
      seenCallNotes: read.contact.callNotes,
      seenOthersText: read.contact.othersText,
      seenDay: view.today,
      seenTurn: "only",
      keeping: "keep",
      // Tests approve at once, and a person would be asked about that.
      confirmed: ["unopened", "fast"],
      ...more,
    }
  }
  const statusOf = async (draftId: string) =>
    (await db.select().from(drafts).where(eq(drafts.id, draftId)))[0]?.status

  test("a draft is stored once, however often it is posted, whatever the order of its keys", async () => {
    const body = { ...exampleDrafts()[0], runId: "once" }
    const shuffled = Object.fromEntries(Object.entries(body).reverse())
    const answers = await Promise.all([
      takeInDraft(db, body),
      takeInDraft(db, shuffled),
      takeInDraft(db, body),
    ])
    expect(answers.map((answer) => answer.outcome).sort()).toEqual([
      "repeated",
      "repeated",
      "stored",
    ])
    expect(await takeInDraft(db, { ...body, summary: "Another text." })).toMatchObject({
      outcome: "clash",
    })
    const rows = await db.select().from(drafts).where(eq(drafts.runId, "once"))
    expect(rows).toHaveLength(1)
    expect(rows[0]?.summary).toBe(body.summary)
  })

  test.each([
    ["nothing", null, "body"],
    ["an empty summary", { summary: "  " }, "summary"],
    ["a contact id that is none", { contactId: "../locations" }, "contactId"],
    ["a tag outside the lifecycle", { tags: { add: ["vip"] } }, "tags.add.0"],
    ["a tag both ways", { tags: { add: ["junction"], remove: ["junction"] } }, "tags"],
    [
      "a biomarker without a name",
      { source: { biomarkers: [{ value: 1 }] } },
      "source.biomarkers.0.name",
    ],
    ["a text of the wrong type", { analysis: { a: 1 } }, "analysis"],
  ])("a draft with %s is refused, its place named and its values not", async (_, change, place) => {
    const body = change && { ...exampleDrafts()[0], runId: `run-${++runs}`, ...change }
    const intake = await takeInDraft(db, body)
    expect(intake).toMatchObject({ outcome: "malformed" })
    if (intake.outcome !== "malformed") return
    expect(intake.problems.some((problem) => problem.startsWith(`${place}:`))).toBe(true)
    expect(JSON.stringify(intake.problems)).not.toMatch(/vip|locations/)
  })

  test("approving stores the decision and its change, with what shall be written", async () => {
    const draftId = await posted(0)
    const answer = await approve(db, await approval(draftId), person)
    if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
    const steps = await db
      .select()
      .from(changeSteps)
      .where(eq(changeSteps.changeId, answer.changeId))
      .orderBy(changeSteps.position)
    const body = exampleDrafts()[0]
    expect(steps.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "set-field Call notes",
      "add-tag bloodwork_completed",
      "remove-tag bloodwork_scheduled",
      "create-note note",
    ])
    expect(steps[0]?.wanted.startsWith(body?.summary ?? "-")).toBe(true)
    expect(steps[3]?.wanted.startsWith(body?.analysis ?? "-")).toBe(true)
    expect(steps[3]?.wanted).toMatch(
      /\n\nAI draft \(lab-summariser, 2026-10\), approved unchanged by Robin Hale, coordinator, .*America\/New_York\n+Caredesk ref [\w-]+$/,
    )
    expect(await statusOf(draftId)).toBe("approved")
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "draft.approved"))
    expect(JSON.stringify(event)).not.toContain(body?.summary.slice(0, 30))
  })

  test("an edited draft is written as edited, and its note says so", async () => {
    const draftId = await posted(2)
    const before = await approval(draftId)
    const saved = await saveEdit(
      db,
      {
        draftId,
        editVersion: before.editVersion,
        summary: "What the reviewer wrote.",
        analysis: "The reviewer's analysis.",
      },
      person,
    )
    expect(saved).toMatchObject({ outcome: "saved" })
    // An approval of the texts that stood before the edit is not one of these.
    expect(await approve(db, before, person)).toMatchObject({
      outcome: "refused",
      reason: "changed",
    })
    const answer = await approve(db, await approval(draftId), person)
    if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
    const steps = await db
      .select()
      .from(changeSteps)
      .where(eq(changeSteps.changeId, answer.changeId))
    expect(steps.find((step) => step.kind === "create-note")?.wanted).toContain(
      "edited and approved by Robin Hale",
    )
    expect(steps.find((step) => step.kind === "set-field")?.wanted).toContain(
      "What the reviewer wrote.",
    )
  })

  test("two edits from the same text do not overwrite each other", async () => {
    const draftId = await posted(0)
    const edit = { draftId, editVersion: 0, analysis: "A" }
    const answers = await Promise.all([
      saveEdit(db, { ...edit, summary: "one" }, person),
      saveEdit(db, { ...edit, summary: "other" }, person),
    ])
    expect(answers.map((answer) => answer.outcome).sort()).toEqual(["edited-by-other", "saved"])
  })

  test("twenty approvals at once make one change", async () => {
    const draftId = await posted(0)
    const one = await approval(draftId)
    const answers = await Promise.all(Array.from({ length: 20 }, () => approve(db, one, person)))
    expect(answers.filter((answer) => answer.outcome === "approved")).toHaveLength(1)
    expect(await db.select().from(changes).where(eq(changes.draftId, draftId))).toHaveLength(1)
  })

  test("a draft that nobody opened is not approved", async () => {
    const { seenCallNotes, seenOthersText, seenDay } = await approval(await posted(0))
    const draftId = await posted(0)
    await claimDraft(db, { draftId, takeOver: false }, person)
    const answer = await approve(
      db,
      {
        draftId,
        editVersion: 0,
        seenCallNotes,
        seenOthersText,
        seenDay,
        seenTurn: "only",
        keeping: "keep",
        confirmed: ["unopened", "fast"],
      },
      person,
    )
    expect(answer).toMatchObject({ outcome: "refused", reason: "changed" })
    expect(await statusOf(draftId)).toBe("waiting")
  })

  test("another client's draft is not approved, and all that does not match is named", async () => {
    const draftId = await posted(3)
    await db.update(drafts).set({ userId: "usr_nobody" }).where(eq(drafts.id, draftId))
    expect(await approve(db, await approval(draftId), person)).toMatchObject({
      outcome: "refused",
      reason: "blocked",
      message:
        "This draft cannot be approved. The draft's lab platform user id belongs to another client. The draft's document does not hang on this contact.",
    })
    expect(await statusOf(draftId)).toBe("waiting")
  })

  test("call notes that changed since the page was opened stop the approval", async () => {
    const draftId = await posted(0)
    const one = await approval(draftId)
    const view = await openReview(db, draftId, person)
    await controlOf(sandbox.url).editAsSomeoneElse(view?.contactId ?? "", {
      fields: { "contact.call_notes": "written by a colleague" },
    })
    expect(await approve(db, one, person)).toMatchObject({ outcome: "refused", reason: "changed" })
    expect(await approve(db, await approval(draftId), person)).toMatchObject({
      outcome: "approved",
    })
  })

  test("rejecting keeps the reason and makes no change", async () => {
    const draftId = await posted(1)
    const before = (await db.select().from(changes)).length
    const one = await approval(draftId)
    const wrong = { draftId, reasonId: "wrong-values", reason: "HDL is wrong." }
    expect(await reject(db, wrong, person)).toEqual({ outcome: "declined" })
    expect(await reject(db, wrong, person)).toMatchObject({ reason: "decided" })
    expect(await statusOf(draftId)).toBe("rejected")
    expect(await db.select().from(changes)).toHaveLength(before)
    expect(await approve(db, one, person)).toMatchObject({ reason: "decided" })
  })

  test("a cancelled approval goes back to the inbox and can be decided again", async () => {
    const draftId = await posted(0)
    const answer = await approve(db, await approval(draftId), person)
    if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
    expect(await cancelChange(db, answer.changeId, person.id)).toEqual({ ok: true })
    expect(
      (await listInbox(db, { queue: "waiting" }, person.id)).rows.map((row) => row.id),
    ).toContain(draftId)
    expect(await approve(db, await approval(draftId), person)).toMatchObject({
      outcome: "approved",
    })
  })
})
