import { eq } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { claimDraft } from "../claim.ts"
import { approve } from "../decide.ts"
import { needTwo, onScreen, posted, rowOf, runOut } from "../testing/review-world.ts"
import { reviewer } from "../testing/reviewers.ts"

let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
})
afterAll(() => sandbox.close())

describe.each(testBackends())("how many people a draft needs, on $name", ({ open }) => {
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
  afterEach(() => vi.restoreAllMocks())

  const GLUCOSE = { name: "Glucose", value: 490, unit: "mg/dL", side: "high", limit: 484 } as const
  const judge = (draftId: string, critical: (typeof drafts.$inferInsert)["critical"]) =>
    db.update(drafts).set({ critical }).where(eq(drafts.id, draftId))

  /** Approves what stands on the person's screen; `meanwhile` happens while the contact is read. */
  async function approveWhile(draftId: string, person: Person, meanwhile: () => Promise<unknown>) {
    const approval = await onScreen(db, draftId, person)
    const read = ghl().getContact.bind(ghl())
    const reading = vi.spyOn(ghl(), "getContact").mockImplementationOnce(async (...asked) => {
      await meanwhile()
      return read(...asked)
    })
    const answer = await approve(db, approval, person)
    expect(reading).toHaveBeenCalled()
    return answer
  }

  const REFUSED = { outcome: "refused", reason: "changed" }
  async function expectUndecided(draftId: string) {
    expect(await rowOf(db, draftId)).toMatchObject({
      ...{ status: "waiting", changeId: null, firstApprovedBy: null, claimedBy: robin.id },
    })
    expect(await db.select().from(decisions).where(eq(decisions.draftId, draftId))).toEqual([])
  }

  test("one person does not decide what becomes critical while the contact is read", async () => {
    await needTwo(db, true)
    const draftId = await posted(db, 0)
    await judge(draftId, [])
    const answer = await approveWhile(draftId, robin, () => judge(draftId, [GLUCOSE]))
    expect(answer).toMatchObject(REFUSED)
    await expectUndecided(draftId)

    const again = await approve(db, await onScreen(db, draftId, robin), robin)
    expect(again).toEqual({ outcome: "first-approved" })
    expect(await approve(db, await onScreen(db, draftId, dana), dana)).toMatchObject({
      outcome: "approved",
    })
  })

  test("nor what needs a second person since the clinic asks for two", async () => {
    await needTwo(db, false)
    const draftId = await posted(db, 0)
    await judge(draftId, [GLUCOSE])
    expect(await approveWhile(draftId, robin, () => needTwo(db, true))).toMatchObject(REFUSED)
    await expectUndecided(draftId)
  })

  test("what needs one person by now is not left waiting for a second", async () => {
    await needTwo(db, true)
    const draftId = await posted(db, 0)
    await judge(draftId, [GLUCOSE])
    expect(await approveWhile(draftId, robin, () => judge(draftId, []))).toMatchObject(REFUSED)
    await expectUndecided(draftId)
  })

  test("who was told that theirs is the first of two does not give the second, which is written", async () => {
    await needTwo(db, true)
    const draftId = await posted(db, 0)
    await judge(draftId, [GLUCOSE])
    const old = await onScreen(db, draftId, robin)
    await runOut(db, draftId)
    expect(await approve(db, await onScreen(db, draftId, dana), dana)).toEqual({
      outcome: "first-approved",
    })
    // The page that Robin comes back to takes up the claim that is free again.
    await claimDraft(db, { draftId, takeOver: false }, robin)
    expect(await approve(db, old, robin)).toMatchObject({
      ...REFUSED,
      message: expect.stringContaining("Somebody else gave the first approval"),
    })
    expect(await rowOf(db, draftId)).toMatchObject({
      ...{ status: "waiting", changeId: null, firstApprovedBy: dana.id },
    })
    expect(await approve(db, await onScreen(db, draftId, robin), robin)).toMatchObject({
      outcome: "approved",
    })
  })

  test("nor does who was told so decide alone since the clinic asks for one", async () => {
    await needTwo(db, true)
    const draftId = await posted(db, 0)
    await judge(draftId, [GLUCOSE])
    const old = await onScreen(db, draftId, robin)
    await needTwo(db, false)
    expect(await approve(db, old, robin)).toMatchObject(REFUSED)
    await expectUndecided(draftId)
  })

  test("what becomes critical where one person is enough is decided all the same", async () => {
    await needTwo(db, false)
    const draftId = await posted(db, 0)
    await judge(draftId, [])
    expect(await approveWhile(draftId, robin, () => judge(draftId, [GLUCOSE]))).toMatchObject({
      outcome: "approved",
    })
  })
})
