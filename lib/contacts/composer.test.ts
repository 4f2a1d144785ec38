import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { cancelChange } from "#lib/changes/cancel.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { composerDrafts } from "#lib/db/schema/contacts.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import {
  discardDraft,
  readComposer,
  type Submission,
  storeDraft,
  submitComposer,
} from "./composer.ts"
import { forgetComposerDrafts } from "./composer-retention.ts"

const CONTACT = "contact0000000000001"
const TEXT = { callNotes: "Called, she agrees.", note: "Send the report.", lifecycleStep: null }
const SEEN = { seenCallNotes: "Not called yet." }

let sandbox: RunningSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
})
afterAll(() => sandbox.close())

describe.each(testBackends())("the composer on $name", ({ open }) => {
  let store: Store
  let db: Db
  let robin: Person
  let ana: Person

  const personNamed = async (name: string): Promise<Person> => {
    const email = `${name.split(" ")[0]}@clinic.example`
    const [row] = await db
      .insert(people)
      .values({ email, name, role: "coordinator", passwordHash: "-" })
      .returning()
    if (!row) throw new Error("no person")
    return { ...row, sessionId: row.id }
  }

  beforeAll(async () => {
    store = await open()
    db = store.db
    robin = await personNamed("Robin Hale")
    ana = await personNamed("Ana Diaz")
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    await db.delete(composerDrafts)
  })

  const draftOf = async (person: Person) => (await readComposer(db, person.id, CONTACT)).draft
  const submission = (more: Partial<Submission["text"]> = {}): Submission => ({
    contactId: CONTACT,
    text: { ...TEXT, ...more },
    ...SEEN,
    submissionId: randomUUID(),
    seenTags: ["bloodwork_scheduled", "member"],
  })
  const submitted = async (person: Person, more: Partial<Submission["text"]> = {}) => {
    const answer = await submitComposer(db, submission(more), person)
    if (answer.outcome !== "stored") throw new Error(answer.message)
    return answer.changeId
  }
  const stepsOf = (changeId: string) =>
    db
      .select()
      .from(changeSteps)
      .where(eq(changeSteps.changeId, changeId))
      .orderBy(changeSteps.position)

  test("the last text a person typed is kept, and one of theirs to a contact", async () => {
    expect(await draftOf(robin)).toBeNull()
    await storeDraft(db, robin.id, CONTACT, { ...TEXT, ...SEEN })
    await storeDraft(db, robin.id, CONTACT, { ...TEXT, ...SEEN, note: "עברית <b>and markup</b>" })
    expect(await draftOf(robin)).toMatchObject({
      ...TEXT,
      ...SEEN,
      note: "עברית <b>and markup</b>",
      changeId: null,
    })
    expect((await readComposer(db, robin.id, "contact0000000000002")).draft).toBeNull()
    await discardDraft(db, robin.id, CONTACT)
    expect(await draftOf(robin)).toBeNull()
  })

  test("a colleague learns who writes, and not what", async () => {
    await storeDraft(db, robin.id, CONTACT, { ...TEXT, ...SEEN })
    const seen = await readComposer(db, ana.id, CONTACT)
    expect(seen.draft).toBeNull()
    expect(seen.colleagues.map((one) => one.name)).toEqual(["Robin Hale"])
    expect(JSON.stringify(seen)).not.toMatch(/agrees|report/)
    expect((await readComposer(db, robin.id, CONTACT)).colleagues).toEqual([])
    await db.update(composerDrafts).set({ updatedAt: new Date(Date.now() - 25 * 3_600_000) })
    expect((await readComposer(db, ana.id, CONTACT)).colleagues).toEqual([])
  })

  test("a save is one change: call notes, then tags, then the note, held because tags move", async () => {
    const changeId = await submitted(robin, { lifecycleStep: "bloodwork-completed" })
    const steps = await stepsOf(changeId)
    expect(steps.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "set-field Call notes",
      "add-tag bloodwork_completed",
      "remove-tag bloodwork_scheduled",
      "create-note note",
    ])
    expect(steps[0]).toMatchObject({ wanted: TEXT.callNotes, seen: SEEN.seenCallNotes })
    expect(steps[3]?.wanted).toMatch(
      /^Send the report\.\n\nWritten by Robin Hale, coordinator, .*\n+Caredesk ref [\w-]+$/,
    )
    const [change] = await db.select().from(changes).where(eq(changes.id, changeId))
    expect(change).toMatchObject({ kind: "call-notes", status: "held", personId: robin.id })
  })

  test("what did not change is not written, and without tags nothing is held", async () => {
    const changeId = await submitted(robin, { callNotes: SEEN.seenCallNotes })
    expect((await stepsOf(changeId)).map((step) => step.kind)).toEqual(["create-note"])
    const [change] = await db.select().from(changes).where(eq(changes.id, changeId))
    expect(change?.status).toBe("queued")
  })

  test("nothing to save is refused, and leaves no change", async () => {
    const before = await db.$count(changes)
    expect(
      await submitComposer(db, submission({ callNotes: SEEN.seenCallNotes, note: " \n" }), robin),
    ).toMatchObject({ outcome: "refused" })
    expect(await db.$count(changes)).toBe(before)
  })

  test("the text stays until its change is done, and comes back when that is cancelled", async () => {
    const first = await submitted(robin, { lifecycleStep: "bloodwork-completed" })
    expect(await draftOf(robin)).toMatchObject({ changeId: first, note: TEXT.note })
    await cancelChange(db, first, robin.id)
    expect(await draftOf(robin)).toMatchObject({ changeId: null, note: TEXT.note })
    const second = await submitted(robin)
    await db.update(changes).set({ status: "stopped" }).where(eq(changes.id, second))
    expect(await draftOf(robin)).toMatchObject({ changeId: second, note: TEXT.note })
    await db.update(changes).set({ status: "done" }).where(eq(changes.id, second))
    expect(await draftOf(robin)).toBeNull()
  })

  test("a save whose answer got lost is one change, even when that is done by then", async () => {
    const save = submission()
    const answers = await Promise.all([
      submitComposer(db, save, robin),
      submitComposer(db, save, robin),
    ])
    const [first, second] = answers
    if (first?.outcome !== "stored") throw new Error("not stored")
    expect(second).toEqual(first)
    await db.update(changes).set({ status: "done" }).where(eq(changes.id, first.changeId))
    expect(await draftOf(robin)).toBeNull()
    expect(await submitComposer(db, save, robin)).toEqual(first)
    expect(await draftOf(robin)).toBeNull()
    expect(await submitComposer(db, submission(), robin)).not.toEqual(first)
  })

  test("text typed elsewhere after a save outlives that save", async () => {
    const changeId = await submitted(robin)
    // The same text once more, as a late autosave brings it: still that change's.
    await storeDraft(db, robin.id, CONTACT, { ...TEXT, ...SEEN })
    expect(await draftOf(robin)).toMatchObject({ changeId })
    // Another tab of the same person.
    await storeDraft(db, robin.id, CONTACT, { ...TEXT, ...SEEN, note: "And call again on Friday." })
    await db.update(changes).set({ status: "done" }).where(eq(changes.id, changeId))
    expect(await draftOf(robin)).toMatchObject({
      note: "And call again on Friday.",
      changeId: null,
    })
  })

  test("text that is written or long untouched goes by itself; what waits for a person stays", async () => {
    const old = (contactId: string) =>
      db
        .update(composerDrafts)
        .set({ updatedAt: new Date(Date.now() - 31 * 24 * 3_600_000) })
        .where(eq(composerDrafts.contactId, contactId))
    const left = async () =>
      (await db.select().from(composerDrafts)).map(({ contactId }) => contactId).sort()
    const contacts = ["fresh", "untouched", "written", "stopped", "cancelled"]
    for (const contactId of contacts) {
      await storeDraft(db, robin.id, contactId, { ...TEXT, ...SEEN })
    }
    const withChange = { written: "done", stopped: "stopped", cancelled: "cancelled" } as const
    for (const [contactId, status] of Object.entries(withChange)) {
      const answer = await submitComposer(db, { ...submission(), contactId }, robin)
      if (answer.outcome !== "stored") throw new Error(answer.message)
      await db.update(changes).set({ status }).where(eq(changes.id, answer.changeId))
    }
    for (const contactId of ["untouched", "stopped", "cancelled"]) await old(contactId)
    expect(await forgetComposerDrafts(db)).toBe(3)
    expect(await left()).toEqual(["fresh", "stopped"])
    expect(await forgetComposerDrafts(db)).toBe(0)
  })
})
