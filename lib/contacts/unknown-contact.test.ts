import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { benchClient } from "#lib/bench/client.ts"
import { setTestEnv } from "#lib/changes/testing/people.ts"
import { failure } from "#lib/ghl/testing/wire.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { startTestSandbox } from "#lib/sandbox/testing/caller.ts"
import { readRecord } from "./record.ts"

setTestEnv()
const sandbox = await startTestSandbox()
const control = controlOf(sandbox.url)
const holder = globalThis as { caredeskGhl?: Ghl }
const { id: deleted } = pageThreeContact()

describe.each([400, 404] as const)("a contact that GHL answers %i for", (unknownContact) => {
  let ghl: Ghl

  beforeEach(async () => {
    await control.reset()
    await control.settings({ unknownContact })
    ghl = benchClient(sandbox.url)
    holder.caredeskGhl = ghl
    await control.editAsSomeoneElse(deleted, { delete: true })
    await control.clearJournal()
  })
  afterEach(() => {
    delete holder.caredeskGhl
  })
  afterAll(async () => {
    if (unknownContact === 404) await sandbox.close()
  })

  it.each([deleted, "neverThere0000000000"])("is not found by any verb: %s", async (id) => {
    for (const call of [
      () => ghl.getContact(id),
      () => ghl.listNotes(id),
      () => ghl.listTasks(id),
      () => ghl.listAppointments(id),
      () => ghl.openDocument(id, "doc1"),
      () => ghl.setCustomField(id, "field1", "text"),
      () => ghl.addTags(id, ["vip"]),
      () => ghl.createNote(id, "text"),
    ]) {
      expect(await failure(call())).toMatchObject({ kind: "not-found", retryable: false })
    }
    const statuses = (await control.journal()).map(({ status }) => status)
    expect(statuses.filter((status) => status !== 200)).toEqual(Array(8).fill(unknownContact))
  })

  it("has a record page that says it is gone", async () => {
    expect(await readRecord(deleted)).toEqual({ kind: "gone" })
  })
})
