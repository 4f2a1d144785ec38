import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { approveInput, editInput, rejectInput, returnInput } from "./action-inputs.ts"
import { claimDraft } from "./claim.ts"
import { reject, returnDraft } from "./decline.ts"
import { saveEdit } from "./edit.ts"
import { takeInDraft } from "./intake.ts"
import { reviewer } from "./testing/reviewers.ts"

/** Pasted from who knows where: Postgres stores neither of the two. */
const PASTED = "Ferritin\0 is 12\ud800."
const STORED = "Ferritin is 12\ufffd."

test("what reviewers type reaches the store without what it cannot hold", () => {
  const draftId = randomUUID()
  const typed = { summary: PASTED, analysis: PASTED }
  expect(editInput.parse({ draftId, editVersion: 0, ...typed })).toMatchObject({
    summary: STORED,
    analysis: STORED,
  })
  expect(rejectInput.parse({ draftId, reasonId: "other", reason: PASTED }).reason).toBe(STORED)
  expect(returnInput.parse({ draftId, instructions: PASTED }).instructions).toBe(STORED)
  const approval = {
    draftId,
    editVersion: 0,
    seenCallNotes: PASTED,
    seenOthersText: PASTED,
    seenDay: "2026-11-30",
    seenTurn: "only",
    keeping: "keep",
    withTags: true,
    confirmed: [],
    overrideReason: PASTED,
    contradictionsSeen: [],
  }
  expect(approveInput.parse(approval)).toMatchObject({
    seenCallNotes: STORED,
    seenOthersText: STORED,
    overrideReason: STORED,
  })
})

describe.each(testBackends())("typed text on $name", ({ open }) => {
  let store: Store
  let db: Db
  beforeAll(async () => {
    store = await open()
    db = store.db
  })
  afterAll(() => store.close())

  test("with a NUL in it is stored with an edit, a rejection and a return", async () => {
    const person = await reviewer(db, "Robin Hale")
    const open = async (contactId: string) => {
      const intake = await takeInDraft(db, {
        ...exampleDrafts()[0],
        contactId,
        runId: `run\0-${contactId}`,
      })
      if (intake.outcome !== "stored") throw new Error(intake.outcome)
      expect(await claimDraft(db, { draftId: intake.id, takeOver: false }, person)).toMatchObject({
        outcome: "claimed",
      })
      return intake.id
    }
    const draftId = await open("one")
    const edit = { draftId, editVersion: 0, summary: PASTED, analysis: PASTED }
    expect(await saveEdit(db, editInput.parse(edit), person)).toMatchObject({
      outcome: "saved",
      summary: STORED,
    })
    const rejection = rejectInput.parse({ draftId, reasonId: "other", reason: PASTED })
    expect(await reject(db, rejection, person)).toEqual({ outcome: "declined" })
    const back = returnInput.parse({ draftId: await open("two"), instructions: PASTED })
    expect(await returnDraft(db, back, person)).toEqual({ outcome: "declined" })
  })
})
