import { eq, sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { draftVersions } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { claimDraft, releaseDraft } from "./claim.ts"
import { saveEdit } from "./edit.ts"
import { restoreVersion } from "./restore.ts"
import { posted, rowOf, runOut } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"
import { versionsOf } from "./versions.ts"

describe.each(testBackends())("versions on $name", ({ open }) => {
  let store: Store
  let db: Db
  let robin: Person
  let dana: Person

  beforeAll(async () => {
    store = await open()
    db = store.db
    robin = await reviewer(db, "Robin Hale")
    dana = await reviewer(db, "Dana Quill")
  })
  afterAll(() => store.close())

  const save = async (draftId: string, summary: string, person: Person) => {
    await claimDraft(db, { draftId, takeOver: true }, person)
    const { editVersion } = await rowOf(db, draftId)
    return saveEdit(db, { draftId, editVersion, summary, analysis: "A" }, person)
  }
  const told = async (draftId: string) =>
    ((await versionsOf(db, draftId)) ?? []).map(({ by, summary, stood }) =>
      [by ?? "received", summary.slice(0, 12), ...(stood ? [] : ["stray"])].join(": "),
    )

  test("one person's saves in a row are one version; another person's begin the next", async () => {
    const draftId = await posted(db, 0)
    await save(draftId, "one", robin)
    await save(draftId, "one and two", robin)
    await save(draftId, "three", dana)
    await save(draftId, "four", robin)
    expect(await told(draftId)).toEqual([
      "Robin Hale: four",
      "Dana Quill: three",
      "Robin Hale: one and two",
      "received: Bloodwork co",
    ])
    expect((await rowOf(db, draftId)).editVersion).toBe(4)
  })

  test("after ten minutes the same person begins a new version", async () => {
    const draftId = await posted(db, 0)
    await save(draftId, "before lunch", robin)
    await db
      .update(draftVersions)
      .set({
        startedAt: sql`clock_timestamp() - interval '11 minutes'`,
        savedAt: sql`clock_timestamp() - interval '11 minutes'`,
      })
      .where(eq(draftVersions.draftId, draftId))
    await save(draftId, "after lunch", robin)
    expect((await told(draftId)).slice(0, 2)).toEqual([
      "Robin Hale: after lunch",
      "Robin Hale: before lunch",
    ])
  })

  test("a restored version is a new one, and its characters keep their authors", async () => {
    const draftId = await posted(db, 0)
    const { summary } = await rowOf(db, draftId)
    await save(draftId, `${summary} Robin's words.`, robin)
    const [version] = (await versionsOf(db, draftId)) ?? []
    await save(draftId, "Dana wrote it anew.", dana)
    const restored = await restoreVersion(
      db,
      { draftId, versionId: version?.id ?? "", editVersion: 2 },
      dana,
    )
    expect(restored).toMatchObject({ outcome: "saved", editVersion: 3 })
    const row = await rowOf(db, draftId)
    expect(row.editedSummary).toBe(`${summary} Robin's words.`)
    expect(row.authorship?.summary.map(({ author }) => author)).toEqual(["ai", robin.id])
    expect((await told(draftId)).map((line) => line.split(":")[0])).toEqual([
      "Dana Quill",
      "Dana Quill",
      "Robin Hale",
      "received",
    ])
    await restoreVersion(db, { draftId, versionId: "received", editVersion: 3 }, dana)
    expect((await rowOf(db, draftId)).authorship?.summary).toEqual([
      { start: 0, end: summary.length, author: "ai" },
    ])
    expect(
      await restoreVersion(db, { draftId, versionId: "received", editVersion: 3 }, dana),
    ).toMatchObject({ outcome: "edited-by-other", editVersion: 4 })
  })

  test("text of whoever lost the claim is refused, kept beside the draft, and not twice", async () => {
    const draftId = await posted(db, 0)
    await save(draftId, "Robin began.", robin)
    await claimDraft(db, { draftId, takeOver: true }, dana)
    const typed = { draftId, editVersion: 1, analysis: "A" }
    expect(await saveEdit(db, { ...typed, summary: "Robin goes on" }, robin)).toMatchObject({
      outcome: "claimed-by-other",
      by: "Dana Quill",
    })
    await saveEdit(db, { ...typed, summary: "Robin goes on and on" }, robin)
    expect((await rowOf(db, draftId)).editedSummary).toBe("Robin began.")
    expect(await told(draftId)).toEqual([
      "Robin Hale: Robin goes o: stray",
      "Robin Hale: Robin began.",
      "received: Bloodwork co",
    ])
    const [stray] = (await versionsOf(db, draftId)) ?? []
    expect(stray?.summary).toBe("Robin goes on and on")
    const restored = await restoreVersion(
      db,
      { draftId, versionId: stray?.id ?? "", editVersion: 1 },
      dana,
    )
    expect(restored).toMatchObject({ outcome: "saved", summary: "Robin goes on and on" })
  })

  /** What stands in the draft is Dana's, and so is the claim; Robin's page knows nothing of it. */
  async function underDanasHands() {
    const draftId = await posted(db, 0)
    await save(draftId, "Dana began.", dana)
    const typed = (summary: string, analysis = "A") =>
      saveEdit(db, { draftId, editVersion: 0, summary, analysis }, robin)
    const strays = async () =>
      ((await versionsOf(db, draftId)) ?? []).flatMap(({ summary, stood }) =>
        stood ? [] : [summary],
      )
    return { draftId, typed, strays }
  }

  test("other words do not take the place of those that were kept before", async () => {
    const { typed, strays } = await underDanasHands()
    await typed("She sleeps badly")
    await typed("She sleeps badly since March.")
    await typed("Quite another sentence.")
    await typed("Quite another")
    expect(await strays()).toEqual(["Quite another sentence.", "She sleeps badly since March."])
  })

  test("an older save that comes after a newer one takes nothing of it away", async () => {
    const { draftId, typed, strays } = await underDanasHands()
    await typed("She sleeps badly since March.", "A and on")
    for (const [summary, analysis] of [
      ["She sleeps badly", "A"],
      ["She sleeps badly since March.", "A"],
      ["She sleeps badly", "A and on"],
    ] as const) {
      await typed(summary, analysis)
    }
    expect(await strays()).toEqual(["She sleeps badly since March."])
    expect((await versionsOf(db, draftId))?.[0]).toMatchObject({ analysis: "A and on" })
    await typed("She sleeps badly since March. Ask her.", "A and on")
    expect(await strays()).toEqual(["She sleeps badly since March. Ask her."])
  })

  test("a text that goes on is no start of one that lost its end", async () => {
    const { typed, strays } = await underDanasHands()
    await typed("She sleeps badly since March.", "A")
    await typed("She sleeps badly", "A and on")
    expect(await strays()).toEqual(["She sleeps badly", "She sleeps badly since March."])
  })

  test("text that another's save came before is kept beside the draft", async () => {
    const { draftId, typed, strays } = await underDanasHands()
    await releaseDraft(db, draftId, dana)
    const answer = await typed("Typed by Robin meanwhile.")
    expect(answer).toMatchObject({ outcome: "edited-by-other", by: "Dana Quill" })
    expect(await strays()).toEqual(["Typed by Robin meanwhile."])
    expect((await rowOf(db, draftId)).editedSummary).toBe("Dana began.")
    // Chosen over Dana's it stands in the draft, and hers among the versions.
    await save(draftId, "Typed by Robin meanwhile.", robin)
    expect(await told(draftId)).toEqual([
      "Robin Hale: Typed by Rob",
      "Dana Quill: Dana began.",
      "received: Bloodwork co",
    ])
  })

  test("so is that of the same person's other tab, unless it says the same", async () => {
    const draftId = await posted(db, 0)
    await save(draftId, "In this tab.", robin)
    const other = { draftId, editVersion: 0, analysis: "A" }
    for (const summary of ["In this tab.", "In the other tab."]) {
      expect(await saveEdit(db, { ...other, summary }, robin)).toMatchObject({
        outcome: "edited-by-other",
        by: null,
      })
    }
    expect(await told(draftId)).toEqual([
      "Robin Hale: In the other: stray",
      "Robin Hale: In this tab.",
      "received: Bloodwork co",
    ])
  })

  test("a restore that comes too late keeps nothing twice", async () => {
    const { draftId, strays } = await underDanasHands()
    const late = { draftId, versionId: "received", editVersion: 0 }
    expect((await restoreVersion(db, late, robin)).outcome).toBe("claimed-by-other")
    expect(await strays()).toEqual([])
  })

  test("a claim that ran out and that nobody took is taken up again by a save", async () => {
    const draftId = await posted(db, 0)
    await claimDraft(db, { draftId, takeOver: false }, robin)
    await runOut(db, draftId)
    expect(
      await saveEdit(db, { draftId, editVersion: 0, summary: "on", analysis: "A" }, robin),
    ).toMatchObject({ outcome: "saved" })
    const { claimedUntil } = await rowOf(db, draftId)
    expect(claimedUntil?.getTime()).toBeGreaterThan(Date.now())
  })

  test("of twenty saves at once from the same text one is stored", async () => {
    const draftId = await posted(db, 0)
    await claimDraft(db, { draftId, takeOver: false }, robin)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        saveEdit(db, { draftId, editVersion: 0, summary: `${n}`, analysis: "A" }, robin),
      ),
    )
    expect(answers.filter(({ outcome }) => outcome === "saved")).toHaveLength(1)
    expect((await rowOf(db, draftId)).editVersion).toBe(1)
  })
})
