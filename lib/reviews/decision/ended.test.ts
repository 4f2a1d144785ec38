import { beforeAll, expect, test } from "vitest"
import type { Person } from "#lib/people/sessions.ts"
import { approve } from "../decide.ts"
import { reject, returnDraft } from "../decline.ts"
import { reviewState } from "../review.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { onScreen, posted, rowOf } from "../testing/review-world.ts"
import { reviewer } from "../testing/reviewers.ts"

const world = besideSandbox()
let dana: Person
beforeAll(async () => {
  dana = await reviewer(world.store.db, "Dana Moss")
})

const rejection = (draftId: string) => ({ draftId, reasonId: "other", reason: "Not his blood." })

test("who comes late is told by whom it was decided, and how", async () => {
  const { db } = world.store
  const draftId = await posted(db, 0)
  const approval = await onScreen(db, draftId, dana)
  expect(await reject(db, rejection(draftId), dana)).toEqual({ outcome: "declined" })
  const { decidedAt } = await rowOf(db, draftId)
  const ended = { status: "rejected", by: "Dana Moss", mine: false, at: decidedAt?.toISOString() }
  const refusal = { outcome: "refused", reason: "decided", ended }
  const message = expect.stringContaining("Dana Moss rejected this draft.")
  expect(await approve(db, approval, world.robin)).toMatchObject({ ...refusal, message })
  expect(await reject(db, rejection(draftId), world.robin)).toMatchObject({ ...refusal, message })
  expect(await reviewState(db, draftId, world.robin)).toMatchObject({ status: "rejected", ended })
})

test("who decided it themselves, in another tab, is told so", async () => {
  const { db } = world.store
  const draftId = await posted(db, 0)
  const approval = await onScreen(db, draftId, world.robin)
  const back = { draftId, instructions: "Compare with spring." }
  expect(await returnDraft(db, back, world.robin)).toEqual({ outcome: "declined" })
  expect(await approve(db, approval, world.robin)).toMatchObject({
    reason: "decided",
    message: expect.stringContaining("You returned this draft to the pipeline."),
    ended: { mine: true },
  })
})

test("a draft that a newer one replaced was decided by nobody, and the newer one is named", async () => {
  const { db } = world.store
  const draftId = await posted(db, 0)
  const approval = await onScreen(db, draftId, world.robin)
  const newer = await posted(db, 0)
  expect(await approve(db, approval, world.robin)).toMatchObject({
    reason: "decided",
    message: expect.stringMatching(/newer draft took/),
    ended: { status: "superseded", by: null, mine: false, supersededBy: newer },
  })
})
