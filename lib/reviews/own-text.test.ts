import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { setTestEnv } from "#lib/changes/testing/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { combineCallNotes, textOfOthers } from "./call-notes.ts"
import { ownSummaries } from "./contact-of-draft.ts"
import { isKnownText } from "./watch/known-text.ts"

describe.each(testBackends())("own text in the call notes on $name", ({ open }) => {
  let store: Store
  const contactId = "contact"
  const others = "A coordinator's own words."
  const byPipeline = "Ferritin is 12 ng/mL."
  const found = "Found, and nobody's."

  beforeAll(async () => {
    setTestEnv()
    store = await open()
    const draft = { contactId, bodyHash: "-", analysis: "", tagsToAdd: [], tagsToRemove: [] }
    await store.db.insert(drafts).values([
      { ...draft, runId: "handed-in", summary: byPipeline },
      { ...draft, runId: "watch:1", origin: "watch", summary: found },
      { ...draft, runId: "watch:2", origin: "watch", status: "approved", summary: others },
    ])
  })
  afterAll(() => store.close())

  test("what the pipeline wrote and handed in makes room for a draft, and is unknown all the same", async () => {
    const own = await ownSummaries(store.db, contactId)
    expect(textOfOthers(`${byPipeline}\n`, own)).toBe("")
    const kept = combineCallNotes({
      summary: byPipeline,
      others,
      keeping: "keep",
      day: "2026-11-01",
    })
    expect(textOfOthers(kept, own)).toBe(others)
    expect(await isKnownText(store.db, { contactId, fieldId: "field" }, byPipeline)).toBe(false)
  })

  test("found text is somebody's, accepted or not", async () => {
    const own = await ownSummaries(store.db, contactId)
    expect(textOfOthers(found, own)).toBe(found)
    expect(textOfOthers(others, own)).toBe(others)
  })

  test("where it can be cut in several ways, the most is others'", () => {
    const inner = combineCallNotes({ summary: "B", others, keeping: "keep", day: "2026-11-01" })
    const text = combineCallNotes({
      summary: "A",
      others: inner,
      keeping: "keep",
      day: "2026-11-02",
    })
    expect(textOfOthers(text, ["A"])).toBe(inner)
    expect(textOfOthers(text, ["A", text.slice(0, text.lastIndexOf("\n\n---"))])).toBe(inner)
    expect(textOfOthers(text, ["B"])).toBe(text)
  })
})
