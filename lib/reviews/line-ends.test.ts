import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { decisions } from "#lib/db/schema/reviews.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { reject } from "./decline.ts"
import { saveEdit } from "./edit.ts"
import { takeInDraft } from "./intake.ts"
import { openReview } from "./review.ts"
import { besideSandbox } from "./testing/beside-sandbox.ts"
import { onScreen, rowOf } from "./testing/review-world.ts"

const world = besideSandbox()

/** What a text field holds of a text, whatever its line ends are. */
const inField = (text: string) => text.replace(/\r\n?/g, "\n")

test("a draft whose lines end as on Windows is, from the first key on, edited in one place", async () => {
  const { db } = world.store
  const summary = "LDL is 131 mg/dL.\r\nFerritin is 40 ng/mL.\r\n\r\nAsk about iron."
  const analysis = "One.\r\nTwo.\rThree.\n"
  const body = { ...exampleDrafts()[0], runId: "windows", summary, analysis }
  const intake = await takeInDraft(db, body)
  if (intake.outcome !== "stored") throw new Error(intake.outcome)
  expect(await takeInDraft(db, body)).toEqual({ outcome: "repeated", id: intake.id })

  const { editVersion } = await onScreen(db, intake.id, world.robin)
  const view = await openReview(db, intake.id, world.robin)
  const shown = { summary: inField(summary), analysis: inField(analysis) }
  // Places in the text are told to the field, and by it: they must count alike.
  expect(view).toMatchObject({ ...shown, editedSummary: shown.summary })

  const typed = { ...shown, summary: `${shown.summary} Call on Monday.` }
  await saveEdit(db, { draftId: intake.id, editVersion, ...typed }, world.robin)
  await reject(db, { draftId: intake.id, reasonId: "incomplete", reason: "" }, world.robin)
  const [decision] = await db.select().from(decisions).where(eq(decisions.draftId, intake.id))
  expect(decision?.edits).toBe(1)
  expect((await rowOf(db, intake.id)).authorship?.summary[0]?.end).toBe(shown.summary.length)
})
