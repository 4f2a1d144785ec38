import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest"
import { cancelChange } from "#lib/changes/cancel.ts"
import { rememberText, textHmac } from "#lib/changes/known-texts.ts"
import { type Desk, openDesk, until } from "#lib/changes/testing/desk.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import { settings } from "#lib/db/schema/settings.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { type Asked, askedOf } from "#lib/ghl/testing/asked.ts"
import { takeInDraft } from "../intake.ts"
import { judgeAnew } from "../judge-anew.ts"
import { judgeStanding } from "./judge.ts"
import { watchNews } from "./news.ts"
import { pairedDraft } from "./paired.ts"
import { readWatchState } from "./state.ts"
import { lookIfDue, startWatch, WATCH_DEFAULTS, type WatchConfig } from "./watch.ts"

/** Looks as often as it is asked. */
const OFTEN = { ...WATCH_DEFAULTS, everyMs: 0, retryMs: 0 }

describe.each(testBackends())("the watch on $name", ({ open }) => {
  let desk: Desk

  const look = (over: Partial<WatchConfig> = {}) =>
    lookIfDue(desk.store, { ...OFTEN, ghl: desk.ghl, ...over })
  const itemsOf = async (contactId: string) =>
    desk.store.db
      .select()
      .from(drafts)
      .where(eq(drafts.contactId, contactId))
      .orderBy(drafts.receivedAt)
  const auditOf = async (contactId: string) =>
    (
      await desk.store.db
        .select({ action: auditEvents.action })
        .from(auditEvents)
        .where(eq(auditEvents.contactId, contactId))
        .orderBy(auditEvents.id)
    ).map(({ action }) => action)
  /** As the pipeline or anybody else does it, outside Caredesk. */
  const write = (contactId: string, text: string | null) =>
    desk.edit(contactId, { fields: { "contact.call_notes": text } })
  const set = (seen: string, wanted: string) =>
    ({ kind: "set-field", fieldId: desk.callNotesId, label: "Call notes", seen, wanted }) as const
  const lastWalk = async () => {
    for (let looks = 0; looks < 20; looks++) {
      await look()
      if ((await readWatchState(desk.store.db)).begunAt === null) return
    }
    throw new Error("The walk did not end")
  }
  const presentNotes = async () => {
    const texts = new Map<string, string>()
    for (const { id } of (await desk.ghl.listContacts({ limit: 100 })).contacts) {
      const text = (await desk.truth(id)).fields["contact.call_notes"]
      if (typeof text === "string" && text.trim() !== "") texts.set(id, text)
    }
    return texts
  }

  beforeAll(async () => {
    desk = await openDesk(open, {}, { indexLagMs: 0 })
  })
  afterAll(() => desk.close())

  test("the first walk queues what stands as backlog, in small steps, and a second finds nothing new", async () => {
    const { db } = desk.store
    const stands = await presentNotes()
    expect(stands.size).toBeGreaterThan(5)
    for (let looks = 0; looks < 60; looks++) {
      await look({ requests: 2, pageSize: 20 })
      const { backlogTaken } = await readWatchState(db)
      if (backlogTaken) break
    }
    const items = await db.select().from(drafts)
    expect(new Set(items.map(({ contactId }) => contactId))).toEqual(new Set(stands.keys()))
    for (const item of items) {
      expect(item).toMatchObject({
        origin: "watch",
        status: "waiting",
        backlog: true,
        summary: stands.get(item.contactId),
        analysis: "",
        tagsToAdd: [],
        tagsToRemove: [],
        textBefore: null,
        runId: `watch:${item.contactId}:${textHmac(item.summary)}`,
      })
    }
    await lastWalk()
    expect(await db.select().from(drafts)).toHaveLength(items.length)
    const [state] = await db.select().from(settings).where(eq(settings.key, "watch"))
    const kept = JSON.stringify(state?.value)
    for (const text of stands.values()) expect(kept).not.toContain(text.slice(0, 20))
  })

  test("text of somebody else becomes an item that is no backlog; a newer one takes its place", async () => {
    const contactId = desk.nextContact()
    await write(contactId, null)
    await lastWalk()
    await write(contactId, "A first text.")
    await lastWalk()
    await lastWalk()
    const [first, ...more] = (await itemsOf(contactId)).filter(({ backlog }) => !backlog)
    expect(more).toEqual([])
    // The text of the backlog was seen to be gone before this one came.
    expect(first).toMatchObject({ status: "waiting", summary: "A first text.", textBefore: "" })
    await write(contactId, "A second text.")
    await lastWalk()
    const items = (await itemsOf(contactId)).filter(({ backlog }) => !backlog)
    const second = items.find(({ status }) => status === "waiting")
    expect(second).toMatchObject({ summary: "A second text.", textBefore: "A first text." })
    expect(items.find(({ id }) => id === first?.id)).toMatchObject({
      status: "superseded",
      supersededBy: second?.id,
    })
    await write(contactId, "A first text.")
    await lastWalk()
    const back = (await itemsOf(contactId)).filter(({ status }) => status === "waiting")
    expect(back).toMatchObject([{ id: first?.id, textBefore: "A second text." }])
    await write(contactId, null)
    await lastWalk()
    expect((await itemsOf(contactId)).every(({ status }) => status === "superseded")).toBe(true)
    await write(contactId, "A third text.")
    await lastWalk()
    const third = (await itemsOf(contactId)).filter(({ status }) => status === "waiting")
    expect(third).toMatchObject([{ summary: "A third text.", textBefore: "" }])
    expect(await auditOf(contactId)).toEqual(
      expect.arrayContaining(["draft.found", "draft.superseded", "draft.closed"]),
    )
  })

  test("nothing stood before the first text of a contact that every look found empty", async () => {
    let contactId = desk.nextContact()
    const stands = await presentNotes()
    while (stands.has(contactId)) contactId = desk.nextContact()
    expect(await itemsOf(contactId)).toEqual([])
    await write(contactId, "The very first.")
    await lastWalk()
    expect(await itemsOf(contactId)).toMatchObject([{ status: "waiting", textBefore: "" }])
  })

  test("a look asks in the background, and no more often than it may", async () => {
    for (let count = 0; count < 6; count++) await write(desk.nextContact(), `Text ${count}`)
    const asked: Asked[] = []
    const ghl = askedOf(desk.ghl, asked)
    await desk.control.clearJournal()
    await look({ ghl, requests: 4 })
    const journal = (await desk.control.journal()).filter(({ actor }) => actor === "app")
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.filter(({ priority }) => priority !== "background")).toEqual([])
    // The fields' definitions are read beside them.
    expect(journal.filter(({ path }) => !path.includes("customFields")).length).toBeLessThanOrEqual(
      4,
    )
    await lastWalk()
  })

  test("text that was written here, accepted here, or stands above known text makes no item", async () => {
    const { db } = desk.store
    const contactId = desk.nextContact()
    await write(contactId, null)
    await lastWalk()
    const before = (await itemsOf(contactId)).length
    await desk.ended(await desk.change(contactId, [set("", "Written here.")]))
    await lastWalk()
    await write(contactId, "Accepted as it stood.  \r\n")
    const hmac = textHmac("Accepted as it stood.")
    await rememberText(db, { contactId, fieldId: desk.callNotesId, hmac })
    await lastWalk()
    expect(await itemsOf(contactId)).toHaveLength(before)
    await write(contactId, "Accepted as it stood. And more.")
    await lastWalk()
    const items = await itemsOf(contactId)
    expect(items).toHaveLength(before + 1)
    expect(items.at(-1)).toMatchObject({ status: "waiting", textBefore: "Written here." })
  })

  test("while a write is held nothing is said; when it is cancelled the text is looked at again", async () => {
    const contactId = desk.nextContact()
    await write(contactId, null)
    await lastWalk()
    const before = (await itemsOf(contactId)).length
    const changeId = await desk.change(contactId, [set("", "To be written.")], { holdSeconds: 600 })
    await write(contactId, "Meanwhile by somebody else.")
    await lastWalk()
    await lastWalk()
    expect(await itemsOf(contactId)).toHaveLength(before)
    expect((await readWatchState(desk.store.db)).toRevisit).toContain(contactId)
    const text = "Meanwhile by somebody else."
    const standing = { contactId, fieldId: desk.callNotesId, text, backlog: false, met: true }
    expect(await judgeStanding(desk.store.db, standing)).toBe("later")
    expect(await cancelChange(desk.store.db, changeId, desk.personId)).toEqual({ ok: true })
    await lastWalk()
    expect((await itemsOf(contactId)).at(-1)).toMatchObject({
      status: "waiting",
      summary: "Meanwhile by somebody else.",
    })
    expect((await readWatchState(desk.store.db)).toRevisit).not.toContain(contactId)
  })

  test("rejected text that stands on is not raised again; when it comes back later it is", async () => {
    const { db } = desk.store
    const contactId = desk.nextContact()
    await write(contactId, "Wrong text.")
    await lastWalk()
    const item = (await itemsOf(contactId)).find(({ summary }) => summary === "Wrong text.")
    await db
      .update(drafts)
      .set({ status: "rejected", decidedAt: new Date() })
      .where(eq(drafts.id, item?.id ?? ""))
    await desk.edit(contactId, { addTags: ["touched"] })
    await lastWalk()
    const waiting = async () =>
      (await itemsOf(contactId)).filter(({ status }) => status === "waiting")
    expect(await waiting()).toEqual([])
    await desk.ended(await desk.change(contactId, [set("Wrong text.", "Right text.")]))
    await write(contactId, "Wrong text.")
    await lastWalk()
    expect(await waiting()).toMatchObject([{ summary: "Wrong text.", textBefore: "Right text." }])
  })

  test("two processes look one at a time, and one look is one item", async () => {
    const contactId = desk.nextContact()
    await write(contactId, "Seen by all.")
    const looked = await Promise.all([1, 2, 3].map(() => look({ everyMs: 60_000 })))
    expect(looked.filter(Boolean)).toHaveLength(1)
    expect(await look()).toBe(false)
    await desk.store.db.delete(settings).where(eq(settings.key, "watch.lease"))
    await Promise.allSettled([look(), look()])
    await lastWalk()
    const found = (await itemsOf(contactId)).filter(({ summary }) => summary === "Seen by all.")
    expect(found).toHaveLength(1)
  })

  test("an outage loses nothing, and one unreadable contact holds up no other", async () => {
    const [broken, fine] = [desk.nextContact(), desk.nextContact()]
    await write(broken, "On a contact that cannot be read.")
    await write(fine, "On one that can.")
    await desk.control.addFault({ kind: "html", status: 502, path: "/contacts/search", count: 3 })
    await expect(look()).rejects.toMatchObject({ kind: "upstream" })
    await desk.control.addFault({ kind: "malformed", path: `/contacts/${broken}$`, count: 1_000 })
    await lastWalk()
    const textsOf = async (id: string) => (await itemsOf(id)).map(({ summary }) => summary)
    expect(await textsOf(fine)).toContain("On one that can.")
    expect(await textsOf(broken)).not.toContain("On a contact that cannot be read.")
    await desk.control.clearFaults()
    await lastWalk()
    expect(await textsOf(broken)).toContain("On a contact that cannot be read.")
  })

  /** As if the time had come for all that were put aside. */
  async function retryNow(state?: Awaited<ReturnType<typeof readWatchState>>) {
    const { db } = desk.store
    const now = state ?? (await readWatchState(db))
    const unreadable = now.unreadable.map((one) => ({ ...one, retryAt: "2026-01-01T00:00:00Z" }))
    const value = { ...now, unreadable }
    await db.update(settings).set({ value }).where(eq(settings.key, "watch"))
  }

  test("however many contacts are unreadable, each look gets past some, and all others are found", async () => {
    const { db } = desk.store
    const broken = Array.from({ length: 6 }, () => desk.nextContact())
    const fine = desk.nextContact()
    for (const id of broken) {
      await write(id, "On one of many that cannot be read.")
      await desk.control.addFault({ kind: "malformed", path: `/contacts/${id}$`, count: 10_000 })
    }
    await write(fine, "Behind many that cannot be read.")
    const textsOf = async (id: string) => (await itemsOf(id)).map(({ summary }) => summary)
    const gaveUp: boolean[] = []
    do {
      gaveUp.push(
        await look({ retryMs: 600_000 }).then(
          () => false,
          () => true,
        ),
      )
      expect(gaveUp.length).toBeLessThan(4)
    } while (gaveUp.at(-1))
    // Four that were not known to be unreadable end a look: it may be GHL.
    expect(gaveUp).toEqual([true, false])
    expect(await textsOf(fine)).toContain("Behind many that cannot be read.")
    const state = await readWatchState(db)
    expect(state).toMatchObject({ begunAt: null, toRead: [], toRevisit: [] })
    expect(state.unreadable.map(({ contactId }) => contactId).toSorted()).toEqual(broken.toSorted())

    await desk.control.clearJournal()
    await look({ retryMs: 600_000 })
    const asked = (await desk.control.journal()).map(({ path }) => path)
    expect(asked.filter((path) => broken.some((id) => path.includes(id)))).toEqual([])

    await retryNow(state)
    await look({ retryMs: 600_000, requests: 15 })
    const tried = (await desk.control.journal()).map(({ path }) => path)
    expect(broken.filter((id) => tried.some((path) => path.includes(id))).length).toBe(5)

    await desk.control.clearFaults()
    await retryNow(state)
    await look()
    await look()
    for (const id of broken) {
      expect(await textsOf(id)).toContain("On one of many that cannot be read.")
    }
    expect((await readWatchState(db)).unreadable).toEqual([])
  })

  test("a contact that breaks off every connection is passed as well", async () => {
    const [dropped, fine] = [desk.nextContact(), desk.nextContact()]
    await write(dropped, "Behind a line that breaks off.")
    await write(fine, "Behind that one.")
    await desk.control.addFault({
      kind: "drop-before",
      path: `/contacts/${dropped}$`,
      count: 10_000,
    })
    await expect(look({ retryMs: 600_000 })).rejects.toMatchObject({ kind: "network" })
    await look({ retryMs: 600_000 })
    const textsOf = async (id: string) => (await itemsOf(id)).map(({ summary }) => summary)
    expect(await textsOf(fine)).toContain("Behind that one.")

    await desk.control.clearFaults()
    await retryNow()
    await look()
    expect(await textsOf(dropped)).toContain("Behind a line that breaks off.")
  })

  test("an index that lags shows no text as new that was just replaced here", async () => {
    const contactId = desk.nextContact()
    await write(contactId, "By the pipeline.")
    await desk.control.settings({ indexLagMs: 60_000 })
    onTestFinished(async () => void (await desk.control.settings({ indexLagMs: 0 })))
    await desk.ended(await desk.change(contactId, [set("By the pipeline.", "Approved here.")]))
    const page = await desk.ghl.listUpdatedContacts({ since: null, limit: 100 })
    expect(JSON.stringify(page.contacts)).toContain("By the pipeline.")
    await lastWalk()
    const texts = (await itemsOf(contactId)).map(({ summary }) => summary)
    expect(texts).not.toContain("By the pipeline.")
  })

  test("says when it last looked, and since when it does not and why, without anything of clients", async () => {
    const { db } = desk.store
    const news = () => watchNews(db, 60)
    await lastWalk()
    const before = await news()
    expect(before).toEqual({
      state: "looked",
      at: expect.stringMatching(/^\d{4}-.+Z$/),
      behind: false,
      unreadable: 0,
    })
    const at = before.state === "looked" ? before.at : ""
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(10_000)

    await desk.control.addFault({ kind: "status", status: 403, path: "/contacts/search", count: 1 })
    await expect(look()).rejects.toMatchObject({ kind: "forbidden" })
    expect(await news()).toMatchObject({ state: "standing", since: at, why: "forbidden" })
    const unnamed = { ...desk.ghl, listFieldDefinitions: async () => [] }
    await expect(look({ ghl: unnamed })).rejects.toThrow("no field")
    expect(await news()).toMatchObject({ state: "standing", since: at, why: "no-field" })
    await look()
    const after = await news()
    expect(after).toMatchObject({ state: "looked" })
    expect(after.state === "looked" && after.at > at).toBe(true)

    const kept = eq(settings.key, "watch.news")
    const [row] = await db.select().from(settings).where(kept)
    const value = row?.value as Record<string, unknown>
    expect(value).toMatchObject({ lastFailure: { why: "no-field" }, failing: false })
    const long = new Date(Date.now() - 6 * 60_000).toISOString()
    await db
      .update(settings)
      .set({ value: { ...value, completeAt: long } })
      .where(kept)
    expect(await news()).toMatchObject({ state: "looked", at: long, behind: true })
    await db
      .update(settings)
      .set({ value: { ...value, completeAt: long, lookedAt: long } })
      .where(kept)
    expect(await news()).toMatchObject({ state: "standing", since: long, why: "silent" })
    expect(await watchNews(db, 120)).toMatchObject({ state: "looked" })
    expect(await watchNews(db, 0)).toEqual({ state: "off" })
    await db.delete(settings).where(kept)
    expect(await news()).toEqual({ state: "first" })
    await db.insert(settings).values({ key: "watch.news", value: { failing: "?" } })
    expect(await news()).toEqual({ state: "first" })
  })

  test("the pipeline's own draft of the same text is named beside the item", async () => {
    const { db } = desk.store
    const contactId = desk.nextContact()
    const intake = await takeInDraft(db, {
      runId: `shadow-${contactId}`,
      contactId,
      summary: "Written and handed in.",
      analysis: "All of it.",
    })
    await write(contactId, "Written and handed in.\n")
    await lastWalk()
    const item = (await itemsOf(contactId)).find(
      ({ origin, summary }) => origin === "watch" && summary.startsWith("Written and"),
    )
    if (!item || intake.outcome !== "stored") throw new Error("no item")
    expect(item.status).toBe("waiting")
    expect(await pairedDraft(db, item)).toBe(intake.id)
  })

  describe("critical values", () => {
    const glucose = { name: "Glucose", value: 512, unit: "mg/dL" }
    const handIn = async (contactId: string, summary: string, biomarkers: unknown[]) => {
      const runId = `critical-${contactId}-${summary}`
      const body = { runId, contactId, summary, analysis: "A", source: { biomarkers } }
      const intake = await takeInDraft(desk.store.db, body)
      if (intake.outcome !== "stored") throw new Error(intake.outcome)
      return intake.id
    }
    const found = async (contactId: string, text: string, backlog = false) => {
      const standing = { contactId, fieldId: desk.callNotesId, text, backlog, met: !backlog }
      expect(await judgeStanding(desk.store.db, standing)).toBe("settled")
      return standsAs(contactId, text)
    }
    const standsAs = async (contactId: string, text: string) =>
      (await itemsOf(contactId)).find(
        ({ origin, summary, status }) =>
          origin === "watch" && status === "waiting" && summary === text,
      )

    test("of the pipeline's draft of the very text make it urgent, also in the backlog", async () => {
      const contactId = desk.nextContact()
      await handIn(contactId, "Please come in today.", [glucose])
      const item = await found(contactId, "Please come in today.", true)
      expect(item).toMatchObject({ backlog: false, critical: [{ ...glucose, side: "high" }] })
    })

    test("that are handed in after the text was found make it urgent then", async () => {
      const contactId = desk.nextContact()
      const item = await found(contactId, "Written before it was handed in.", true)
      expect(item).toMatchObject({ backlog: true, critical: [] })
      await handIn(contactId, "Written before it was handed in.", [glucose])
      expect(await standsAs(contactId, item?.summary ?? "")).toMatchObject({
        backlog: false,
        critical: [{ name: "Glucose" }],
      })
      expect(await auditOf(contactId)).toContain("draft.urgency-changed")
    })

    test("are seen whichever of the two comes first by a hair", async () => {
      const contactId = desk.nextContact()
      for (let round = 0; round < 12; round++) {
        const text = `Written and handed in at once, ${round}.`
        const standing = { contactId, fieldId: desk.callNotesId, text, backlog: true, met: true }
        await Promise.all([
          judgeStanding(desk.store.db, standing),
          handIn(contactId, text, [glucose]),
        ])
        expect(await standsAs(contactId, text)).toMatchObject({ critical: [{ name: "Glucose" }] })
      }
    })

    test("of an undecided draft make another new text urgent, an old one of the backlog not", async () => {
      const contactId = desk.nextContact()
      await handIn(contactId, "Some summary.", [glucose])
      expect(await found(contactId, "Her notes of last year.", true)).toMatchObject({
        backlog: true,
        critical: [],
      })
      expect(await found(contactId, "A shorter summary.")).toMatchObject({
        critical: [{ name: "Glucose" }],
      })
    })

    test("that the text states by itself make it urgent, unless the list of its draft says otherwise", async () => {
      const contactId = desk.nextContact()
      const text = "Her glucose is 512 mg/dL."
      expect(await found(contactId, "Her glucose is 90 mg/dL.")).toMatchObject({ critical: [] })
      expect(await found(contactId, text)).toMatchObject({
        critical: [{ name: "glucose", value: 512, side: "high" }],
      })
      const other = desk.nextContact()
      await handIn(other, text, [{ ...glucose, value: 90 }])
      expect(await found(other, text)).toMatchObject({ critical: [] })
      // A change of the limits judges found texts by the same rule.
      await judgeAnew(desk.store.db, [{ marker: "Another config" }])
      expect((await standsAs(contactId, text))?.critical).toHaveLength(1)
      expect((await standsAs(other, text))?.critical).toEqual([])
    })
  })

  test("it looks by itself, and stops when it is told to", async () => {
    const contactId = desk.nextContact()
    const watch = await startWatch(desk.store, { ...OFTEN, everyMs: 100, ghl: desk.ghl })
    onTestFinished(() => watch.stop())
    await write(contactId, "Found without being asked.")
    await until("an item", async () =>
      (await itemsOf(contactId)).some(({ summary }) => summary === "Found without being asked.")
        ? true
        : null,
    )
    await watch.stop()
    await write(contactId, "After the end.")
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect((await itemsOf(contactId)).map(({ summary }) => summary)).not.toContain("After the end.")
  })
})
