import { eq } from "drizzle-orm"
import { afterEach, describe, expect, test, vi } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { idOf } from "#lib/sandbox/seed/ids.ts"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { approve } from "../decide.ts"
import { evidenceFor } from "../evidence-view.ts"
import { openReview } from "../review.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { documentsForgotten } from "../testing/documents-forgotten.ts"
import { pdfOf } from "../testing/pdf-of.ts"
import { onScreen, posted, rowOf } from "../testing/review-world.ts"
import type { Approval } from "./approval.ts"
import { sourcesOf } from "./sources.ts"

const world = besideSandbox()

/** A draft whose document is a photo of a page. */
function photographed() {
  const { biomarkers, text } = exampleDrafts()[0]?.source ?? {}
  return posted(world.store.db, 0, {
    contactId: createPerson(DEFAULT_SEED, 49).contact.id,
    userId: undefined,
    source: { biomarkers, text, documentId: idOf("document", DEFAULT_SEED, 49, "photo") },
  } as Parameters<typeof posted>[2])
}

async function flagsOnceApproved(draftId: string) {
  const answer = await approve(
    world.store.db,
    await onScreen(world.store.db, draftId, world.robin),
    world.robin,
  )
  expect(answer).toMatchObject({ outcome: "approved" })
  const [decision] = await world.store.db
    .select()
    .from(decisions)
    .where(eq(decisions.draftId, draftId))
  return decision?.flags
}

const texts = { summary: "LDL is fine.", analysis: "" }

test("a scan is told of beside the check, and kept with the decision", async () => {
  const draftId = await photographed()
  expect(await evidenceFor(world.store.db, draftId, texts)).toMatchObject({
    documentUnread: "no-text",
  })
  expect(await flagsOnceApproved(draftId)).toMatchObject({ documentUnread: "no-text" })
})

test("so is a document that GHL does not give", async () => {
  const draftId = await posted(world.store.db, 0)
  await controlOf(world.sandbox.url).addFault({
    kind: "status",
    status: 500,
    count: 100,
    path: "/documents",
  })
  expect(await evidenceFor(world.store.db, draftId, texts)).toMatchObject({
    documentUnread: "unreadable",
  })
  expect(await flagsOnceApproved(draftId)).toMatchObject({ documentUnread: "unreadable" })
})

test("so are scanned pages behind a sheet with text", async () => {
  const draftId = await posted(world.store.db, 0)
  const { contactId } = await rowOf(world.store.db, draftId)
  const bytes = await pdfOf("text", "picture")
  // The sandbox has no such document; it comes once, and its text is kept for a minute.
  const open = vi.spyOn(ghl(), "openDocument")
  open.mockResolvedValueOnce({
    documentId: "report",
    fileName: "Report.pdf",
    mimeType: "application/pdf",
    bytes,
  })
  expect(await evidenceFor(world.store.db, draftId, texts)).toMatchObject({
    documentUnread: "partly",
    nothing: false,
  })
  expect(open).toHaveBeenCalledWith(contactId, expect.any(String), expect.anything())
})

test("so is one that does not come in time", async () => {
  const draftId = await posted(world.store.db, 2)
  await controlOf(world.sandbox.url).addFault({ kind: "delay", delayMs: 3_000, count: 100 })
  const checked = await sourcesOf(world.store.db, await rowOf(world.store.db, draftId), {}, 100)
  expect(checked.documentUnread).toBe("late")
})

test("nothing is said of a document that was read, or of none", async () => {
  expect(await flagsOnceApproved(await posted(world.store.db, 2))).toMatchObject({
    documentUnread: null,
  })
  const without = await posted(world.store.db, 5, { source: {} } as Parameters<typeof posted>[2])
  const checked = await sourcesOf(world.store.db, await rowOf(world.store.db, without))
  expect(checked.documentUnread).toBeNull()
})

describe("an approval without a document that cannot be read just now", () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  /** GHL gives no documents any more, and what was read of them is no longer kept. */
  async function noDocuments() {
    await controlOf(world.sandbox.url).addFault({
      kind: "status",
      status: 500,
      count: 100,
      path: "/documents",
    })
    await documentsForgotten()
  }
  const usual: Approval["confirmed"] = ["unopened", "fast"]
  const withDocument: Approval["confirmed"] = ["unopened", "fast", "document-unread"]
  const decisionOf = async (draftId: string) =>
    (await world.store.db.select().from(decisions).where(eq(decisions.draftId, draftId)))[0]

  test("is asked about once more, and that is kept", async () => {
    const { db } = world.store
    const draftId = await posted(db, 2)
    const one = await onScreen(db, draftId, world.robin, { confirmed: usual })
    await noDocuments()
    expect(await approve(db, one, world.robin)).toEqual({
      outcome: "ask-again",
      questions: withDocument,
    })
    expect((await rowOf(db, draftId)).status).toBe("waiting")
    expect(await approve(db, { ...one, confirmed: withDocument }, world.robin)).toMatchObject({
      outcome: "approved",
    })
    expect((await decisionOf(draftId))?.flags).toMatchObject({
      askedAgain: withDocument,
      documentUnread: "unreadable",
    })
  })

  test("is asked about when it does not come in time too, but not for a scan", async () => {
    const { db } = world.store
    const late = await posted(db, 2)
    const one = await onScreen(db, late, world.robin, { confirmed: usual })
    await documentsForgotten()
    const limit = AbortSignal.timeout.bind(AbortSignal)
    vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => limit(ms === 8_000 ? 1 : ms))
    expect(await approve(db, one, world.robin)).toMatchObject({ questions: withDocument })
    vi.restoreAllMocks()

    const two = await onScreen(db, await photographed(), world.robin, {
      confirmed: [...(usual ?? []), "client-unshown"],
    })
    expect(await approve(db, two, world.robin)).toMatchObject({ outcome: "approved" })
  })

  test("keeps the reason typed over what the page had read in it, and over how much", async () => {
    const { db } = world.store
    const { documentId } = exampleDrafts()[1]?.source ?? {}
    const draftId = await posted(db, 1, { source: { documentId } } as Parameters<typeof posted>[2])
    const overrideReason = "The lab phoned with the corrected value."
    const one = await onScreen(db, draftId, world.robin, {
      confirmed: withDocument,
      overrideReason,
    })
    const seen = new Set(one.contradictionsSeen).size
    expect(seen).toBeGreaterThan(0)
    await noDocuments()
    expect((await approve(db, one, world.robin)).outcome).toBe("approved")

    const decision = await decisionOf(draftId)
    expect(decision).toMatchObject({
      overrideReason,
      flags: { contradicted: 0, contradictedSeen: seen, documentUnread: "unreadable" },
    })
    expect((await openReview(db, draftId, world.robin))?.decision?.overrides).toEqual([
      { by: "Robin Hale", contradicted: seen, found: 0, reason: overrideReason },
    ])
    const audit = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "draft.approved"))
    expect(audit.find(({ detail }) => detail?.draftId === draftId)?.detail).toMatchObject({
      contradicted: 0,
      contradictedSeen: seen,
      overrideReason: expect.any(String),
    })
  })

  test("keeps nothing typed over no contradiction, or that says nothing", async () => {
    const { db } = world.store
    const draftId = await posted(db, 2)
    const one = await onScreen(db, draftId, world.robin)
    const typed = { overrideReason: "Looks right to me.", contradictionsSeen: [] }
    expect((await approve(db, { ...one, ...typed }, world.robin)).outcome).toBe("approved")
    const decision = await decisionOf(draftId)
    expect(decision?.overrideReason).toBeNull()
    expect(decision?.flags.contradictedSeen).toBeUndefined()
  })
})
