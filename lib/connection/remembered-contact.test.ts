import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addPerson, setTestEnv } from "#lib/changes/testing/people.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { rememberedContact } from "./remembered-contact.ts"

describe.each(testBackends())("a contact to ask about on $name", ({ open }) => {
  let store: Store
  let personId: string
  beforeAll(async () => {
    setTestEnv()
    store = await open()
    personId = await addPerson(store.db)
  })
  afterAll(() => store.close())

  const draftOf = (contactId: string, receivedAt: Date) =>
    store.db.insert(drafts).values({
      ...{ runId: `run-${contactId}`, bodyHash: "-", contactId, receivedAt },
      ...{ summary: "Well.", analysis: "Well.", tagsToAdd: [], tagsToRemove: [] },
    })
  const changeOf = (contactId: string, createdAt: Date) =>
    store.db
      .insert(changes)
      .values({ contactId, createdAt, kind: "tags", personId, status: "done" })

  test("is that of the newest draft or change, and nobody before there is one", async () => {
    const { db } = store
    expect(await rememberedContact(db)).toBeNull()
    await changeOf("changed-1", new Date("2026-11-01T10:00:00Z"))
    expect(await rememberedContact(db)).toBe("changed-1")
    await draftOf("drafted-1", new Date("2026-11-01T09:00:00Z"))
    expect(await rememberedContact(db)).toBe("changed-1")
    await draftOf("drafted-2", new Date("2026-11-01T11:00:00Z"))
    expect(await rememberedContact(db)).toBe("drafted-2")
    await changeOf("changed-2", new Date("2026-11-01T12:00:00Z"))
    expect(await rememberedContact(db)).toBe("changed-2")
  })
})
