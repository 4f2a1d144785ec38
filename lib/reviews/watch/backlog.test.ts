import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { listAuditEvents } from "#lib/audit/list.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { setTestEnv } from "#lib/changes/testing/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Person } from "#lib/people/sessions.ts"
import { claimDraft } from "../claim.ts"
import { saveEdit } from "../edit.ts"
import { restoreVersion } from "../restore.ts"
import { runOut } from "../testing/review-world.ts"
import { reviewer } from "../testing/reviewers.ts"
import { acceptBacklog } from "./accept.ts"
import { readBacklog } from "./backlog.ts"

const holder = globalThis as { caredeskGhl?: Ghl }

describe.each(testBackends())("the backlog's page on $name", ({ open }) => {
  let store: Store
  let db: Db
  let kim: Person
  let sam: Person
  let runs = 0

  beforeAll(async () => {
    setTestEnv()
    holder.caredeskGhl = {
      getContact: async (id: string) => ({ name: `Client ${id}` }),
    } as unknown as Ghl
    store = await open()
    db = store.db
    kim = await reviewer(db, "Kim Vane")
    sam = await reviewer(db, "Sam Orr")
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    await store.close()
  })
  beforeEach(async () => {
    await db.update(drafts).set({ status: "superseded" }).where(eq(drafts.status, "waiting"))
  })

  async function found(): Promise<string> {
    const summary = `Text ${++runs}.`
    const [row] = await db
      .insert(drafts)
      .values({
        runId: `watch:${runs}`,
        bodyHash: textHmac(summary),
        origin: "watch",
        contactId: `contact${runs}`,
        summary,
        analysis: "",
        tagsToAdd: [],
        tagsToRemove: [],
        backlog: true,
      })
      .returning({ id: drafts.id })
    return row?.id ?? ""
  }
  const save = (draftId: string, editVersion: number, summary: string, person: Person) =>
    saveEdit(db, { draftId, editVersion, summary, analysis: "" }, person)
  /** Edited by a person who then left it. */
  async function edited(person: Person): Promise<string> {
    const id = await found()
    await save(id, 0, "Corrected.", person)
    await runOut(db, id)
    return id
  }
  async function putBack(person: Person): Promise<string> {
    const id = await edited(person)
    await restoreVersion(db, { draftId: id, versionId: "received", editVersion: 1 }, person)
    await runOut(db, id)
    return id
  }
  const read = (person: Person) => readBacklog(db, { after: null, personId: person.id })
  const editsShownTo = async (person: Person) =>
    new Map((await read(person)).rows.map(({ id, edited }) => [id, edited]))

  test("says of a text that it was edited and by whom, and shows it as it was found", async () => {
    const untouched = await found()
    const kims = await edited(kim)
    const both = await edited(kim)
    await save(both, 1, "Corrected again.", sam)
    const back = await putBack(kim)
    const shown = await editsShownTo(sam)
    expect(shown.size).toBe(4)
    expect(shown.get(untouched)).toBeNull()
    expect(shown.get(kims)).toEqual({ by: "Kim Vane", mine: false, taken: true })
    expect(shown.get(both)).toEqual({ by: "Sam Orr", mine: true, taken: true })
    expect(shown.get(back)).toBeNull()
    expect((await editsShownTo(kim)).get(kims)).toMatchObject({ mine: true })
    const row = (await read(sam)).rows.find(({ id }) => id === kims)
    expect(row).toMatchObject({ text: expect.stringMatching(/^Text \d+\.$/), heldBy: null })
  })

  test("tells the audit of every client whose text it shows", async () => {
    const [draft] = await db
      .select({ contactId: drafts.contactId })
      .from(drafts)
      .where(eq(drafts.id, await found()))
    const contactId = draft?.contactId ?? ""
    await read(sam)
    const { rows } = await listAuditEvents(db, { contactId })
    expect(rows).toMatchObject([
      { action: "draft.backlog-read", personName: "Sam Orr", detail: { contactIds: [contactId] } },
    ])
  })

  test("says so of words that were kept beside a text, unless others stand in it", async () => {
    const aside = await putBack(kim)
    const refused = await save(aside, 0, "Sam came too late.", sam)
    expect(refused.outcome).toBe("edited-by-other")
    expect((await editsShownTo(kim)).get(aside)).toEqual({
      by: "Sam Orr",
      mine: false,
      taken: false,
    })
    await save(aside, 2, "Kim's after all.", kim)
    expect((await editsShownTo(sam)).get(aside)).toEqual({
      by: "Kim Vane",
      mine: false,
      taken: true,
    })
  })

  test("counts what accepting all takes, which is neither edited nor under review by others", async () => {
    for (let n = 0; n < 23; n += 1) await found()
    await edited(kim)
    await edited(sam)
    await putBack(kim)
    await claimDraft(db, { draftId: await found(), takeOver: false }, kim)
    const kimsPage = await read(kim)
    expect(kimsPage).toMatchObject({ total: 27, acceptable: 25, edited: 2 })
    const page = await read(sam)
    expect(page).toMatchObject({ total: 27, acceptable: 24, edited: 2 })
    const all = { selection: { until: page.asOf }, fieldId: "call-notes" }
    expect(await acceptBacklog(db, all, sam)).toEqual({
      outcome: "accepted",
      accepted: 24,
      left: 3,
    })
    const left = await db.$count(
      drafts,
      and(eq(drafts.status, "waiting"), eq(drafts.backlog, true)),
    )
    expect(left).toBe(3)
    expect(await read(sam)).toMatchObject({ total: 3, acceptable: 0, edited: 2 })
  })
})
