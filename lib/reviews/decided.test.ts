import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Store } from "#lib/db/store.ts"
import { memoryStore } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { approve } from "./decide.ts"
import { reject } from "./decline.ts"
import { forgottenReview } from "./forgotten.ts"
import { forgetOldDrafts } from "./retention.ts"
import { openReview } from "./review.ts"
import { needTwo, onScreen, posted, worked } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"

let sandbox: RunningSandbox
let store: Store
let robin: Person
let dana: Person
let admin: Person

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
  store = await memoryStore()
  robin = await reviewer(store.db, "Robin Hale")
  dana = await reviewer(store.db, "Dana Quill")
  admin = { ...(await reviewer(store.db, "Ira Moss")), role: "admin" }
})
afterAll(async () => {
  await store.close()
  await sandbox.close()
})
beforeEach(() => controlOf(sandbox.url).reset())

const decisionFor = async (draftId: string, person: Person) =>
  (await openReview(store.db, draftId, person))?.decision

async function approveOver(draftId: string, person: Person, overrideReason: string) {
  const one = await onScreen(store.db, draftId, person, { overrideReason })
  await worked(store.db, draftId, 75, ["document"])
  return approve(store.db, one, person)
}

const forgetAll = async () => {
  await store.db
    .update(changes)
    .set({ status: "done", finishedAt: sql`clock_timestamp() - interval '1 minute'` })
  await store.db.execute(
    sql`update drafts set decided_at = decided_at - interval '1 minute' where decided_at is not null`,
  )
  await forgetOldDrafts(store.db, 0)
}

test("an approval over contradictions shows its reason to all, and to administrators the work behind it", async () => {
  const draftId = await posted(store.db, 1)
  expect(await decisionFor(draftId, robin)).toBeNull()
  const reason = "The lab phoned with the corrected value."
  expect((await approveOver(draftId, robin, reason)).outcome).toBe("approved")
  const seen = await decisionFor(draftId, dana)
  expect(seen).toMatchObject({
    overrides: [{ by: "Robin Hale", reason, contradicted: expect.any(Number) }],
    reasonErased: false,
    work: null,
  })
  expect((await decisionFor(draftId, admin))?.work).toMatchObject({
    activeSeconds: 75,
    evidenceOpened: ["document"],
    edits: 0,
    firstApprover: null,
    flags: { contradicted: seen?.overrides[0]?.contradicted },
  })
})

test("of two approvals each shows its reason, and the first approver's name is told", async () => {
  await needTwo(store.db, true)
  const draftId = await posted(store.db, 6)

  await store.db
    .update(drafts)
    .set({ editedSummary: "Potassium is 4.1 mmol/L.", editVersion: 1 })
    .where(eq(drafts.id, draftId))
  expect((await approveOver(draftId, robin, "Read with the lab on the phone.")).outcome).toBe(
    "first-approved",
  )
  expect((await approveOver(draftId, dana, "I phoned the lab as well.")).outcome).toBe("approved")
  await needTwo(store.db, false)
  const seen = await decisionFor(draftId, admin)
  expect(seen?.overrides.map(({ by, reason }) => `${by}: ${reason}`)).toEqual([
    "Robin Hale: Read with the lab on the phone.",
    "Dana Quill: I phoned the lab as well.",
  ])
  expect(seen?.work?.firstApprover).toBe("Robin Hale")
  expect(seen?.work?.edits).toBeGreaterThan(0)
})

test("once the texts are forgotten, that the reason was erased is told", async () => {
  const over = await posted(store.db, 1)
  await approveOver(over, robin, "The lab phoned with the corrected value.")
  const rejected = await posted(store.db, 2)
  await onScreen(store.db, rejected, robin)
  await reject(store.db, { draftId: rejected, reasonId: "incomplete", reason: "No trend." }, robin)
  await forgetAll()
  expect((await forgottenReview(store.db, over, robin))?.decision).toMatchObject({
    overrides: [{ by: "Robin Hale", reason: null }],
    reasonErased: false,
  })
  expect((await forgottenReview(store.db, rejected, robin))?.decision).toMatchObject({
    overrides: [],
    reasonErased: true,
  })
})
