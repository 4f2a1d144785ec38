import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { mergeDrafts } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "./cancel.ts"
import { carryOn } from "./carry-on.ts"
import { discardMergeDraft, readMergeDrafts, storeMergeDraft } from "./merge-draft.ts"
import { resolveConflict } from "./resume.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import { addPerson } from "./testing/people.ts"

describe.each(testBackends())("a merged text that is typed and not sent, on $name", ({ open }) => {
  let desk: Desk
  let colleague: string
  beforeAll(async () => {
    desk = await openDesk(open)
    colleague = await addPerson(desk.store.db, "Robin Hale")
  })
  afterAll(() => desk.close())

  async function conflict() {
    const contactId = desk.nextContact()
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs." } })
    const changeId = await desk.change(contactId, [
      {
        kind: "set-field",
        fieldId: desk.callNotesId,
        label: "Call notes",
        seen: "Old.",
        wanted: "Ours.",
      },
    ])
    const view = await desk.ended(changeId)
    expect(view.status).toBe("conflict")
    return { changeId, stepId: view.steps[0]?.id ?? "" }
  }
  const keep = (at: { changeId: string; stepId: string }, text: string, who = desk.personId) =>
    storeMergeDraft(desk.store.db, who, { ...at, text, found: "Theirs." })
  const read = (changeId: string, who = desk.personId) =>
    readMergeDrafts(desk.store.db, changeId, who)
  const rows = () => desk.store.db.select().from(mergeDrafts)

  test("is there again, the last save of it, for the person alone", async () => {
    const at = await conflict()
    expect(await keep(at, "Theirs. Ou")).toBe(true)
    expect(await keep(at, "Theirs. Ours.")).toBe(true)
    expect(await keep(at, "A colleague's.", colleague)).toBe(true)
    expect(await read(at.changeId)).toEqual({
      [at.stepId]: { text: "Theirs. Ours.", found: "Theirs." },
    })
    expect(await read(at.changeId, colleague)).toEqual({
      [at.stepId]: { text: "A colleague's.", found: "Theirs." },
    })
    await discardMergeDraft(desk.store.db, desk.personId, at.stepId)
    expect(await read(at.changeId)).toEqual({})
    expect(Object.keys(await read(at.changeId, colleague))).toEqual([at.stepId])
  })

  test.each([
    [
      "written merged",
      (at: { changeId: string; stepId: string }) =>
        carryOn(
          desk.store.db,
          { ...at, seen: "Theirs.", text: "Both." },
          desk.personId,
          desk.engine.queue,
        ),
    ],
    [
      "left as it is in GHL",
      ({ changeId }: { changeId: string }) =>
        resolveConflict(
          desk.store.db,
          { changeId },
          desk.personId,
          { keep: "theirs" },
          desk.engine.queue,
        ),
    ],
    [
      "given up",
      ({ changeId }: { changeId: string }) =>
        cancelChange(desk.store.db, changeId, desk.personId, desk.engine.queue),
    ],
  ] as const)("goes, whoever typed it, once the conflict is %s", async (_, decide) => {
    const at = await conflict()
    await keep(at, "Mine.")
    await keep(at, "A colleague's.", colleague)
    await decide(at)
    expect((await rows()).filter(({ stepId }) => stepId === at.stepId)).toEqual([])
    expect(await keep(at, "Too late.")).toBe(false)
    expect((await rows()).filter(({ stepId }) => stepId === at.stepId)).toEqual([])
  })

  test("is not kept for what is no conflict of the change", async () => {
    const at = await conflict()
    expect(await keep({ ...at, stepId: randomUUID() }, "Lost.")).toBe(false)
    expect(await keep({ ...at, changeId: randomUUID() }, "Lost.")).toBe(false)
  })
})
