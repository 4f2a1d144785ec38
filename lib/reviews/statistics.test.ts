import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addPerson, setTestEnv } from "#lib/changes/testing/people.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { reviewStatistics } from "./statistics.ts"

/** As texts are kept that were accepted in bulk, with none of them opened. */
const BULK = {
  kind: "accepted" as const,
  origin: "watch" as const,
  modelName: null,
  modelVersion: null,
  activeSeconds: 0,
  evidenceOpened: [],
  aiShare: 0,
}

const NO_FLAGS = {
  supported: 0,
  contradicted: 0,
  notFound: 0,
  contradictedKinds: [],
  askedAgain: [] as string[],
}

describe.each(testBackends())("review statistics on $name", ({ open }) => {
  let store: Store
  let robin: string
  let sam: string
  let kim: string
  let lee: string

  beforeAll(async () => {
    setTestEnv()
    store = await open()
    robin = await addPerson(store.db, "Robin")
    kim = await addPerson(store.db, "Kim")
    sam = await addPerson(store.db, "Sam")
    lee = await addPerson(store.db, "Lee")
    const decide = (over: Partial<typeof decisions.$inferInsert>) => ({
      draftId: crypto.randomUUID(),
      contactId: "contact",
      origin: "pipeline" as const,
      kind: "approved" as const,
      personId: robin,
      modelName: "summariser",
      modelVersion: "1",
      flags: NO_FLAGS,
      edits: 0,
      activeSeconds: 60,
      evidenceOpened: ["document"],
      aiShare: 1,
      summaryHmac: "-",
      analysisHmac: "-",
      ...over,
    })
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    await store.db.insert(decisions).values([
      ...[10, 20, 30, 40, 100].map((activeSeconds) => decide({ activeSeconds })),
      decide({
        activeSeconds: 200,
        edits: 3,
        aiShare: 0.4,
        evidenceOpened: [],
        flags: { ...NO_FLAGS, contradicted: 1, notFound: 2, askedAgain: ["unopened"] },
      }),
      // Who rejects takes nothing over.
      decide({
        kind: "rejected",
        activeSeconds: 50,
        modelVersion: "2",
        aiShare: 0,
        flags: { ...NO_FLAGS, notFound: 3 },
      }),
      decide({ kind: "returned", activeSeconds: 50, modelVersion: "2", aiShare: 0 }),
      decide({ kind: "approved", withdrawnAt: new Date(), activeSeconds: 9_000 }),
      ...[1, 2].map(() =>
        decide({ ...BULK, personId: sam, flags: { ...NO_FLAGS, askedAgain: ["unopened"] } }),
      ),
      // Two approvers of one draft: one draft of the model, and work of both.
      decide({
        kind: "first-approved",
        personId: kim,
        activeSeconds: 300,
        flags: { ...NO_FLAGS, contradicted: 2 },
      }),
      decide({ kind: "first-accepted", personId: kim, origin: "watch", evidenceOpened: [] }),
      // Texts that were opened and accepted one by one; as many in bulk, as they are kept now and once were.
      decide({
        ...BULK,
        personId: lee,
        activeSeconds: 30,
        evidenceOpened: ["document"],
        flags: { ...NO_FLAGS, contradicted: 2, documentUnread: null, askedAgain: ["fast"] },
      }),
      decide({
        ...BULK,
        personId: lee,
        flags: { ...NO_FLAGS, contradictedSeen: 1, documentUnread: null, askedAgain: ["unopened"] },
      }),
      decide({
        ...BULK,
        kind: "first-accepted",
        personId: lee,
        activeSeconds: 50,
        evidenceOpened: ["record"],
        flags: { ...NO_FLAGS, documentUnread: null },
      }),
      decide({
        ...BULK,
        personId: lee,
        flags: { ...NO_FLAGS, askedAgain: ["unopened"], inBulk: true },
      }),
      decide({ ...BULK, personId: lee, flags: { ...NO_FLAGS, askedAgain: ["unopened"] } }),
      // Asked about although something was opened; and nothing to open, so nothing to ask.
      decide({
        personId: kim,
        modelName: "other",
        evidenceOpened: ["record"],
        // The reason was typed over what only the page had seen.
        flags: { ...NO_FLAGS, contradictedSeen: 2, askedAgain: ["unopened", "fast"] },
      }),
      decide({
        personId: kim,
        modelName: null,
        modelVersion: null,
        origin: "watch",
        edits: 2,
        evidenceOpened: [],
        aiShare: 0,
      }),
      decide({ at: daysAgo(40), personId: sam, modelName: null, modelVersion: null }),
    ])
  })
  afterAll(() => store.close())

  test("count each reviewer's decisions in the period, without those taken back", async () => {
    const { byReviewer } = await reviewStatistics(store.db, 30)
    expect(byReviewer.filter(({ id }) => id !== kim && id !== lee)).toEqual([
      {
        id: robin,
        label: "Robin",
        decisions: 8,
        approved: 6,
        rejected: 1,
        returned: 1,
        accepted: 0,
        inBulk: 0,
        first: 0,
        medianSeconds: 45,
        p90Seconds: expect.closeTo(130, 5),
        unopened: expect.closeTo(1 / 6),
        askedAgain: expect.closeTo(1 / 8),
        overridden: 1,
        overNotFound: 1,
        edited: expect.closeTo(1 / 6),
        aiShare: expect.closeTo(0.9),
      },
      {
        id: sam,
        label: "Sam",
        decisions: 0,
        approved: 0,
        rejected: 0,
        returned: 0,
        accepted: 2,
        inBulk: 2,
        first: 0,
        medianSeconds: null,
        p90Seconds: null,
        unopened: null,
        askedAgain: null,
        overridden: 0,
        overNotFound: 0,
        edited: null,
        aiShare: null,
      },
    ])
  })

  test("count how texts were read that were accepted one by one, and leave bulk apart", async () => {
    const { byReviewer, byModel } = await reviewStatistics(store.db, 30)
    expect(byReviewer.find(({ id }) => id === lee)).toMatchObject({
      decisions: 0,
      accepted: 5,
      inBulk: 2,
      first: 1,
      // Opened and accepted within a second, which is no time, and counts.
      medianSeconds: 30,
      unopened: expect.closeTo(1 / 3),
      askedAgain: expect.closeTo(2 / 3),
      overridden: 2,
      edited: 0,
      aiShare: null,
    })
    expect(byModel.find(({ label }) => label === "Text found in GoHighLevel")).toMatchObject({
      accepted: 6,
      inBulk: 4,
      unopened: expect.closeTo(1 / 3),
      askedAgain: expect.closeTo(2 / 3),
      overridden: 2,
    })
  })

  test("count the first of two approvers' work as theirs, and the draft once", async () => {
    const { byReviewer, byModel } = await reviewStatistics(store.db, 30)
    expect(byReviewer.find(({ id }) => id === kim)).toMatchObject({
      decisions: 3,
      approved: 3,
      accepted: 1,
      first: 2,
      overridden: 2,
      edited: 1 / 4,
      // Nobody knows who wrote the found text: it lowers no share.
      aiShare: 1,
    })
    expect(byModel.find(({ label }) => label === "summariser 1")).toMatchObject({
      decisions: 6,
      approved: 6,
      accepted: 0,
      first: 0,
      overridden: 1,
      p90Seconds: expect.closeTo(150, 5),
    })
  })

  test("call an approval early by the very rule that asked about it", async () => {
    const { byModel } = await reviewStatistics(store.db, 30)
    expect(byModel.find(({ label }) => label === "other 1")).toMatchObject({ unopened: 1 })
    const found = byModel.find(({ label }) => label === "Text found in GoHighLevel")
    // Of one approved and two accepted one by one, the one that was accepted unopened.
    expect(found).toMatchObject({ approved: 1, unopened: expect.closeTo(1 / 3) })
    // One was edited, and the others left as they stood.
    expect(found).toMatchObject({ edited: expect.closeTo(1 / 3), aiShare: null })
  })

  test("tell model versions apart, and text that no model named", async () => {
    const { byModel } = await reviewStatistics(store.db, 90)
    const told = byModel.map(({ label, decisions, accepted }) => [label, decisions, accepted])
    expect(told.sort()).toEqual([
      ["Model not named", 1, 0],
      ["Text found in GoHighLevel", 1, 6],
      ["other 1", 1, 0],
      ["summariser 1", 6, 0],
      ["summariser 2", 2, 0],
    ])
    const second = byModel.find(({ label }) => label === "summariser 2")
    expect(second).toMatchObject({ approved: 0, rejected: 1, returned: 1, aiShare: null })
  })
})
