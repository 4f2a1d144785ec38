import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cancelChange } from "#lib/changes/cancel.ts"
import { createChange } from "#lib/changes/create.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { assignDraft } from "./assign.ts"
import { claimDraft, keepClaim } from "./claim.ts"
import { takeInDraft } from "./intake.ts"
import { judgeAnew } from "./judge-anew.ts"
import { reopenCancelled } from "./reopen.ts"
import { reviewState } from "./review.ts"
import { supersedeReopened } from "./supersede.ts"
import { reviewer } from "./testing/reviewers.ts"

describe.each(testBackends())("newer and older runs on $name", ({ open }) => {
  let store: Store
  let db: Db
  let person: Person
  let runs = 0
  let contacts = 0

  beforeAll(async () => {
    store = await open()
    db = store.db
    person = await reviewer(db, "Robin Hale")
  })
  afterAll(() => store.close())

  const newContact = () => `contact${++contacts}`
  const post = async (contactId: string, more: Record<string, unknown> = {}) => {
    const { source: _, ...body } = exampleDrafts()[0] ?? {}
    const intake = await takeInDraft(db, { ...body, contactId, runId: `run-${++runs}`, ...more })
    if (intake.outcome !== "stored") throw new Error(intake.outcome)
    return intake.id
  }
  const row = async (id: string) => {
    const [found] = await db.select().from(drafts).where(eq(drafts.id, id))
    if (!found) throw new Error("the draft is gone")
    return found
  }
  const stateOf = async (id: string) => {
    const { status, supersededBy } = await row(id)
    return { status, supersededBy }
  }
  const waiting = { status: "waiting", supersededBy: null }
  const decide = (id: string, status: "approved" | "rejected" | "returned") =>
    db.update(drafts).set({ status, decidedAt: new Date() }).where(eq(drafts.id, id))

  test.each([
    ["waiting", true],
    ["returned", true],
    ["approved", false],
    ["rejected", false],
  ] as const)("a newer run sets a %s one aside: %s", async (status, aside) => {
    const contactId = newContact()
    const older = await post(contactId)
    if (status !== "waiting") await decide(older, status)
    const other = await post(newContact())
    const newer = await post(contactId)
    expect(await stateOf(older)).toEqual(
      aside ? { status: "superseded", supersededBy: newer } : { status, supersededBy: null },
    )
    expect(await stateOf(newer)).toEqual(waiting)
    expect(await stateOf(other)).toEqual(waiting)
    const events = await db.select().from(auditEvents).where(eq(auditEvents.contactId, contactId))
    expect(events.filter((event) => event.action === "draft.superseded")).toHaveLength(
      aside ? 1 : 0,
    )
  })

  describe("whose work it is", () => {
    const assignedTo = async (id: string) => (await row(id)).assignedTo
    const assign = (draftId: string, personId: string) =>
      assignDraft(db, { draftId, personId }, person)
    const assignments = async (contactId: string) => {
      const events = await db.select().from(auditEvents).where(eq(auditEvents.contactId, contactId))
      return events.filter(({ action }) => action === "draft.assigned")
    }

    test.each(["waiting", "returned"] as const)(
      "passes on from a %s draft to the run that takes its place, and from that to the next",
      async (status) => {
        const contactId = newContact()
        const older = await post(contactId)
        await assign(older, person.id)
        if (status !== "waiting") await decide(older, status)
        const newer = await post(contactId)
        expect(await assignedTo(newer)).toBe(person.id)
        expect((await assignments(contactId)).slice(1)).toMatchObject([
          {
            actor: "system",
            personId: null,
            detail: { draftId: newer, to: person.id, inheritedFrom: older },
          },
        ])
        expect(await assignedTo(await post(contactId))).toBe(person.id)
        // Whose work the older one was stays on record.
        expect(await assignedTo(older)).toBe(person.id)
      },
    )

    test("is the last one's of two that a run about no document replaces", async () => {
      const contactId = newContact()
      const other = await reviewer(db, "Dana Whitfield")
      const first = await post(contactId, { source: { documentId: "a" } })
      const second = await post(contactId, { source: { documentId: "b" } })
      await assign(second, other.id)
      await assign(first, person.id)
      expect(await assignedTo(await post(contactId))).toBe(other.id)
    })

    test("is nobody's where nobody was named, or who was named is not here any more", async () => {
      const contactId = newContact()
      await post(contactId)
      const second = await post(contactId)
      expect(await assignedTo(second)).toBeNull()
      const gone = await reviewer(db, "Gone Since")
      await assign(second, gone.id)
      await db.update(people).set({ disabledAt: new Date() }).where(eq(people.id, gone.id))
      expect(await assignedTo(await post(contactId))).toBeNull()
      expect(await assignments(contactId)).toHaveLength(1)
    })

    test("does not pass to a run that is older itself, nor over a name given to the newer", async () => {
      const contactId = newContact()
      const other = await reviewer(db, "Other Name")
      const newer = await post(contactId, { createdAt: "2026-11-20T10:00:00Z" })
      await assign(newer, person.id)
      const late = await post(contactId, { createdAt: "2026-11-20T09:00:00Z" })
      expect(await assignedTo(late)).toBeNull()
      expect(await assignedTo(newer)).toBe(person.id)

      // As an approval leaves it that is cancelled once the newer run is here.
      await db
        .update(drafts)
        .set({ status: "waiting", assignedTo: other.id })
        .where(eq(drafts.id, late))
      await db.transaction((tx) => supersedeReopened(tx, late))
      expect(await stateOf(late)).toEqual({ status: "superseded", supersededBy: newer })
      expect(await assignedTo(newer)).toBe(person.id)
    })

    test("leaves the claim where it is: who holds the older draft is told, and holds no other", async () => {
      const contactId = newContact()
      const older = await post(contactId)
      await assign(older, person.id)
      await claimDraft(db, { draftId: older, takeOver: false }, person)
      const newer = await post(contactId)
      expect(await row(newer)).toMatchObject({ assignedTo: person.id, claimedBy: null })
      expect(
        await keepClaim(db, { draftId: older, activeSeconds: 1, evidenceOpened: [] }, person),
      ).toEqual({
        outcome: "decided",
      })
      expect((await reviewState(db, older, person))?.ended).toMatchObject({
        status: "superseded",
        supersededBy: newer,
      })
    })
  })

  test("runs about two documents of a contact stand beside each other", async () => {
    const contactId = newContact()
    const about = (documentId: string) => post(contactId, { source: { documentId } })
    const first = await about("a")
    const second = await about("b")
    expect(await stateOf(first)).toEqual(waiting)
    const third = await about("b")
    expect(await stateOf(first)).toEqual(waiting)
    expect(await stateOf(second)).toEqual({ status: "superseded", supersededBy: third })
    const nameless = await post(contactId)
    expect(await stateOf(first)).toEqual({ status: "superseded", supersededBy: nameless })
  })

  test("text found in GoHighLevel is not set aside by a run", async () => {
    const contactId = newContact()
    const found = await post(contactId)
    await db.update(drafts).set({ origin: "watch" }).where(eq(drafts.id, found))
    await post(contactId)
    expect(await stateOf(found)).toEqual(waiting)
  })

  test("a run that is older by its own word is stored as superseded by a newer that stands", async () => {
    for (const status of ["waiting", "approved", "returned"] as const) {
      const contactId = newContact()
      const newer = await post(contactId, { createdAt: "2026-11-20T10:00:00-05:00" })
      if (status !== "waiting") await decide(newer, status)
      // Later by the letters, earlier by the clock.
      const late = await post(contactId, { createdAt: "2026-11-20T14:59:59Z" })
      expect(await stateOf(late)).toEqual({ status: "superseded", supersededBy: newer })
      expect(await stateOf(newer)).toMatchObject({ status })
    }
  })

  test("a rejected run, and one that a rejected one replaced, sets nothing aside that comes late", async () => {
    const contactId = newContact()
    const replaced = await post(contactId, { createdAt: "2026-11-20T10:00:00Z" })
    const rejected = await post(contactId, { createdAt: "2026-11-20T11:00:00Z" })
    const older = () => post(contactId, { createdAt: "2026-11-20T09:00:00Z" })
    expect(await stateOf(await older())).toEqual({ status: "superseded", supersededBy: rejected })
    await decide(rejected, "rejected")
    expect(await stateOf(replaced)).toEqual({ status: "superseded", supersededBy: rejected })
    const late = await older()
    expect(await stateOf(late)).toEqual(waiting)
    const between = await post(contactId, { createdAt: "2026-11-20T09:30:00Z" })
    expect(await stateOf(late)).toEqual({ status: "superseded", supersededBy: between })
    expect(await stateOf(between)).toEqual(waiting)
  })

  test("a run from the future is refused, and blocks nothing", async () => {
    const contactId = newContact()
    const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
    const body = { ...exampleDrafts()[0], contactId, runId: `future-${++runs}` }
    for (const createdAt of ["2099-01-01T00:00:00Z", ahead(20)]) {
      expect(await takeInDraft(db, { ...body, createdAt })).toEqual({
        outcome: "malformed",
        problems: ["createdAt: is more than 10 minutes ahead of Caredesk's clock"],
      })
    }
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.contactId, contactId))
    expect(event).toMatchObject({ action: "draft.refused", detail: { problems: ["createdAt"] } })
    const soon = await post(contactId, { createdAt: ahead(5) })
    expect(await stateOf(soon)).toEqual(waiting)
    // A repeat of a run that is stored is a repeat, whatever became of the clock.
    await db.update(drafts).set({ runId: body.runId }).where(eq(drafts.id, soon))
    expect(await takeInDraft(db, { ...body, createdAt: ahead(20) })).toMatchObject({
      outcome: "clash",
    })
  })

  test.each(["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:00", "2026-02-30T10:00:00Z"])(
    "%s is refused as no instant",
    async (createdAt) => {
      const body = { ...exampleDrafts()[0], contactId: newContact(), runId: `no-${++runs}` }
      const intake = await takeInDraft(db, { ...body, createdAt })
      if (intake.outcome !== "malformed") throw new Error(intake.outcome)
      expect(intake.problems).toEqual([expect.stringMatching(/^createdAt: is not /)])
    },
  )

  test("an instant of any zone and precision is kept in one form, and a repeat stays one", async () => {
    const contactId = newContact()
    const createdAt = "2026-11-20T10:00:00.123456+23:00"
    const body = { ...exampleDrafts()[0], contactId, runId: `zone-${++runs}`, createdAt }
    const intake = await takeInDraft(db, body)
    if (intake.outcome !== "stored") throw new Error(intake.outcome)
    expect((await row(intake.id)).source.createdAt).toBe("2026-11-19T11:00:00.123Z")
    expect(await takeInDraft(db, body)).toMatchObject({ outcome: "repeated" })
    const newer = await post(contactId, { createdAt: "2026-11-19T11:00:01Z" })
    expect(await stateOf(intake.id)).toEqual({ status: "superseded", supersededBy: newer })
  })

  test("without the time of one of two runs, the last to arrive is the newer", async () => {
    const contactId = newContact()
    const first = await post(contactId, { createdAt: "2026-11-20T10:00:00Z" })
    const second = await post(contactId)
    const third = await post(contactId, { createdAt: "2026-11-21T10:00:00Z" })
    expect(await stateOf(first)).toEqual({ status: "superseded", supersededBy: second })
    expect(await stateOf(second)).toEqual({ status: "superseded", supersededBy: third })
  })

  test("of many that arrive at once one waits, and the others name one that took their place", async () => {
    const contactId = newContact()
    const ids = await Promise.all(Array.from({ length: 12 }, () => post(contactId)))
    const states = await Promise.all(ids.map(stateOf))
    expect(states.filter(({ status }) => status === "waiting")).toHaveLength(1)
    for (const { status, supersededBy } of states) {
      if (status === "superseded") expect(ids).toContain(supersededBy)
    }
  })

  test("a repeat of a superseded run brings nothing back", async () => {
    const contactId = newContact()
    const body = { ...exampleDrafts()[0], contactId, runId: `repeat-${++runs}` }
    const first = await takeInDraft(db, body)
    const newer = await post(contactId)
    expect(await takeInDraft(db, body)).toMatchObject({ outcome: "repeated" })
    if (first.outcome !== "stored") throw new Error(first.outcome)
    expect(await stateOf(first.id)).toEqual({ status: "superseded", supersededBy: newer })
    expect(await stateOf(newer)).toEqual(waiting)
  })

  test("a cancelled approval does not come back beside a newer run", async () => {
    const contactId = newContact()
    const approved = await post(contactId)
    const { changeId } = await db.transaction((tx) =>
      createChange(tx, {
        contactId,
        kind: "review",
        personId: person.id,
        draftId: approved,
        holdSeconds: 60,
        steps: [{ kind: "add-tag", tag: "junction" }],
      }),
    )
    await db
      .update(drafts)
      .set({ status: "approved", decidedAt: new Date(), changeId })
      .where(eq(drafts.id, approved))
    const newer = await post(contactId)
    expect(await stateOf(approved)).toMatchObject({ status: "approved" })
    expect(await cancelChange(db, changeId, person.id)).toEqual({ ok: true })
    await reopenCancelled(db)
    expect(await stateOf(approved)).toEqual({ status: "superseded", supersededBy: newer })
    expect(await stateOf(newer)).toEqual(waiting)
  })

  describe("critical values", () => {
    const potassium = (value: number) => ({
      source: { biomarkers: [{ name: "Potassium", value, unit: "mmol/L" }] },
    })

    test("are kept with the draft when it comes in, and counted in the audit, which keeps no text", async () => {
      const contactId = newContact()
      const id = await post(contactId, potassium(6.8))
      expect((await row(id)).critical).toEqual([
        { name: "Potassium", value: 6.8, unit: "mmol/L", side: "high", limit: 6.2 },
      ])
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.contactId, contactId))
      expect(event?.detail).toMatchObject({ critical: 1 })
      expect(JSON.stringify(event?.detail)).not.toMatch(/6\.8|Potassium/)
    })

    const namesOf = async (id: string) =>
      (await row(id)).critical.map(({ name, value, unit }) => `${name} ${value} ${unit}`)

    const urgencyOf = async (contactId: string) =>
      (await db.select().from(auditEvents).where(eq(auditEvents.contactId, contactId)))
        .filter(({ action }) => action === "draft.urgency-changed")
        .map(({ detail }) => detail)

    test("that make a text found in GHL urgent are counted in the audit as well", async () => {
      const contactId = newContact()
      const [item] = await db
        .insert(drafts)
        .values({
          runId: `watch:${contactId}`,
          bodyHash: contactId,
          origin: "watch",
          contactId,
          summary: "Please come in today.",
          analysis: "",
          tagsToAdd: [],
          tagsToRemove: [],
        })
        .returning({ id: drafts.id })
      await post(contactId, potassium(6.8))
      expect(await urgencyOf(contactId)).toEqual([{ draftId: item?.id, critical: 1 }])
    })

    test("are those the texts state, where the pipeline sent no list of markers", async () => {
      const states = "Potassium came back at 7.1 mmol/L. Sodium is 139 mmol/L."
      const inSummary = await post(newContact(), { summary: states, source: undefined })
      expect(await namesOf(inSummary)).toEqual(["Potassium 7.1 mmol/L"])
      const inAnalysis = await post(newContact(), {
        analysis: states,
        source: { biomarkers: [] },
      })
      expect(await namesOf(inAnalysis)).toEqual(["Potassium 7.1 mmol/L"])
      const inAll = await post(newContact(), {
        summary: states,
        analysis: states,
        source: { text: "Potassium   7.1 mmol/L   (3.5-5.1)   H\nGlucose   30 mg/dL" },
      })
      expect(await namesOf(inAll)).toEqual(["Potassium 7.1 mmol/L", "Glucose 30 mg/dL"])
    })

    test("are those of the list, and what only the source text states beside it", async () => {
      const list = [
        { name: "Potassium", value: 6.8, unit: "mmol/L" },
        { name: "Sodium", value: 139, unit: "mmol/L" },
      ]
      const id = await post(newContact(), {
        summary: "Hemoglobin is 5.1 g/dL.",
        source: { biomarkers: list, text: "Potassium, Serum 6.8 mEq/L, glucose 512 mg/dL." },
      })
      expect(await namesOf(id)).toEqual(["Potassium 6.8 mmol/L", "glucose 512 mg/dL"])
    })

    test("that a text states are judged anew too", async () => {
      const id = await post(newContact(), {
        summary: "Potassium came back at 7.1 mmol/L.",
        source: undefined,
      })
      await db.update(drafts).set({ critical: [] }).where(eq(drafts.id, id))
      await judgeAnew(db, [{ marker: "Yet another config" }])
      expect(await namesOf(id)).toEqual(["Potassium 7.1 mmol/L"])
    })

    test("of undecided drafts are judged anew once the limits have changed, and only then", async () => {
      const waits = await post(newContact(), potassium(6.8))
      const decided = await post(newContact(), potassium(6.8))
      await decide(decided, "rejected")
      // As an earlier version with other limits would have left them.
      for (const id of [waits, decided]) {
        await db.update(drafts).set({ critical: [] }).where(eq(drafts.id, id))
      }
      expect(await judgeAnew(db)).toBe(1)
      const { contactId, critical } = await row(waits)
      expect(critical).toHaveLength(1)
      expect(await urgencyOf(contactId)).toEqual([{ draftId: waits, critical: 1 }])
      expect((await row(decided)).critical).toEqual([])
      await db.update(drafts).set({ critical: [] }).where(eq(drafts.id, waits))
      expect(await judgeAnew(db)).toBe(0)
      expect(await judgeAnew(db, [{ marker: "Another config" }])).toBe(1)
      expect((await row(waits)).critical).toHaveLength(1)
    })
  })
})
