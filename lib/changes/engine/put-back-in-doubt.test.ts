import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { tryAgain } from "../resume.ts"
import { type Desk, openDesk } from "../testing/desk.ts"

const OLD = "Old call notes"
const NEW = "Ferritin is low.\nCall on Monday."

describe.each(testBackends())(
  "call notes changed while a write is in doubt, on $name",
  ({ open }) => {
    let desk: Desk
    beforeAll(async () => {
      desk = await openDesk(open, { settleMs: 1_500, lookMs: 150 })
    })
    afterAll(() => desk.close())

    /** A change of the call notes whose first write gets no answer; in doubt by now. */
    async function inDoubt(kind: "drop-after" | "drop-before") {
      const contactId = desk.nextContact()
      await desk.edit(contactId, { fields: { "contact.call_notes": OLD } })
      await desk.control.addFault({ kind, method: "PUT", path: `/contacts/${contactId}$` })
      // An answer that got lost is found by the read after it; a read as of before leaves it in doubt.
      if (kind === "drop-after") {
        await desk.control.addFault({
          kind: "lag",
          method: "GET",
          path: `/contacts/${contactId}$`,
          delayMs: 1_000,
          after: 1,
          count: 3,
        })
      }
      const step = { kind: "set-field", fieldId: desk.callNotesId, label: "Call notes" } as const
      const changeId = await desk.change(contactId, [{ ...step, seen: OLD, wanted: NEW }])
      await desk.reached(changeId, ["unsure"])
      return { contactId, changeId }
    }
    const textOf = async (contactId: string) =>
      (await desk.truth(contactId)).fields["contact.call_notes"]
    const written = async (contactId: string) =>
      (await desk.writes(contactId)).filter(({ effects }) => effects.length > 0)

    test("the text of before that a colleague put back stays until a person decides", async () => {
      const { contactId, changeId } = await inDoubt("drop-after")
      expect(await textOf(contactId)).toBe(NEW)
      await desk.edit(contactId, { fields: { "contact.call_notes": OLD } })
      const view = await desk.ended(changeId)
      expect(view).toMatchObject({
        status: "stopped",
        can: { tryAgain: true, markDoneByHand: true },
      })
      expect(view.message).toContain("taken back by a person")
      expect(await textOf(contactId)).toBe(OLD)
      expect(await written(contactId)).toHaveLength(1)

      expect(await tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)).toEqual({
        ok: true,
      })
      expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
      expect(await textOf(contactId)).toBe(NEW)
    })

    test("a write that never arrived is sent again where nobody changed the contact", async () => {
      const { contactId, changeId } = await inDoubt("drop-before")
      expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
      expect(await textOf(contactId)).toBe(NEW)
    })

    test("one that never arrived waits for a person where the contact was changed since", async () => {
      const { contactId, changeId } = await inDoubt("drop-before")
      await desk.edit(contactId, { addTags: ["a-colleagues-tag"] })
      expect(await desk.ended(changeId)).toMatchObject({ status: "stopped" })
      expect(await textOf(contactId)).toBe(OLD)
      expect(await written(contactId)).toEqual([])
    })
  },
)
