import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { tryAgain } from "./resume.ts"
import { type Desk, openDesk } from "./testing/desk.ts"

describe.each(testBackends())("a write in doubt while GHL is down, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    // It would not look again by itself while a test waits.
    desk = await openDesk(open, { pauseMs: { first: 600_000, max: 600_000 } })
  })
  afterAll(() => desk.close())

  test.each(["drop-after", "drop-before"] as const)(
    "is looked at again when a person asks, and written once: %s",
    async (kind) => {
      const contactId = desk.nextContact()
      const path = `/contacts/${contactId}/notes`
      await desk.control.addFault({ kind, method: "POST", path })
      // The first read is the one before the write.
      await desk.control.addFault({ kind: "status", method: "GET", path, after: 1, count: 1_000 })
      const changeId = await desk.change(contactId, [
        { kind: "create-note", body: "The analysis." },
      ])
      const unsure = await desk.reached(changeId, ["unsure"])
      expect(unsure.can).toMatchObject({ tryAgain: true, cancel: false, markDoneByHand: false })

      const again = () => tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)
      expect(await again()).toEqual({ ok: true })
      expect((await desk.view(changeId)).status).toBe("unsure")
      await desk.control.clearFaults()
      // The look that was asked for may have met GHL still down.
      while ((await desk.view(changeId)).status === "unsure") {
        await again()
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
      const { notes } = await desk.truth(contactId)
      expect(notes.filter(({ body }) => body.startsWith("The analysis."))).toHaveLength(1)
    },
  )
})
