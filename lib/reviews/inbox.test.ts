import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { listAuditEvents } from "#lib/audit/list.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import { draftSittings, drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { assignDraft } from "./assign.ts"
import { claimDraft, releaseDraft } from "./claim.ts"
import { turnOf } from "./decision/approvers.ts"
import { inboxCounts, listInbox, PAGE_ROWS } from "./inbox.ts"
import { inboxClients } from "./inbox-clients.ts"
import { takeInDraft } from "./intake.ts"
import { nextReview } from "./next.ts"
import { LISTED_QUEUES } from "./queues.ts"
import { needTwo, rowOf } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"
import { waitingDrafts } from "./waiting.ts"

type Row = typeof drafts.$inferInsert

const HOUR = 3_600_000
const critical = [
  { name: "Potassium", value: 6.8, unit: "mmol/L", side: "high" as const, limit: 6.2 },
]

let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
})
afterAll(() => sandbox.close())

describe.each(testBackends())("the inbox on $name", ({ open }) => {
  let store: Store
  let db: Db
  let robin: Person
  let dana: Person
  let runs = 0

  beforeAll(async () => {
    store = await open()
    db = store.db
    robin = await reviewer(db, "Robin Hale")
    dana = await reviewer(db, "Dana Whitfield")
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    await db.delete(draftSittings)
    await db.delete(drafts)
    await controlOf(sandbox.url).reset()
    await controlOf(sandbox.url).clearFaults()
    delete (globalThis as { caredeskGlimpses?: unknown }).caredeskGlimpses
  })

  const insert = async (more: Partial<Row> = {}) => {
    const [row] = await db
      .insert(drafts)
      .values({
        runId: `run-${++runs}`,
        bodyHash: "-",
        contactId: `contact${runs}`,
        summary: "the summary",
        analysis: "the analysis",
        tagsToAdd: [],
        tagsToRemove: [],
        ...more,
      })
      .returning({ id: drafts.id })
    return row?.id ?? ""
  }
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR)
  const list = async (input: Parameters<typeof listInbox>[1], person = robin) =>
    (await listInbox(db, input, person.id)).rows.map(({ id }) => id)

  test("each draft is in the queues of its state, and the counts are the queues' lengths", async () => {
    await insert()
    await insert({ origin: "watch" })
    await insert({ origin: "watch", backlog: true })
    await insert({ critical })
    for (const status of ["returned", "approved", "approved", "rejected", "superseded"] as const) {
      await insert({ status, decidedAt: new Date() })
    }
    const mine = await insert()
    const theirs = await insert({ critical })
    await claimDraft(db, { draftId: mine, takeOver: false }, robin)
    await claimDraft(db, { draftId: theirs, takeOver: false }, dana)
    for (const person of [robin, dana]) {
      const counts = await inboxCounts(db, person.id)
      for (const queue of LISTED_QUEUES) {
        const page = await listInbox(db, { queue }, person.id)
        expect(page.rows, queue).toHaveLength(counts[queue])
        expect(page.total, queue).toBe(counts[queue])
      }
      expect(await waitingDrafts(db, person.id)).toEqual({
        waiting: counts.waiting,
        urgent: counts.urgent,
      })
    }
    expect(await inboxCounts(db, robin.id)).toEqual({
      waiting: 4,
      claimed: 2,
      backlog: 1,
      returned: 1,
      approved: 2,
      rejected: 1,
      superseded: 1,
      urgent: 1,
      heldByOthers: 1,
      forSecondPerson: 0,
    })
    expect((await listInbox(db, { queue: "waiting" }, robin.id)).holders).toEqual([
      "Dana Whitfield",
    ])
  })

  test("a claim shows its holder and its time, and is over when that is", async () => {
    const id = await insert()
    await claimDraft(db, { draftId: id, takeOver: false }, dana)
    expect(await list({ queue: "waiting" })).toEqual([])
    const [row] = (await listInbox(db, { queue: "claimed" }, robin.id)).rows
    expect(row?.claim).toMatchObject({ id: dana.id, name: "Dana Whitfield" })
    expect(row?.claim?.secondsLeft).toBeGreaterThan(240)
    expect(row?.claim?.secondsLeft).toBeLessThanOrEqual(300)
    await db
      .update(drafts)
      .set({ claimedUntil: hoursAgo(1) })
      .where(eq(drafts.id, id))
    expect(await list({ queue: "waiting" })).toEqual([id])
    expect(await list({ queue: "claimed" })).toEqual([])
    const [free] = (await listInbox(db, { queue: "waiting" }, robin.id)).rows
    expect(free?.claim).toBeNull()
    await claimDraft(db, { draftId: id, takeOver: false }, dana)
    await releaseDraft(db, id, dana)
    expect(await list({ queue: "waiting" })).toEqual([id])
  })

  test("urgent ones stand first, then one's own, then what is due first", async () => {
    const late = await insert({ receivedAt: hoursAgo(60) })
    const early = await insert({ receivedAt: hoursAgo(90) })
    const own = await insert({ receivedAt: hoursAgo(1) })
    const urgent = await insert({ receivedAt: hoursAgo(2), critical })
    const urgentOwn = await insert({ receivedAt: hoursAgo(1), critical })
    for (const draftId of [own, urgentOwn]) {
      await claimDraft(db, { draftId, takeOver: false }, robin)
    }
    expect(await list({ queue: "waiting" })).toEqual([urgentOwn, urgent, own, early, late])
    expect(await list({ queue: "waiting" }, dana)).toEqual([urgent, early, late])
    const { rows } = await listInbox(db, { queue: "waiting" }, robin.id)
    const dueIn = (id: string) => {
      const row = rows.find((one) => one.id === id)
      return Math.round((Date.parse(row?.dueAt ?? "") - Date.now()) / HOUR)
    }
    expect([urgent, early, late].map(dueIn)).toEqual([2, -42, -12])
  })

  test("what was decided last stands first, and is due no more", async () => {
    const first = await insert({
      status: "rejected",
      decidedAt: hoursAgo(2),
      decidedBy: dana.id,
      rejectReasonId: "wrong-values",
    })
    const second = await insert({ status: "rejected", decidedAt: hoursAgo(1) })
    const { rows } = await listInbox(db, { queue: "rejected" }, robin.id)
    expect(rows.map(({ id }) => id)).toEqual([second, first])
    expect(rows[1]).toMatchObject({
      dueAt: null,
      decidedBy: "Dana Whitfield",
      reason: "Values do not match the report",
    })
  })

  test("a list carries no texts", async () => {
    await insert({ source: { text: "text of the report" }, instructions: "do this" })
    const page = JSON.stringify(await listInbox(db, { queue: "waiting" }, robin.id))
    expect(page).not.toMatch(/the summary|the analysis|text of the report|do this/)
  })

  test("a long queue comes in pages, every draft on one of them; past the end is the last", async () => {
    const ids: string[] = []
    for (let n = 0; n < PAGE_ROWS + 3; n++) ids.push(await insert({ receivedAt: hoursAgo(n % 4) }))
    const first = await listInbox(db, { queue: "waiting", page: 1 }, robin.id)
    const second = await listInbox(db, { queue: "waiting", page: 2 }, robin.id)
    expect([first.rows.length, second.rows.length, first.pages]).toEqual([PAGE_ROWS, 3, 2])
    const seen = [...first.rows, ...second.rows].map(({ id }) => id)
    expect([...seen].sort()).toEqual([...ids].sort())
    expect(await listInbox(db, { queue: "waiting", page: 9 }, robin.id)).toMatchObject({
      page: 2,
      total: PAGE_ROWS + 3,
    })
  })

  describe("a draft with a first approval", () => {
    const firstBy = (person: Person, more: Partial<Row> = {}) =>
      insert({
        critical,
        firstApprovedBy: person.id,
        firstApprovedAt: new Date(),
        firstApprovedVersion: 0,
        ...more,
      })
    const rowFor = async (id: string, person: Person) => {
      for (const queue of ["waiting", "claimed"] as const) {
        const { rows } = await listInbox(db, { queue }, person.id)
        const row = rows.find((one) => one.id === id)
        if (row) return { queue, firstApproval: row.firstApproval }
      }
      return null
    }
    const name = (person: Person) => ({ id: person.id, name: person.name })
    beforeEach(() => needTwo(db, true))
    afterAll(() => needTwo(db, false))

    test("waits for everybody but who gave it, who finds it below what is reviewed, uncounted", async () => {
      const id = await firstBy(robin, { receivedAt: hoursAgo(9) })
      const reviewed = await insert()
      await claimDraft(db, { draftId: reviewed, takeOver: false }, robin)
      expect(await rowFor(id, robin)).toEqual({ queue: "claimed", firstApproval: name(robin) })
      expect(await rowFor(id, dana)).toEqual({ queue: "waiting", firstApproval: name(robin) })
      const turns = [robin, dana].map(async (person) => turnOf(db, await rowOf(db, id), person))
      expect(await Promise.all(turns)).toMatchObject([{ turn: "same-person" }, { turn: "second" }])
      expect(await list({ queue: "claimed" })).toEqual([reviewed, id])
      expect(await list({ queue: "claimed" }, dana)).toEqual([reviewed])
      expect(await inboxCounts(db, robin.id)).toMatchObject({
        ...{ waiting: 1, urgent: 0, claimed: 2, heldByOthers: 0, forSecondPerson: 1 },
      })
      expect(await waitingDrafts(db, robin.id)).toEqual({ waiting: 1, urgent: 0 })
      expect(await inboxCounts(db, dana.id)).toMatchObject({
        ...{ waiting: 1, urgent: 1, claimed: 1, heldByOthers: 1, forSecondPerson: 0 },
      })
      expect(await waitingDrafts(db, dana.id)).toEqual({ waiting: 1, urgent: 1 })
    })

    test("that the second person reviews now is in review for both, and waits for nobody else", async () => {
      const id = await firstBy(robin)
      await claimDraft(db, { draftId: id, takeOver: false }, dana)
      expect(await rowFor(id, dana)).toMatchObject({ queue: "waiting" })
      expect(await list({ queue: "claimed" })).toEqual([id])
      expect(await list({ queue: "claimed" }, dana)).toEqual([id])
      expect(await inboxCounts(db, robin.id)).toMatchObject({
        ...{ waiting: 0, claimed: 1, heldByOthers: 0, forSecondPerson: 1 },
      })
      expect((await listInbox(db, { queue: "waiting" }, robin.id)).holders).toEqual([])
    })

    test.each<[string, Partial<Row>, boolean]>([
      ["the clinic asks for one person only", {}, false],
      ["it was taken back", { firstApprovedBy: null, firstApprovedVersion: null }, true],
      ["it was given to other texts", { editVersion: 1 }, true],
      ["the draft is critical no more", { critical: [] }, true],
    ])("waits for both again once %s", async (_, more, two) => {
      const id = await firstBy(robin, more)
      await needTwo(db, two)
      for (const person of [robin, dana]) {
        expect(await rowFor(id, person)).toEqual({ queue: "waiting", firstApproval: null })
        expect(await waitingDrafts(db, person.id)).toMatchObject({ waiting: 1 })
        expect(await nextReview(db, person)).toBe(id)
        // The list tells whose turn it is as the decision does.
        const { turn } = await turnOf(db, await rowOf(db, id), person)
        expect(["only", "first"]).toContain(turn)
      }
    })

    test("says nothing of it once it is decided", async () => {
      await firstBy(robin, { status: "approved", decidedAt: new Date(), decidedBy: dana.id })
      const { rows } = await listInbox(db, { queue: "approved" }, robin.id)
      expect(rows).toMatchObject([{ firstApproval: null, decidedBy: "Dana Whitfield" }])
      expect((await inboxCounts(db, robin.id)).forSecondPerson).toBe(0)
    })
  })

  describe("assigning", () => {
    test("names whose work a draft is; the filter shows one's own; anybody may claim it", async () => {
      const id = await insert()
      await insert()
      const assign = (personId: string | null) => assignDraft(db, { draftId: id, personId }, robin)
      expect(await assign(dana.id)).toEqual({ outcome: "assigned" })
      expect(await list({ queue: "waiting", mine: true }, dana)).toEqual([id])
      expect(await list({ queue: "waiting", mine: true })).toEqual([])
      const { rows } = await listInbox(db, { queue: "waiting" }, robin.id)
      expect(rows.find((row) => row.id === id)?.assignedTo).toEqual({
        id: dana.id,
        name: "Dana Whitfield",
      })
      expect(await claimDraft(db, { draftId: id, takeOver: false }, robin)).toMatchObject({
        outcome: "claimed",
      })
      expect(await assign(null)).toEqual({ outcome: "assigned" })
      expect(await list({ queue: "waiting", mine: true }, dana)).toEqual([])
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.action, "draft.assigned"))
      expect(events.map(({ detail }) => detail)).toEqual([
        { draftId: id, to: dana.id },
        { draftId: id, to: null },
      ])
    })

    test("takes no draft that is decided, and nobody who is not here any more", async () => {
      const decided = await insert({ status: "approved" })
      expect(await assignDraft(db, { draftId: decided, personId: dana.id }, robin)).toEqual({
        outcome: "decided",
      })
      const gone = await reviewer(db, `Gone ${++runs}`)
      await db.update(people).set({ disabledAt: new Date() }).where(eq(people.id, gone.id))
      const waits = await insert()
      for (const personId of [gone.id, "00000000-0000-4000-8000-000000000000"]) {
        expect(await assignDraft(db, { draftId: waits, personId }, robin)).toEqual({
          outcome: "no-reviewer",
        })
      }
      const { reviewers } = await listInbox(db, { queue: "waiting" }, robin.id)
      expect(reviewers.map(({ id }) => id)).not.toContain(gone.id)
    })
  })

  describe("names", () => {
    const posted = async (n: number) => {
      const body = { ...exampleDrafts()[n], runId: `named-${++runs}` }
      const intake = await takeInDraft(db, body)
      if (intake.outcome !== "stored") throw new Error(intake.outcome)
      return intake.id
    }
    const contactReads = async () =>
      (await controlOf(sandbox.url).journal()).filter(({ path }) => /^\/contacts\/\w+$/.test(path))

    test("are GHL's, with the stage and whether the draft is about this client, and audited", async () => {
      const right = await posted(0)
      const wrong = await posted(3)
      const gone = await insert({ contactId: "goneGoneGoneGoneGone" })
      const clients = await inboxClients(db, [right, wrong, gone], robin.id)
      const of = (id: string) => clients.find(({ draftId }) => draftId === id)
      expect(of(right)).toMatchObject({
        state: "known",
        name: "Adaline O'Hara",
        stage: { label: "Bloodwork scheduled", step: 4 },
        wrongClient: false,
      })
      expect(of(wrong)).toMatchObject({ state: "known", wrongClient: true })
      expect(of(gone)).toMatchObject({ state: "gone", name: null })
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.action, "drafts.named"))
      expect(events.at(-1)).toMatchObject({ personId: robin.id, detail: { count: 2 } })
      expect(JSON.stringify(events)).not.toContain("Adaline")
    })

    test("are audited once for each person who was told of their drafts, however often it looks", async () => {
      const contactId = "toldOfOnce"
      await insert({ contactId })
      for (let time = 0; time < 3; time++) await listInbox(db, { queue: "waiting" }, robin.id)
      await listInbox(db, { queue: "waiting" }, dana.id)
      const { rows } = await listAuditEvents(db, { contactId, group: "drafts" })
      const listed = rows.filter(({ action }) => action === "drafts.listed")
      expect(listed.map(({ personName }) => personName).toSorted()).toEqual(
        [robin.name, dana.name].toSorted(),
      )
    })

    test("cost one read a contact, and none again within a minute, whoever looks", async () => {
      const ids = await Promise.all([posted(0), posted(1), posted(2)])
      await controlOf(sandbox.url).clearJournal()
      await listInbox(db, { queue: "waiting" }, robin.id)
      expect(await contactReads()).toHaveLength(0)
      await Promise.all([inboxClients(db, ids, robin.id), inboxClients(db, ids, dana.id)])
      await inboxClients(db, ids, robin.id)
      expect(await contactReads()).toHaveLength(3)
    })

    test("are missing while GHL is down, and it is not asked for all of them", async () => {
      const known = await posted(0)
      const more = await Promise.all(Array.from({ length: 20 }, () => insert()))
      await controlOf(sandbox.url).addFault({
        kind: "status",
        status: 500,
        count: 1000,
        path: "/contacts/",
      })
      await controlOf(sandbox.url).clearJournal()
      expect(await list({ queue: "waiting" })).toHaveLength(21)
      const clients = await inboxClients(db, [known, ...more], robin.id)
      expect(clients.every(({ state, name }) => state === "unread" && name === null)).toBe(true)
      const asked = new Set((await contactReads()).map(({ path }) => path))
      expect(asked.size).toBeLessThan(10)
      await controlOf(sandbox.url).clearFaults()
      expect(await inboxClients(db, [known], robin.id)).toMatchObject([{ state: "known" }])
    })
  })

  test("an approval that was taken back says so, and one that was not says how it stands", async () => {
    const change = async (more: Partial<typeof changes.$inferInsert>) => {
      const [row] = await db
        .insert(changes)
        .values({
          contactId: "contact1",
          kind: "review",
          personId: robin.id,
          status: "done",
          finishedAt: new Date(),
          ...more,
        })
        .returning({ id: changes.id })
      return row?.id ?? ""
    }
    const approvedBy = async (changeId: string) => insert({ status: "approved", changeId })
    const saved = await approvedBy(await change({}))
    const takenBack = await change({})
    const back = await approvedBy(takenBack)
    const undo = await change({ kind: "undo", undoOf: takenBack })
    const stopped = await change({})
    const tried = await approvedBy(stopped)
    await change({ kind: "undo", undoOf: stopped, status: "cancelled" })
    const accepted = await insert({ status: "approved" })
    const { rows } = await listInbox(db, { queue: "approved" }, robin.id)
    const of = (id: string) => rows.find((row) => row.id === id)?.writeBack
    expect(of(saved)).toEqual({ status: "done", undo: null })
    expect(of(back)).toMatchObject({ status: "done", undo: { changeId: undo, status: "done" } })
    expect(of(tried)).toEqual({ status: "done", undo: null })
    expect(of(accepted)).toBeNull()
  })
})
