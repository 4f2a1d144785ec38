import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { approve } from "./decide.ts"
import { inboxClients } from "./inbox-clients.ts"
import { contactBehindPage } from "./review-contact.ts"
import { onScreen, posted } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"

const SCOPE = "locations/customFields.readonly"
let sandbox: RunningSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
  await controlOf(sandbox.url).settings({ revokedScopes: [SCOPE] })
})
afterAll(() => sandbox.close())

describe.each(testBackends().slice(0, 1))("a review without the fields' names", ({ open }) => {
  let store: Store
  let person: Person
  beforeAll(async () => {
    store = await open()
    person = await reviewer(store.db, "Robin Hale")
  })
  afterAll(() => store.close())

  test("shows who the contact is, compares nothing it cannot, and says what is missing", async () => {
    const draftId = await posted(store.db, 0)
    const read = await contactBehindPage(store.db, draftId)
    if (read?.kind !== "ok") throw new Error("the contact is a problem")
    const { contact } = read
    expect(contact.name).toMatch(/\w/)
    expect(contact.dateOfBirth).toMatch(/^\d{4}/)
    expect(contact.tags).toContain("bloodwork_scheduled")
    expect(contact.fieldsProblem).toMatchObject({
      kind: "missing-scope",
      advice: expect.stringContaining(SCOPE),
    })
    expect(contact.rightClient).toMatchObject({ userId: { state: "unknown" }, blocked: false })
    const [row] = await inboxClients(store.db, [draftId], person.id)
    expect(row).toMatchObject({ state: "known", name: contact.name })
    expect(row?.wrongClient).not.toBe(true)
  })

  test("is not approved, for the call notes are not known, and says so", async () => {
    const draftId = await posted(store.db, 0)
    const approval = await onScreen(store.db, draftId, person)
    expect(await approve(store.db, approval, person)).toMatchObject({
      outcome: "refused",
      reason: "blocked",
      message: expect.stringContaining(SCOPE),
    })
  })
})
