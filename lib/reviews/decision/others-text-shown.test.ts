import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { changeSteps } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { approve } from "../decide.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { onScreen, posted, rowOf } from "../testing/review-world.ts"

const world = besideSandbox()
const STANDS = "Hemoglobin is well. The pipeline wrote this by itself."

/** A draft on the screen of a client whose call notes hold a text that Caredesk does not know. */
async function aboveOthersText(stands = STANDS) {
  const { db } = world.store
  const draftId = await posted(db, 0)
  const { contactId } = await rowOf(db, draftId)
  await controlOf(world.sandbox.url).editAsSomeoneElse(contactId, {
    fields: { "contact.call_notes": stands },
  })
  return { draftId, contactId, approval: await onScreen(db, draftId, world.robin) }
}

test("text that was shown as kept is not replaced because Caredesk came to know it as its own", async () => {
  const { db } = world.store
  const { draftId, contactId, approval } = await aboveOthersText()
  // The call notes stand as they were shown; the pipeline hands in what it wrote there.
  await posted(db, 1, { contactId, summary: STANDS })
  expect(await approve(db, approval, world.robin)).toMatchObject({
    outcome: "refused",
    reason: "changed",
    message: expect.stringContaining("What will be written"),
  })
  expect(await rowOf(db, draftId)).toMatchObject({ status: "waiting", changeId: null })

  const again = await onScreen(db, draftId, world.robin)
  expect(await approve(db, again, world.robin)).toMatchObject({ outcome: "approved" })
})

test("nor is text replaced that was not shown as others' when replacing was chosen", async () => {
  const { db } = world.store
  const below = "A coordinator's own words."
  const above = "Ferritin is well. This, too, the pipeline wrote by itself."
  const draftId = await posted(db, 0)
  const { contactId } = await rowOf(db, draftId)
  const handedIn = await posted(db, 1, { contactId, summary: above })
  await controlOf(world.sandbox.url).editAsSomeoneElse(contactId, {
    fields: {
      "contact.call_notes": `${above}\n\n--- Earlier call notes, kept on 2026-11-02 ---\n${below}`,
    },
  })
  const replacing = await onScreen(db, draftId, world.robin, { keeping: "replace" })
  expect(replacing.seenOthersText).toBe(below)
  // Nothing tells any more that the text above was the pipeline's.
  await db.update(drafts).set({ summary: "" }).where(eq(drafts.id, handedIn))
  expect(await approve(db, replacing, world.robin)).toMatchObject({
    outcome: "refused",
    reason: "changed",
    message: expect.stringContaining("What will be written"),
  })
  expect(await rowOf(db, draftId)).toMatchObject({ status: "waiting", changeId: null })

  const again = await onScreen(db, draftId, world.robin, { keeping: "replace" })
  expect(again.seenOthersText).toContain(above)
  expect(await approve(db, again, world.robin)).toMatchObject({ outcome: "approved" })
})

test("who replaces that text all the same is not asked about it again", async () => {
  const { db } = world.store
  const { contactId, approval } = await aboveOthersText()
  await posted(db, 1, { contactId, summary: STANDS })
  expect(await approve(db, { ...approval, keeping: "replace" }, world.robin)).toMatchObject({
    outcome: "approved",
  })
})

test("text is not kept below a line with another day than was shown", async () => {
  const theirs = "Called on Monday, she travels."
  const { draftId, approval } = await aboveOthersText(theirs)
  // The page was opened before midnight, and shows the day before.
  const before = { ...approval, seenDay: "2026-01-31" }
  const { db } = world.store
  expect(await approve(db, before, world.robin)).toMatchObject({
    outcome: "refused",
    reason: "changed",
    message: expect.stringContaining("A new day has begun"),
  })
  expect(await rowOf(db, draftId)).toMatchObject({ status: "waiting", changeId: null })

  const again = await onScreen(db, draftId, world.robin)
  const answer = await approve(db, again, world.robin)
  if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
  const [step] = await db
    .select()
    .from(changeSteps)
    .where(and(eq(changeSteps.changeId, answer.changeId), eq(changeSteps.kind, "set-field")))
  expect(step?.wanted).toContain(`--- Earlier call notes, kept on ${again.seenDay} ---\n${theirs}`)
})

test("nor is anybody asked about the day where no line names it", async () => {
  const { approval } = await aboveOthersText("Called on Tuesday, she is back.")
  const { db } = world.store
  const before = { ...approval, keeping: "replace", seenDay: "2026-01-31" } as const
  expect(await approve(db, before, world.robin)).toMatchObject({ outcome: "approved" })
})
