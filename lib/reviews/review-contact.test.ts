import { expect, test } from "vitest"
import { controlOf } from "#lib/sandbox/control.ts"
import { openReview } from "./review.ts"
import { contactBehindPage } from "./review-contact.ts"
import { besideSandbox } from "./testing/beside-sandbox.ts"
import { posted, rowOf } from "./testing/review-world.ts"

const world = besideSandbox()

test("a draft is opened without asking GHL for anything, so that it shows while GHL is slow or down", async () => {
  const draftId = await posted(world.store.db, 0)
  const control = controlOf(world.sandbox.url)
  const before = (await control.journal()).length
  expect(await openReview(world.store.db, draftId, world.robin)).toMatchObject({ id: draftId })
  expect((await control.journal()).length - before).toBe(0)
})

test("the contact behind an open page is read anew, with one request", async () => {
  const draftId = await posted(world.store.db, 0)
  // The fields' names are kept for a while.
  await contactBehindPage(world.store.db, draftId)
  const { contactId } = await rowOf(world.store.db, draftId)
  const control = controlOf(world.sandbox.url)
  const fields = { "contact.call_notes": "Called on Monday: she is away." }
  await control.editAsSomeoneElse(contactId, { fields })
  const before = (await control.journal()).length
  expect(await contactBehindPage(world.store.db, draftId)).toMatchObject({
    kind: "ok",
    contact: {
      callNotes: "Called on Monday: she is away.",
      othersText: "Called on Monday: she is away.",
    },
  })
  expect((await control.journal()).length - before).toBe(1)
})

test("that GHL does not answer is told, and of no draft there is nothing", async () => {
  const draftId = await posted(world.store.db, 0)
  await controlOf(world.sandbox.url).addFault({ kind: "status", status: 500, count: 100 })
  expect(await contactBehindPage(world.store.db, draftId)).toMatchObject({ kind: "problem" })
  expect(await contactBehindPage(world.store.db, "00000000-0000-4000-8000-000000000000")).toBeNull()
})
