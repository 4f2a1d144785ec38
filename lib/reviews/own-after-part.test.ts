import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cancelChange } from "#lib/changes/cancel.ts"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { ExampleDraft } from "#lib/sandbox/example-drafts.ts"
import { approve } from "./decide.ts"
import { saveEdit } from "./edit.ts"
import { contactBehindPage } from "./review-contact.ts"
import { onScreen, posted } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"

const holder = globalThis as { caredeskGhl?: Ghl }

const AI = "Ferritin is low."
const FIRST = "Ferritin is low. Ask about iron."
const SECOND = "Ferritin is well again."

describe.each(testBackends())(
  "an approval that got no further than the call notes, on $name",
  ({ open }) => {
    let desk: Desk
    let robin: Person
    beforeAll(async () => {
      process.env.TAG_HOLD_SECONDS = "0"
      desk = await openDesk(open)
      holder.caredeskGhl = desk.ghl
      robin = await reviewer(desk.store.db, "Robin Hale")
    })
    afterAll(async () => {
      delete holder.caredeskGhl
      await desk.close()
    })

    const handIn = (contactId: string, summary: string) =>
      posted(desk.store.db, 0, {
        ...{ contactId, summary, analysis: "The analysis.", userId: "" },
        source: { text: "" } as unknown as ExampleDraft["source"],
      })
    async function approved(draftId: string) {
      const { db } = desk.store
      const answer = await approve(db, await onScreen(db, draftId, robin), robin)
      if (answer.outcome !== "approved") throw new Error(JSON.stringify(answer))
      return answer.changeId
    }
    /** What the draft's page takes for text that Caredesk did not write. */
    async function othersOn(draftId: string) {
      const read = await contactBehindPage(desk.store.db, draftId)
      return read?.kind === "ok" ? read.contact.othersText : read?.kind
    }

    test("is Caredesk's own text all the same: while it is stopped, and after the rest was given up", async () => {
      const { db } = desk.store
      const contactId = desk.nextContact()
      const before = "A coordinator's own words."
      await desk.edit(contactId, { fields: { "contact.call_notes": before } })
      const path = `/contacts/${contactId}/tags`
      await desk.control.addFault({
        kind: "status",
        status: 422,
        method: "POST",
        path,
        count: 1_000,
      })
      const draftId = await handIn(contactId, AI)
      const { editVersion } = await onScreen(db, draftId, robin)
      const edit = { draftId, editVersion, summary: FIRST, analysis: "The analysis." }
      expect(await saveEdit(db, edit, robin)).toMatchObject({ outcome: "saved" })
      const changeId = await approved(draftId)
      expect(await desk.ended(changeId)).toMatchObject({ status: "stopped" })
      expect((await desk.truth(contactId)).fields["contact.call_notes"]).toContain(FIRST)

      const next = await handIn(contactId, SECOND)
      expect(await othersOn(next)).toBe(before)
      expect(await cancelChange(db, changeId, robin.id, desk.engine.queue)).toEqual({ ok: true })
      expect(await othersOn(next)).toBe(before)

      await desk.control.clearFaults()
      expect(await desk.ended(await approved(next))).toMatchObject({ status: "done" })
      const stands = String((await desk.truth(contactId)).fields["contact.call_notes"])
      expect(stands).toContain(SECOND)
      expect(stands).toContain(before)
      expect(stands).not.toContain(FIRST)
    })
  },
)
