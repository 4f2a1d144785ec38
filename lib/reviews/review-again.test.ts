import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cancelChange } from "#lib/changes/cancel.ts"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import { undoChange } from "#lib/changes/undo.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Person } from "#lib/people/sessions.ts"
import { openDrifts } from "#lib/reconcile/list.ts"
import { lookAtContact } from "#lib/reconcile/look.ts"
import type { ExampleDraft } from "#lib/sandbox/example-drafts.ts"
import { approve } from "./decide.ts"
import { reviewAgain } from "./review-again.ts"
import { onScreen, posted, rowOf } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"

/** Names neither a user nor a document that would have to be the contact's. */
const ANYBODYS = { userId: "", source: { text: "" } as ExampleDraft["source"] }

const holder = globalThis as { caredeskGhl?: Ghl }

describe.each(testBackends())("a draft whose approval was taken back, on $name", ({ open }) => {
  let desk: Desk
  let robin: Person
  let dana: Person
  beforeAll(async () => {
    process.env.TAG_HOLD_SECONDS = "1"
    desk = await openDesk(open)
    holder.caredeskGhl = desk.ghl
    robin = await reviewer(desk.store.db, "Robin Hale")
    dana = await reviewer(desk.store.db, "Dana Quill")
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    await desk.close()
  })

  async function written(draftId: string, person: Person) {
    const answer = await approve(
      desk.store.db,
      await onScreen(desk.store.db, draftId, person),
      person,
    )
    if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
    expect(await desk.ended(answer.changeId)).toMatchObject({ status: "done" })
    return answer.changeId
  }
  const undo = async (changeId: string) => {
    const undone = await undoChange(desk.store.db, changeId, robin, desk.engine.queue)
    if (undone.outcome !== "stored") throw new Error(undone.message)
    return undone.changeId
  }
  async function approved() {
    const contactId = desk.nextContact()
    const fields = { "contact.call_notes": "", "contact.user_id": "" }
    await desk.edit(contactId, { fields, tags: ["bloodwork_scheduled"] })
    const draftId = await posted(desk.store.db, 0, { contactId, ...ANYBODYS })
    return { contactId, draftId, changeId: await written(draftId, robin) }
  }
  const REFUSED = { outcome: "refused", reason: "invalid" }

  test("waits again, and a new approval writes text, tags and a note of its own", async () => {
    const { db } = desk.store
    const { contactId, draftId, changeId } = await approved()
    expect(await reviewAgain(db, draftId, dana)).toMatchObject(REFUSED)
    const undoId = await undo(changeId)
    // Not while it is still being taken back, which a person may cancel.
    expect(await reviewAgain(db, draftId, dana)).toMatchObject(REFUSED)
    expect(await desk.ended(undoId)).toMatchObject({ status: "done" })

    const answers = await Promise.all([1, 2, 3].map(() => reviewAgain(db, draftId, dana)))
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["refused", "refused", "waiting"])
    expect(await rowOf(db, draftId)).toMatchObject({
      ...{ status: "waiting", changeId: null, decidedBy: null },
    })
    const kept = await db.select().from(decisions).where(eq(decisions.draftId, draftId))
    expect(kept.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true])
    const told = await db
      .select({ personId: auditEvents.personId })
      .from(auditEvents)
      .where(
        and(eq(auditEvents.action, "draft.review-again"), eq(auditEvents.contactId, contactId)),
      )
    expect(told).toEqual([{ personId: dana.id }])

    await written(draftId, dana)
    const { summary, analysis } = await rowOf(db, draftId)
    const truth = await desk.truth(contactId)
    expect(truth.fields["contact.call_notes"]).toBe(summary)
    expect(truth.contact.tags).toContain("bloodwork_completed")
    const notes = truth.notes.filter(({ body }) => body.includes(analysis.slice(0, 40)))
    expect(notes.map(({ body }) => body.startsWith("Withdrawn by Robin Hale")).sort()).toEqual([
      false,
      true,
    ])
    const references = notes.map(({ body }) => body.match(/Caredesk ref (\S+)\s*$/)?.[1])
    expect(new Set(references).size).toBe(2)
    // The nightly look finds both where they belong.
    await lookAtContact(db, desk.ghl, contactId)
    expect((await openDrifts(db)).filter((drift) => drift.contactId === contactId)).toEqual([])
  })

  test("makes room for a newer run that came meanwhile", async () => {
    const { db } = desk.store
    const { contactId, draftId, changeId } = await approved()
    await desk.ended(await undo(changeId))
    const newer = await posted(db, 0, { contactId, ...ANYBODYS })
    expect(await reviewAgain(db, draftId, dana)).toEqual({ outcome: "waiting" })
    expect(await rowOf(db, draftId)).toMatchObject({ status: "superseded", supersededBy: newer })
  })

  test("stays as it is when the undo was cancelled, or its texts are gone", async () => {
    const { db } = desk.store
    const { draftId, changeId } = await approved()
    await cancelChange(db, await undo(changeId), robin.id, desk.engine.queue)
    expect(await reviewAgain(db, draftId, dana)).toMatchObject(REFUSED)
    await desk.ended(await undo(changeId))
    await db.update(drafts).set({ forgottenAt: new Date() }).where(eq(drafts.id, draftId))
    expect(await reviewAgain(db, draftId, dana)).toMatchObject(REFUSED)
    expect((await rowOf(db, draftId)).status).toBe("approved")
  })
})
