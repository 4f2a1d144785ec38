import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { textHmac } from "#lib/changes/known-texts.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { idOf } from "#lib/sandbox/seed/ids.ts"
import { DEFAULT_SEED, labReport, labReports } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { approve } from "../decide.ts"
import { reject } from "../decline.ts"
import { checkDocumentOf } from "../document-check.ts"
import { saveEdit } from "../edit.ts"
import { evidenceFor } from "../evidence-view.ts"
import { openReview } from "../review.ts"
import { contactBehindPage } from "../review-contact.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { onScreen, rowOf, worked } from "../testing/review-world.ts"
import type { Approval } from "./approval.ts"
import { checkMerge } from "./merge-check.ts"
import { sourcesOf } from "./sources.ts"

const world = besideSandbox()
let runs = 0

/** A client with a lab PDF, and what the report says. */
function reportAt(n: number) {
  const report = labReports()[n]
  const [marker] = report?.biomarkers ?? []
  if (!report || !marker) throw new Error("no such report")
  const { name, unit, value } = marker
  return { ...report, right: `${name} is ${value} ${unit}.`, wrong: `${name} is 987 ${unit}.` }
}

/** An item for this text, which stands on the contact, as the watch makes one. */
async function found(contactId: string, text: string) {
  await controlOf(world.sandbox.url).editAsSomeoneElse(contactId, {
    fields: { "contact.call_notes": text },
  })
  const [row] = await world.store.db
    .insert(drafts)
    .values({
      runId: `watch:${contactId}:${++runs}`,
      bodyHash: textHmac(text),
      origin: "watch",
      contactId,
      summary: text,
      analysis: "",
      tagsToAdd: [],
      tagsToRemove: [],
    })
    .returning({ id: drafts.id })
  if (!row) throw new Error("no row")
  return row.id
}

const textsOf = (summary: string) => ({ summary, analysis: "" })

const approving = async (draftId: string, more: Partial<Approval> = {}) =>
  approve(
    world.store.db,
    await onScreen(world.store.db, draftId, world.robin, { withTags: false, ...more }),
    world.robin,
  )

async function decisionOn(draftId: string) {
  const [decision] = await world.store.db
    .select()
    .from(decisions)
    .where(eq(decisions.draftId, draftId))
  return decision
}

test("text found in GHL is held against the client's own lab document", async () => {
  const { contactId, right, wrong } = reportAt(0)
  const summary = `${right} Selenium is 31 ng/mL.`
  const draftId = await found(contactId, summary)
  const { db } = world.store
  expect(await contactBehindPage(db, draftId)).toMatchObject({
    contact: { labDocuments: [{ documentId: reportAt(0).documentId }] },
  })
  const view = await evidenceFor(db, draftId, textsOf(summary))
  expect(view).toMatchObject({ nothing: false, documentUnread: null })
  expect(view?.summary.map(({ verdict }) => verdict)).toEqual(
    expect.arrayContaining(["supported", "not-found"]),
  )
  const contradicted = (await evidenceFor(db, draftId, textsOf(wrong)))?.summary.find(
    ({ verdict }) => verdict === "contradicted",
  )
  expect(contradicted?.places).toContainEqual(
    expect.objectContaining({ source: "document", page: 1 }),
  )
  // Whose document it is, is looked for in the same one.
  expect(await checkDocumentOf(db, draftId, AbortSignal.timeout(5_000))).toMatchObject({
    name: "found",
    lookedIn: "document",
  })
})

test("what the document contradicts needs a typed reason, and the decision tells which document it was", async () => {
  const { contactId, wrong, documentId } = reportAt(1)
  const draftId = await found(contactId, wrong)
  expect(await approving(draftId)).toMatchObject({
    outcome: "needs-reason",
    contradictions: [{ claim: expect.stringContaining("987") }],
  })
  const overrideReason = "Called the lab: the report has a misprint."
  expect(await approving(draftId, { overrideReason })).toMatchObject({ outcome: "accepted" })
  expect(await decisionOn(draftId)).toMatchObject({
    kind: "accepted",
    overrideReason,
    flags: { contradicted: 1, documentUnread: null, documentId },
  })
  const audit = await world.store.db
    .select({ detail: auditEvents.detail })
    .from(auditEvents)
    .where(eq(auditEvents.contactId, contactId))
  expect(audit.map(({ detail }) => detail)).toContainEqual(
    expect.objectContaining({ draftId, contradicted: 1, documentId }),
  )
})

test("it is asked about until the document was opened: the empty parts do not count", async () => {
  const { contactId, right } = reportAt(2)
  const draftId = await found(contactId, right)
  const screen = await onScreen(world.store.db, draftId, world.robin, {
    withTags: false,
    confirmed: ["fast"],
  })
  const now = () => approve(world.store.db, screen, world.robin)
  await worked(world.store.db, draftId, 600, ["biomarkers", "text", "record"])
  expect(await now()).toEqual({ outcome: "ask-again", questions: ["unopened"] })
  await worked(world.store.db, draftId, 600, ["document"])
  expect(await now()).toMatchObject({ outcome: "accepted" })
})

test("a client without a file is as before: nothing is not found, nothing is asked", async () => {
  const { id } = createPerson(DEFAULT_SEED, 40).contact
  const draftId = await found(id, "Ferritin is 12 ng/mL.")
  expect(await evidenceFor(world.store.db, draftId, textsOf("Ferritin is 12 ng/mL."))).toEqual({
    summary: [],
    analysis: [],
    documentUnread: null,
    nothing: true,
  })
  const screen = await onScreen(world.store.db, draftId, world.robin, { withTags: false })
  await worked(world.store.db, draftId, 600, [])
  const answer = await approve(world.store.db, { ...screen, confirmed: [] }, world.robin)
  expect(answer).toMatchObject({ outcome: "accepted" })
  expect((await decisionOn(draftId))?.flags).not.toHaveProperty("documentId")
})

test("a person's choice counts if the document is the client's, for the check and the approval", async () => {
  // With a lab PDF and a picture of a page.
  const { id } = createPerson(DEFAULT_SEED, 11).contact
  const lab = idOf("document", DEFAULT_SEED, 11, "lab")
  const photo = idOf("document", DEFAULT_SEED, 11, "photo")
  const draftId = await found(id, "Feels well.")
  const unreadWith = async (chosen: string) =>
    (await evidenceFor(world.store.db, draftId, textsOf("Feels well."), chosen))?.documentUnread
  expect(await unreadWith(lab)).toBeNull()
  expect(await unreadWith(photo)).toBe("no-text")
  expect(await approving(draftId, { documentId: lab })).toMatchObject({ outcome: "accepted" })
  expect((await decisionOn(draftId))?.flags).toMatchObject({ documentId: lab })

  const { contactId, documentId, right } = reportAt(3)
  const other = await found(contactId, right)
  expect(await approving(other, { documentId: lab })).toMatchObject({ outcome: "accepted" })
  expect((await decisionOn(other))?.flags).toMatchObject({ documentId })
})

test("whoever opens it later has the document that it was decided with", async () => {
  const { id } = createPerson(DEFAULT_SEED, 11).contact
  const lab = idOf("document", DEFAULT_SEED, 11, "lab")
  const { db } = world.store
  const later = async (draftId: string) => ({
    held: (await openReview(db, draftId, world.robin))?.heldDocument,
    unread: (await evidenceFor(db, draftId, textsOf("Feels well.")))?.documentUnread,
  })
  const accepted = await found(id, "Feels well.")
  expect(await later(accepted)).toEqual({ held: null, unread: "no-text" })
  expect(await approving(accepted, { documentId: lab })).toMatchObject({ outcome: "accepted" })
  expect(await later(accepted)).toEqual({ held: lab, unread: null })

  const rejected = await found(id, "Feels well.")
  await onScreen(db, rejected, world.robin)
  const rejection = { draftId: rejected, reasonId: "incomplete", reason: "", documentId: lab }
  await reject(db, rejection, world.robin)
  expect((await decisionOn(rejected))?.flags).toMatchObject({
    documentId: lab,
    documentUnread: null,
  })
  expect(await later(rejected)).toEqual({ held: lab, unread: null })
})

test("a merged text is held against the document that the approval was", async () => {
  const person = createPerson(DEFAULT_SEED, 11)
  const lab = idOf("document", DEFAULT_SEED, 11, "lab")
  const draftId = await found(person.contact.id, "Feels well today.")
  const { db } = world.store
  const { editVersion } = await onScreen(db, draftId, world.robin)
  const wanted = "Feels very well today."
  await saveEdit(db, { draftId, editVersion, ...textsOf(wanted) }, world.robin)
  const answer = await approving(draftId, { documentId: lab })
  if (answer.outcome !== "approved") throw new Error(answer.outcome)
  const [marker] = labReport(DEFAULT_SEED, person).biomarkers
  const text = `${wanted} ${marker?.name} is 987 ${marker?.unit}.`
  const merge = { wanted, found: "Feels well today.", text }
  expect(await checkMerge(db, answer.changeId, merge)).toMatchObject({
    outcome: "needs-reason",
    documentUnread: null,
    contradictions: [{ claim: expect.stringContaining("987") }],
  })
  expect(await evidenceFor(db, draftId, textsOf(text))).toMatchObject({ documentUnread: null })
})

test("what could not be looked at is told, for a rejection too", async () => {
  const { contactId, wrong } = reportAt(4)
  const draftId = await found(contactId, wrong)
  await onScreen(world.store.db, draftId, world.robin)
  const control = controlOf(world.sandbox.url)
  await control.addFault({ kind: "delay", delayMs: 3_000, count: 100 })
  const late = await sourcesOf(world.store.db, await rowOf(world.store.db, draftId), {}, 100)
  expect(late).toMatchObject({ documentId: null, documentUnread: "late" })
  await control.reset()
  await control.addFault({ kind: "status", status: 503, count: 100 })
  await reject(world.store.db, { draftId, reasonId: "incomplete", reason: "" }, world.robin)
  expect((await decisionOn(draftId))?.flags).toMatchObject({ documentUnread: "unreadable" })
})
