import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type AuthorSpan, draftVersions } from "#lib/db/schema/reviews.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { aiShare, writtenBy } from "./authorship.ts"
import { claimDraft } from "./claim.ts"
import { saveEdit } from "./edit.ts"
import { restoreVersion } from "./restore.ts"
import { posted, rowOf } from "./testing/review-world.ts"
import { reviewer } from "./testing/reviewers.ts"
import { versionsOf } from "./versions.ts"

describe.each(testBackends())("text that is brought back, on $name", ({ open }) => {
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
    const { editVersion, analysis } = await rowOf(db, draftId)
    const answer = await saveEdit(db, { draftId, editVersion, summary, analysis }, person)
    if (answer.outcome !== "saved") throw new Error(answer.outcome)
  }
  const restore = async (draftId: string, versionId: string, person: Person) => {
    await claimDraft(db, { draftId, takeOver: true }, person)
    const { editVersion } = await rowOf(db, draftId)
    const answer = await restoreVersion(db, { draftId, versionId, editVersion }, person)
    if (answer.outcome !== "saved") throw new Error(answer.outcome)
  }
  /** Id of the newest version. */
  const newest = async (draftId: string) => (await versionsOf(db, draftId))?.[0]?.id ?? ""
  const spansOf = async (draftId: string): Promise<AuthorSpan[]> =>
    (await rowOf(db, draftId)).authorship?.summary ?? []

  test("a restored version that is restored again is still whose it was", async () => {
    const draftId = await posted(db, 0)
    const { summary } = await rowOf(db, draftId)
    await save(draftId, "Dana wrote it anew, from the first word to the last.", dana)
    await restore(draftId, "received", dana)
    const restored = await newest(draftId)
    await save(draftId, "Robin wrote it anew as well, and otherwise.", robin)
    await restore(draftId, restored, robin)
    expect((await rowOf(db, draftId)).editedSummary).toBe(summary)
    expect(await spansOf(draftId)).toEqual(writtenBy("ai", summary))
  })

  test("so is one from before authors were kept with versions", async () => {
    const draftId = await posted(db, 0)
    const { summary } = await rowOf(db, draftId)
    await save(draftId, "Dana wrote it anew, from the first word to the last.", dana)
    await restore(draftId, "received", dana)
    const restored = await newest(draftId)
    await save(draftId, "Robin wrote it anew as well, and otherwise.", robin)
    await db
      .update(draftVersions)
      .set({ authorship: null })
      .where(eq(draftVersions.draftId, draftId))
    await restore(draftId, restored, robin)
    expect(await spansOf(draftId)).toEqual(writtenBy("ai", summary))
  })

  test("a text that was cut, saved without, and pasted back is still whose it was", async () => {
    const draftId = await posted(db, 0)
    const { summary } = await rowOf(db, draftId)
    const withDana = `${summary} Dana adds that a walk every evening will do her good.`
    await save(draftId, withDana, dana)
    await save(draftId, "", robin)
    await save(draftId, `${withDana} Robin.`, robin)
    const spans = await spansOf(draftId)
    expect(spans.map(({ author }) => author)).toEqual(["ai", dana.id, robin.id])
    expect(spans[0]?.end).toBe(summary.length)
    expect(spans[2]).toEqual({ ...spans[2], start: withDana.length })
    expect(aiShare(spans)).toBeGreaterThan(0.8)
  })

  test("so is a passage that was moved within the text", async () => {
    const draftId = await posted(db, 0)
    const { summary } = await rowOf(db, draftId)
    const at = summary.indexOf(".") + 1
    await save(draftId, `${summary.slice(at)}\n${summary.slice(0, at)}`, robin)
    const moved = (await spansOf(draftId)).filter(({ author }) => author === robin.id)
    expect(moved.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(3)
  })

  test("what nobody wrote before is the typist's, though it fills the place of what was cut", async () => {
    const draftId = await posted(db, 0)
    const own = "Nothing of it stood there: every word of this is hers who typed it."
    await save(draftId, "", robin)
    await save(draftId, own, robin)
    expect(await spansOf(draftId)).toEqual(writtenBy(robin.id, own))
  })

  test("what a person could not save any more is theirs when it is taken up", async () => {
    const draftId = await posted(db, 0)
    const { summary, analysis } = await rowOf(db, draftId)
    await claimDraft(db, { draftId, takeOver: true }, robin)
    await claimDraft(db, { draftId, takeOver: true }, dana)
    const typed = `${summary} Robin typed this while it was taken over.`
    const stray = { draftId, editVersion: 0, summary: typed, analysis }
    expect((await saveEdit(db, stray, robin)).outcome).toBe("claimed-by-other")
    await save(draftId, `${typed} Dana goes on.`, dana)
    expect((await spansOf(draftId)).map(({ author }) => author)).toEqual(["ai", robin.id, dana.id])
  })
})
