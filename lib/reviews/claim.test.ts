import { and, eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { draftSittings, drafts } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { claimDraft, keepClaim, releaseDraft } from "./claim.ts"
import { saveEdit } from "./edit.ts"
import { takeInDraft } from "./intake.ts"
import { restoreVersion } from "./restore.ts"
import { sittingOf } from "./sittings.ts"
import { reviewer } from "./testing/reviewers.ts"

describe.each(testBackends())("claims on $name", ({ open }) => {
  let store: Store
  let db: Db
  let robin: Person
  let dana: Person
  let runs = 0

  beforeAll(async () => {
    store = await open()
    db = store.db
    robin = await reviewer(db, "Robin Hale")
    dana = await reviewer(db, "Dana Quill")
  })
  afterAll(() => store.close())

  const posted = async () => {
    const intake = await takeInDraft(db, { ...exampleDrafts()[0], runId: `run-${++runs}` })
    if (intake.outcome !== "stored") throw new Error(intake.outcome)
    return intake.id
  }
  const rowOf = async (draftId: string) =>
    (await db.select().from(drafts).where(eq(drafts.id, draftId)))[0]
  const runOut = (draftId: string) =>
    db
      .update(drafts)
      .set({ claimedUntil: sql`clock_timestamp() - interval '1 second'` })
      .where(eq(drafts.id, draftId))
  const eventsOf = async (draftId: string) =>
    (
      await db
        .select({ action: auditEvents.action, by: auditEvents.personId })
        .from(auditEvents)
        .where(
          and(
            sql`${auditEvents.detail}->>'draftId' = ${draftId}`,
            sql`${auditEvents.actor} = 'person'`,
          ),
        )
        .orderBy(auditEvents.id)
    ).map(({ action, by }) => `${action} ${by === robin.id ? "robin" : "dana"}`)

  test("a free draft is claimed for minutes, renewed in silence, and let go", async () => {
    const draftId = await posted()
    const claim = await claimDraft(db, { draftId, takeOver: false }, robin)
    expect(claim.outcome).toBe("claimed")
    const ahead = "until" in claim ? Date.parse(claim.until) - Date.now() : 0
    expect(ahead).toBeGreaterThan(200_000)
    expect(ahead).toBeLessThan(310_000)
    await claimDraft(db, { draftId, takeOver: false }, robin)
    expect(await releaseDraft(db, draftId, dana)).toBe(false)
    expect((await rowOf(draftId))?.claimedBy).toBe(robin.id)
    expect(await releaseDraft(db, draftId, robin)).toBe(true)
    expect(await releaseDraft(db, draftId, robin)).toBe(false)
    expect((await rowOf(draftId))?.claimedBy).toBeNull()
    expect(await eventsOf(draftId)).toEqual(["draft.claimed robin", "draft.released robin"])
  })

  test("another's claim is shown with its holder, and taken only when asked", async () => {
    const draftId = await posted()
    await claimDraft(db, { draftId, takeOver: false }, robin)
    expect(await claimDraft(db, { draftId, takeOver: false }, dana)).toMatchObject({
      outcome: "held",
      by: "Robin Hale",
    })
    expect(await claimDraft(db, { draftId, takeOver: true }, dana)).toMatchObject({
      outcome: "claimed",
    })
    const robins = { draftId, activeSeconds: 0, evidenceOpened: [] }
    expect(await keepClaim(db, robins, robin)).toMatchObject({ outcome: "held", by: "Dana Quill" })
    expect(await eventsOf(draftId)).toEqual(["draft.claimed robin", "draft.taken-over dana"])
  })

  test("a claim that ran out is free for anybody, without a take-over", async () => {
    const draftId = await posted()
    await claimDraft(db, { draftId, takeOver: false }, robin)
    await runOut(draftId)
    expect(await claimDraft(db, { draftId, takeOver: false }, dana)).toMatchObject({
      outcome: "claimed",
    })
    expect(await eventsOf(draftId)).toEqual(["draft.claimed robin", "draft.claimed dana"])
  })

  const save = async (draftId: string, summary: string, person: Person) => {
    const editVersion = (await rowOf(draftId))?.editVersion ?? 0
    return saveEdit(db, { draftId, editVersion, summary, analysis: "" }, person)
  }

  test("a save that takes up a free draft claims it: it says who has it from then on", async () => {
    const draftId = await posted()
    await claimDraft(db, { draftId, takeOver: false }, robin)
    await save(draftId, "Robin's.", robin)
    await runOut(draftId)
    await save(draftId, "Robin's own again.", robin)
    await save(draftId, "Robin's own again, and on.", robin)
    await claimDraft(db, { draftId, takeOver: false }, robin)
    await runOut(draftId)
    const saved = await save(draftId, "Dana's.", dana)
    expect(saved.outcome).toBe("saved")
    // Refused, it claims nothing.
    expect(await save(draftId, "Robin's.", robin)).toMatchObject({ outcome: "claimed-by-other" })
    await runOut(draftId)
    const restored = { draftId, versionId: "received", editVersion: 4 }
    expect((await restoreVersion(db, restored, robin)).outcome).toBe("saved")
    expect(await eventsOf(draftId)).toEqual([
      "draft.claimed robin",
      "draft.claimed robin",
      "draft.claimed dana",
      "draft.claimed robin",
      "draft.version-restored robin",
    ])
  })

  test("time in which a claim had lapsed does not count for whoever took it up by a save", async () => {
    const draftId = await posted()
    await claimDraft(db, { draftId, takeOver: false }, robin)
    await db
      .update(draftSittings)
      .set({ lastSeenAt: sql`clock_timestamp() - interval '10 minutes'` })
      .where(eq(draftSittings.draftId, draftId))
    await runOut(draftId)
    await save(draftId, "Robin goes on.", robin)
    await keepClaim(db, { draftId, activeSeconds: 300, evidenceOpened: [] }, robin)
    expect((await sittingOf(db, draftId, robin.id)).activeSeconds).toBeLessThan(60)
    // A draft that nobody claimed before has a sitting to count in all the same.
    const other = await posted()
    await save(other, "Typed at once.", robin)
    await keepClaim(db, { draftId: other, activeSeconds: 0, evidenceOpened: ["text"] }, robin)
    expect((await sittingOf(db, other, robin.id)).evidenceOpened).toEqual(["text"])
  })

  test("a save under a running claim leaves the time since the last word to count", async () => {
    const draftId = await posted()
    await claimDraft(db, { draftId, takeOver: false }, robin)
    await db
      .update(draftSittings)
      .set({ lastSeenAt: sql`clock_timestamp() - interval '40 seconds'` })
      .where(eq(draftSittings.draftId, draftId))
    await save(draftId, "Robin goes on.", robin)
    await keepClaim(db, { draftId, activeSeconds: 40, evidenceOpened: [] }, robin)
    expect((await sittingOf(db, draftId, robin.id)).activeSeconds).toBe(40)
  })

  test("of twenty claims at once by two people, one person's stand", async () => {
    const draftId = await posted()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        claimDraft(db, { draftId, takeOver: false }, n % 2 === 0 ? robin : dana),
      ),
    )
    const holder = (await rowOf(draftId))?.claimedBy
    answers.forEach((answer, n) => {
      const mine = (n % 2 === 0 ? robin : dana).id === holder
      expect(answer.outcome).toBe(mine ? "claimed" : "held")
    })
  })

  test("a decided draft, and one that never was, cannot be claimed", async () => {
    const draftId = await posted()
    await db.update(drafts).set({ status: "rejected" }).where(eq(drafts.id, draftId))
    for (const id of [draftId, crypto.randomUUID()]) {
      for (const takeOver of [false, true]) {
        expect(await claimDraft(db, { draftId: id, takeOver }, robin)).toEqual({
          outcome: "decided",
        })
      }
    }
  })

  test("time at the page counts as far as the clock went on, and evidence opened is kept once", async () => {
    const draftId = await posted()
    await claimDraft(db, { draftId, takeOver: false }, robin)
    const beat = (activeSeconds: number, evidenceOpened: ("text" | "document")[]) =>
      keepClaim(db, { draftId, activeSeconds, evidenceOpened }, robin)
    await beat(500, ["text"])
    expect((await sittingOf(db, draftId, robin.id)).activeSeconds).toBeLessThan(5)
    const began = (await sittingOf(db, draftId, robin.id)).activeSeconds
    const minuteAgo = () =>
      db
        .update(draftSittings)
        .set({ lastSeenAt: sql`clock_timestamp() - interval '60 seconds'` })
        .where(eq(draftSittings.draftId, draftId))
    await minuteAgo()
    await beat(500, ["document", "text"])
    const after = await sittingOf(db, draftId, robin.id)
    expect(after.activeSeconds - began).toBeGreaterThanOrEqual(60)
    expect(after.activeSeconds - began).toBeLessThan(75)
    await minuteAgo()
    await beat(12, [])
    expect((await sittingOf(db, draftId, robin.id)).activeSeconds).toBe(after.activeSeconds + 12)
    expect(after.evidenceOpened.toSorted()).toEqual(["document", "text"])
  })
})
