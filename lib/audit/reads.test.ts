import { randomUUID } from "node:crypto"
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest"
import { changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { listAuditEvents } from "./list.ts"
import { type AuditedDelivery, recordRead } from "./reads.ts"

describe.each(testBackends())("reads in the audit on $name", ({ open }) => {
  const personId = randomUUID()
  let store: Store
  let db: Db
  let contacts = 0

  beforeAll(async () => {
    store = await open()
    db = store.db
    const who = { email: "one@clinic.example", name: "Person One", passwordHash: "-" }
    await db.insert(people).values({ id: personId, role: "coordinator", ...who })
  })
  afterEach(() => vi.restoreAllMocks())
  afterAll(() => store.close())

  const newContact = () => `contact${++contacts}`
  const notes = (contactId: string, more: Partial<AuditedDelivery> = {}) =>
    recordRead(db, { verb: "contact.notes-read", personId, subject: { contactId }, ...more })
  const later = (ms: number) => {
    const now = Date.now()
    vi.spyOn(Date, "now").mockReturnValue(now + ms)
  }
  const eventsOf = async (contactId: string) => (await listAuditEvents(db, { contactId })).rows

  test("are one event within a minute, for each person, contact and verb", async () => {
    const contactId = newContact()
    await notes(contactId)
    await notes(contactId)
    expect(await eventsOf(contactId)).toMatchObject([
      { actor: "person", personName: "Person One", action: "contact.notes-read", detail: {} },
    ])
    await notes(contactId, { personId: randomUUID() })
    await notes(contactId, { verb: "contact.schedule-read" })
    await notes(newContact())
    expect(await eventsOf(contactId)).toHaveLength(3)
    later(61_000)
    await notes(contactId)
    expect(await eventsOf(contactId)).toHaveLength(4)
  })

  test("that a page makes by itself are one within an hour", async () => {
    const contactId = newContact()
    await notes(contactId, { byItself: true })
    later(59 * 60_000)
    await notes(contactId, { byItself: true })
    expect(await eventsOf(contactId)).toHaveLength(1)
    vi.restoreAllMocks()
    later(61 * 60_000)
    await notes(contactId, { byItself: true })
    expect(await eventsOf(contactId)).toHaveLength(2)
  })

  test("of a draft or a change are found with their contact", async () => {
    const contactId = newContact()
    const [draft] = await db
      .insert(drafts)
      .values({
        runId: contactId,
        bodyHash: "-",
        contactId,
        summary: "",
        analysis: "",
        tagsToAdd: [],
        tagsToRemove: [],
      })
      .returning({ id: drafts.id })
    const [change] = await db
      .insert(changes)
      .values({ contactId, kind: "tags", personId, status: "queued" })
      .returning({ id: changes.id })
    const ids = { draftId: draft?.id ?? "", changeId: change?.id ?? "" }
    for (let time = 0; time < 2; time++) {
      await recordRead(db, {
        verb: "draft.versions-read",
        personId,
        subject: { draftId: ids.draftId },
      })
      await recordRead(db, { verb: "change.read", personId, subject: { changeId: ids.changeId } })
    }
    expect(await eventsOf(contactId)).toMatchObject([
      { action: "change.read", contactId, detail: { changeId: ids.changeId } },
      { action: "draft.versions-read", contactId, detail: { draftId: ids.draftId } },
    ])
  })

  test("of several contacts are an event again once there is one more of them", async () => {
    const [one, two, three] = [newContact(), newContact(), newContact()]
    const list = (...contactIds: string[]) =>
      recordRead(db, {
        verb: "drafts.listed",
        personId,
        subject: { contactIds },
        byItself: true,
      })
    await list(one, two)
    await list(two, one)
    await list(two)
    expect(await eventsOf(two)).toHaveLength(1)
    await list(two, three)
    expect(await eventsOf(two)).toHaveLength(2)
    expect(await eventsOf(one)).toHaveLength(1)
  })

  test("of nobody are no event", async () => {
    const before = (await listAuditEvents(db, {})).rows.length
    const subject = { contactIds: [] }
    await recordRead(db, { verb: "drafts.listed", personId: randomUUID(), subject })
    expect((await listAuditEvents(db, {})).rows).toHaveLength(before)
  })
})
