import { eq, inArray } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { until } from "#lib/changes/testing/desk.ts"
import { addPerson, setTestEnv } from "#lib/changes/testing/people.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changes, knownTexts } from "#lib/db/schema/changes.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Role } from "#lib/people/permissions.ts"
import type { Person } from "#lib/people/sessions.ts"
import { recordDecision } from "../decision/record.ts"
import { isHmacOf } from "../decision/text-hmacs.ts"
import { saveEdit } from "../edit.ts"
import { restoreVersion } from "../restore.ts"
import { runOut } from "../testing/review-world.ts"
import { acceptBacklog } from "./accept.ts"
import type { Selection } from "./backlog-types.ts"
import { dbTime } from "./db-time.ts"
import { isKnownText } from "./known-text.ts"

const FIELD = "call-notes-field"

describe.each(testBackends())("accepting the backlog on $name", ({ open }) => {
  let store: Store
  let db: Db
  let people: Record<Role, Person>
  let runs = 0

  beforeAll(async () => {
    setTestEnv()
    store = await open()
    db = store.db
    const person = async (role: Role): Promise<Person> => {
      const id = await addPerson(db, role)
      return { id, role, name: role, email: `${role}@caredesk.test`, sessionId: id }
    }
    people = { coordinator: await person("coordinator"), admin: await person("admin") }
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    await db.update(drafts).set({ status: "superseded" }).where(eq(drafts.status, "waiting"))
  })

  async function addItems(n: number, over: Partial<typeof drafts.$inferInsert> = {}) {
    const values = Array.from({ length: n }, () => {
      const run = ++runs
      const summary = `Text ${run}.`
      return {
        runId: `watch:${run}`,
        bodyHash: textHmac(summary),
        origin: "watch" as const,
        contactId: `contact${run}`,
        summary,
        analysis: "",
        tagsToAdd: [],
        tagsToRemove: [],
        backlog: true,
        ...over,
      }
    })
    return db.insert(drafts).values(values).returning()
  }
  const accept = (selection: Selection, role: Role = "coordinator") =>
    acceptBacklog(db, { selection, fieldId: FIELD }, people[role])
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

  test("decides each text once, knows it, and writes nothing", async () => {
    const items = await addItems(3)
    const [first, second, third] = items
    if (!first || !second || !third) throw new Error("no items")
    const outcome = await accept({ ids: idsOf([first, second]) })
    expect(outcome).toEqual({ outcome: "accepted", accepted: 2, left: 0 })
    const rows = await db
      .select()
      .from(drafts)
      .where(inArray(drafts.id, idsOf(items)))
    const statusOf = (id: string) => rows.find((row) => row.id === id)?.status
    expect([first, second, third].map(({ id }) => statusOf(id))).toEqual([
      "approved",
      "approved",
      "waiting",
    ])
    const kept = await db.select().from(decisions).where(eq(decisions.draftId, first.id))
    expect(kept).toMatchObject([
      {
        kind: "accepted",
        origin: "watch",
        personId: people.coordinator.id,
        changeId: null,
        activeSeconds: 0,
        flags: { inBulk: true },
        evidenceOpened: [],
        edits: 0,
        aiShare: 0,
        summaryHmac: textHmac(first.summary),
      },
    ])
    const place = { contactId: first.contactId, fieldId: FIELD }
    expect(await isKnownText(db, place, `${first.summary} \r\n`)).toBe(true)
    expect(await isKnownText(db, place, `${first.summary} And more.`)).toBe(false)
    expect(await isKnownText(db, { ...place, contactId: third.contactId }, third.summary)).toBe(
      false,
    )
    expect(await db.select().from(changes)).toEqual([])
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.contactId, first.contactId))
    expect(events).toMatchObject([{ action: "draft.accepted", personId: people.coordinator.id }])
    expect(JSON.stringify(events)).not.toContain(first.summary)
  })

  test("keeps the fingerprint that reading it alone would keep, whatever its line ends", async () => {
    const summary = "LDL cholesterol 130 mg/dL.  \r\nCafe\u0301, no fast.\r\n\r\n"
    const [one] = await addItems(1, { summary, bodyHash: textHmac(summary) })
    const [other] = await addItems(1, { summary, bodyHash: textHmac(summary) })
    if (!one || !other) throw new Error("no items")
    await accept({ ids: [one.id] })
    const flags = {
      supported: 0,
      contradicted: 0,
      notFound: 0,
      contradictedKinds: [],
      askedAgain: [],
    }
    const alone = { kind: "accepted" as const, personId: people.coordinator.id, flags }
    await recordDecision(db, other, alone)
    const kept = await db
      .select()
      .from(decisions)
      .where(inArray(decisions.draftId, [one.id, other.id]))
    expect(kept).toHaveLength(2)
    for (const { summaryHmac, analysisHmac } of kept) {
      expect(summaryHmac).toBe(one.bodyHash)
      expect(analysisHmac).toBe(textHmac(""))
      expect(isHmacOf(summaryHmac, summary)).toBe(true)
      expect(isHmacOf(summaryHmac, summary.replaceAll("\r\n", "\n"))).toBe(true)
      expect(isHmacOf(summaryHmac, `${summary}.`)).toBe(false)
    }
    // As approvals were kept before.
    expect(isHmacOf(fingerprint(summary), summary)).toBe(true)
    expect(isHmacOf(fingerprint(summary), `${summary}.`)).toBe(false)
  })

  test("leaves what is decided, no backlog, or under review by somebody else", async () => {
    const [decided] = await addItems(1, { status: "superseded" })
    const [found] = await addItems(1, { backlog: false })
    const claim = { claimedUntil: new Date(Date.now() + 60_000) }
    const [held] = await addItems(1, { ...claim, claimedBy: people.admin.id })
    const [mine] = await addItems(1, { ...claim, claimedBy: people.coordinator.id })
    const rows = [decided, found, held, mine].filter((row) => row !== undefined)
    expect(await accept({ ids: idsOf(rows) })).toEqual({
      outcome: "accepted",
      accepted: 1,
      left: 3,
    })
    expect(
      await db
        .select()
        .from(decisions)
        .where(inArray(decisions.draftId, idsOf(rows))),
    ).toMatchObject([{ draftId: mine?.id }])
  })

  const edit = (draftId: string, editVersion: number, summary: string, role: Role, tx = db) =>
    saveEdit(tx, { draftId, editVersion, summary, analysis: "" }, people[role])
  /** A text as it was found again, after an edit that was taken back; nobody has it. */
  async function putBack(draftId: string) {
    await edit(draftId, 0, "Something else.", "admin")
    await restoreVersion(db, { draftId, versionId: "received", editVersion: 1 }, people.admin)
    await runOut(db, draftId)
  }

  test("leaves what somebody edited, oneself too, but not what reads as it was found again", async () => {
    const items = await addItems(4)
    const [corrected, mine, back, aside] = items
    if (!corrected || !mine || !back || !aside) throw new Error("no items")
    await edit(corrected.id, 0, "Corrected by the admin.", "admin")
    await runOut(db, corrected.id)
    // Written in another tab, under a claim that runs.
    await edit(mine.id, 0, "Corrected by the coordinator.", "coordinator")
    await putBack(back.id)
    await putBack(aside.id)
    const late = await edit(aside.id, 0, "Not taken into the draft.", "coordinator")
    expect(late.outcome).toBe("edited-by-other")

    const outcome = { outcome: "accepted", accepted: 1, left: 3 }
    expect(await accept({ ids: idsOf(items) })).toEqual(outcome)
    expect(await accept({ until: await dbTime(db) }, "admin")).toEqual({ ...outcome, accepted: 0 })
    const decided = await db
      .select()
      .from(decisions)
      .where(inArray(decisions.draftId, idsOf(items)))
    expect(decided).toMatchObject([{ draftId: back.id, edits: 0 }])
    const place = { contactId: corrected.contactId, fieldId: FIELD }
    expect(await isKnownText(db, place, corrected.summary)).toBe(false)
  })

  test("leaves what is edited while it is being accepted", async () => {
    const items = await addItems(2)
    const [saved, aside] = items
    if (!saved || !aside) throw new Error("no items")
    await putBack(aside.id)
    const accepting = await db.transaction(async (tx) => {
      await edit(saved.id, 0, "Corrected.", "admin", tx)
      await edit(aside.id, 0, "Not taken into the draft.", "admin", tx)
      await runOut(tx, saved.id)
      const outcome = accept({ ids: idsOf(items) })
      // In memory there is one connection, which the edits have until they are stored.
      const { engine } = store
      if (engine.kind === "postgres") {
        await until("accepting waits for the edits", async () => {
          const { rowCount } = await engine.pool.query(
            "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
          return rowCount === 0 ? null : true
        })
      }
      return { outcome }
    })
    expect(await accepting.outcome).toEqual({ outcome: "accepted", accepted: 0, left: 2 })
  })

  test("those that were edited do not count among the fifty", async () => {
    const items = await addItems(52)
    for (const { id } of items.slice(0, 2)) {
      await edit(id, 0, "Corrected.", "admin")
      await runOut(db, id)
    }
    expect(await accept({ until: await dbTime(db) })).toEqual({
      outcome: "accepted",
      accepted: 50,
      left: 2,
    })
  })

  test("more than fifty at once is for administrators, picked or all", async () => {
    const items = await addItems(120)
    const until = await dbTime(db)
    const refused = { outcome: "too-many", limit: 50 }
    expect(await accept({ ids: idsOf(items).slice(0, 51) })).toEqual(refused)
    expect(await accept({ until })).toEqual(refused)
    const before = await db.select().from(decisions)
    expect(before.filter(({ draftId }) => idsOf(items).includes(draftId))).toEqual([])
    expect(await accept({ ids: idsOf(items).slice(0, 50) })).toMatchObject({ accepted: 50 })
    const [later] = await addItems(1)
    expect(await accept({ until }, "admin")).toEqual({
      outcome: "accepted",
      accepted: 70,
      left: 0,
    })
    const [row] = await db
      .select()
      .from(drafts)
      .where(eq(drafts.id, later?.id ?? ""))
    expect(row?.status).toBe("waiting")
  })

  test("however many accept at once, each text has one decision", async () => {
    const items = await addItems(30)
    const until = await dbTime(db)
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => accept({ until }, "admin")))
    const accepted = outcomes.map((one) => (one.outcome === "accepted" ? one.accepted : 0))
    expect(accepted.reduce((sum, n) => sum + n)).toBe(30)
    const made = await db
      .select()
      .from(decisions)
      .where(inArray(decisions.draftId, idsOf(items)))
    expect(made).toHaveLength(30)
    const known = await db
      .select()
      .from(knownTexts)
      .where(
        inArray(
          knownTexts.contactId,
          items.map(({ contactId }) => contactId),
        ),
      )
    expect(known).toHaveLength(30)
  })
})
