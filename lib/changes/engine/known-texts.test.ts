import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { knownTexts } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { normaliseText } from "../normalise.ts"
import { type Desk, openDesk } from "../testing/desk.ts"
import type { StepRequest } from "../types.ts"

describe.each(testBackends())("texts that a person stands behind, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(open)
  })
  afterAll(() => desk.close())

  const known = (contactId: string) =>
    desk.store.db
      .select({ fieldId: knownTexts.fieldId, hmac: knownTexts.hmac })
      .from(knownTexts)
      .where(eq(knownTexts.contactId, contactId))

  const callNotes = (seen: string, wanted: string): StepRequest => ({
    kind: "set-field",
    fieldId: desk.callNotesId,
    label: "Call notes",
    seen,
    wanted,
  })

  test("are known by their fingerprint once they are written, each once", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Old" } })
    const steps = [callNotes("Old", "New \r\n"), { kind: "add-tag", tag: "vip" }] as StepRequest[]
    await desk.ended(await desk.change(contactId, steps))
    const own = { fieldId: desk.callNotesId, hmac: fingerprint(normaliseText("New")) }
    expect(await known(contactId)).toEqual([own])
    // Already so is stood behind as well, and is no second row.
    await desk.ended(await desk.change(contactId, [callNotes("Old", "New")]))
    expect(await known(contactId)).toEqual([own])
  })

  test("are not known while they are in conflict", async () => {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs" } })
    await desk.ended(await desk.change(contactId, [callNotes("Old", "New")]))
    expect(await known(contactId)).toEqual([])
  })
})
