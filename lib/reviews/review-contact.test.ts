import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openStore, type Store } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { openReview } from "./review.ts"
import { contactBehindPage } from "./review-contact.ts"
import { posted, rowOf } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"

let sandbox: RunningSandbox
let store: Store
let robin: Person

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
  store = await openStore({ dataDir: null })
  robin = await reviewer(store.db, "Robin Hale")
})
afterAll(async () => {
  await store.close()
  await sandbox.close()
})
beforeEach(() => controlOf(sandbox.url).reset())

test("the contact behind an open page is read anew, with one request", async () => {
  const draftId = await posted(store.db, 0)
  await openReview(store.db, draftId, robin)
  const { contactId } = await rowOf(store.db, draftId)
  const control = controlOf(sandbox.url)
  const fields = { "contact.call_notes": "Called on Monday: she is away." }
  await control.editAsSomeoneElse(contactId, { fields })
  const before = (await control.journal()).length
  expect(await contactBehindPage(store.db, draftId)).toMatchObject({
    kind: "ok",
    contact: {
      callNotes: "Called on Monday: she is away.",
      othersText: "Called on Monday: she is away.",
    },
  })
  expect((await control.journal()).length - before).toBe(1)
})

test("that GHL does not answer is told, and of no draft there is nothing", async () => {
  const draftId = await posted(store.db, 0)
  await controlOf(sandbox.url).addFault({ kind: "status", status: 500, count: 100 })
  expect(await contactBehindPage(store.db, draftId)).toMatchObject({ kind: "problem" })
  expect(await contactBehindPage(store.db, "00000000-0000-4000-8000-000000000000")).toBeNull()
})
