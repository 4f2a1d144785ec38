import { inArray } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { type Desk, openDesk } from "#lib/changes/testing/desk.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { readWatchState } from "./state.ts"
import { lookIfDue, WATCH_DEFAULTS } from "./watch.ts"

describe.each(testBackends())("contacts of one instant, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(open, {}, { indexLagMs: 0 })
  })
  afterAll(() => desk.close())

  const walk = async (over: Partial<typeof WATCH_DEFAULTS>) => {
    for (let looks = 0; looks < 20; looks++) {
      await lookIfDue(desk.store, { ...WATCH_DEFAULTS, ...over, everyMs: 0, ghl: desk.ghl })
      if ((await readWatchState(desk.store.db)).begunAt === null) return
    }
    throw new Error("The walk did not end")
  }

  test.each([100, 7])(
    "across pages are looked at once each, with %i requests a look",
    async (requests) => {
      await walk({})
      const ids = Array.from({ length: 12 }, () => desk.nextContact())
      // The sandbox, which runs in this process, dates edits by the same clock.
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() })
      try {
        for (const id of ids) {
          await desk.edit(id, { fields: { "contact.call_notes": `Twelve at once, ${requests}.` } })
        }
      } finally {
        vi.useRealTimers()
      }
      const { contacts } = await desk.ghl.listUpdatedContacts({ since: null, limit: 100 })
      const dates = contacts.flatMap(({ id, dateUpdated }) =>
        ids.includes(id) ? [dateUpdated] : [],
      )
      expect(dates).toHaveLength(12)
      expect(new Set(dates).size).toBe(1)

      await desk.control.clearJournal()
      await walk({ pageSize: 5, requests })
      const asked = (await desk.control.journal()).filter(({ actor }) => actor === "app")
      const pages = asked.filter(({ path }) => path === "/contacts/search")
      expect(pages.length).toBeGreaterThanOrEqual(3)
      for (const id of ids) {
        expect(asked.filter(({ path }) => path === `/contacts/${id}`)).toHaveLength(1)
      }
      const items = await desk.store.db
        .select({ contactId: drafts.contactId, summary: drafts.summary })
        .from(drafts)
        .where(inArray(drafts.contactId, ids))
      const ours = items.filter(({ summary }) => summary === `Twelve at once, ${requests}.`)
      expect(ours.map(({ contactId }) => contactId).toSorted()).toEqual(ids.toSorted())
    },
  )
})
