import { eq } from "drizzle-orm"
import { expect, test, vi } from "vitest"
import { decisions } from "#lib/db/schema/reviews.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { idOf } from "#lib/sandbox/seed/ids.ts"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { approve } from "../decide.ts"
import { evidenceFor } from "../evidence-view.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { pdfOf } from "../testing/pdf-of.ts"
import { onScreen, posted, rowOf } from "../testing/review-world.ts"
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
  const checked = await sourcesOf(world.store.db, await rowOf(world.store.db, draftId), 100)
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
