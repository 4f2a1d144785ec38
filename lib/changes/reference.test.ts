import { eq } from "drizzle-orm"
import fc from "fast-check"
import { describe, expect, onTestFinished, test } from "vitest"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "./cancel.ts"
import { createChange } from "./create.ts"
import { newReference, withoutReference, withReference } from "./reference.ts"
import { addPerson, setTestEnv } from "./testing/people.ts"

const queue = { wake: async () => {} }

describe.each(testBackends())("the reference of a note, on $name", ({ open }) => {
  async function desk() {
    setTestEnv()
    const store = await open()
    onTestFinished(() => store.close())
    const { db } = store
    const personId = await addPerson(db)
    return {
      db,
      personId,
      async draft(runId: string): Promise<string> {
        const row = { runId, bodyHash: "-", contactId: "c1", summary: "S", analysis: "A" }
        const [draft] = await db
          .insert(drafts)
          .values({ ...row, tagsToAdd: [], tagsToRemove: [] })
          .returning({ id: drafts.id })
        return draft?.id ?? ""
      },
      async approved(draftId?: string) {
        const steps = [{ kind: "create-note", body: "A" } as const]
        const input = { contactId: "c1", kind: "review", personId, holdSeconds: 60, steps } as const
        const { changeId } = await createChange(db, { ...input, draftId }, queue)
        const [step] = await db.select().from(changeSteps).where(eq(changeSteps.changeId, changeId))
        return { changeId, reference: step?.reference ?? "", body: step?.wanted }
      },
    }
  }

  test("is the draft's own: another store, restored from a copy, finds the note by it", async () => {
    const [one, other] = [await desk(), await desk()]
    const first = await one.approved(await one.draft("run-1"))
    const second = await other.approved(await other.draft("run-1"))
    expect(second.reference).toBe(first.reference)
    expect(second.body).toContain(`Caredesk ref ${first.reference}`)
    expect((await other.approved(await other.draft("run-2"))).reference).not.toBe(first.reference)
  })

  test("serves again after an approval was cancelled", async () => {
    const { db, personId, draft, approved } = await desk()
    const draftId = await draft("run-1")
    const first = await approved(draftId)
    await cancelChange(db, first.changeId, personId, queue)
    // As the draft's return to the inbox does.
    await db.update(changes).set({ draftId: null }).where(eq(changes.id, first.changeId))
    expect((await approved(draftId)).reference).toBe(first.reference)
  })

  test("is another while the draft's own belongs to a step that was not cancelled", async () => {
    const { db, draft, approved } = await desk()
    const draftId = await draft("run-1")
    const first = await approved(draftId)
    await db.update(changes).set({ draftId: null }).where(eq(changes.id, first.changeId))
    expect((await approved(draftId)).reference).not.toBe(first.reference)
  })

  test("is random without a draft", async () => {
    const { approved } = await desk()
    const references = await Promise.all([approved(), approved(), approved()])
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(3)
    expect(references[0]?.reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  })
})

test("people read a body without the line of its reference, and lose no other word", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const body = text.trimEnd()
      expect(withoutReference(withReference(body, newReference()))).toBe(body)
    }),
  )
  expect(withoutReference("See Caredesk ref 7K2M-Q9XD of May.")).toBe(
    "See Caredesk ref 7K2M-Q9XD of May.",
  )
})
