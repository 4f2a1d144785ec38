import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { mergeDrafts } from "#lib/db/schema/changes.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "./cancel.ts"
import { carryOn } from "./carry-on.ts"
import { readMergeDrafts, storeMergeDraft } from "./merge-draft.ts"
import { resolveConflict } from "./resume.ts"
import { callNotesConflict } from "./testing/conflict.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import { addPerson } from "./testing/people.ts"

type Over = { who?: string; found?: string }

describe.each(testBackends())("a merged text that is typed and not sent, on $name", ({ open }) => {
  let desk: Desk
  let colleague: string
  beforeAll(async () => {
    desk = await openDesk(open)
    colleague = await addPerson(desk.store.db, "Robin Hale")
  })
  afterAll(() => desk.close())

  const conflict = () => callNotesConflict(desk)
  type At = { changeId: string; stepId: string }
  const keep = (at: At, text: string | null, version: number, over: Over = {}) =>
    storeMergeDraft(desk.store.db, over.who ?? desk.personId, {
      ...at,
      text,
      found: over.found ?? "Theirs.",
      version,
    })
  const read = (changeId: string, who = desk.personId) =>
    readMergeDrafts(desk.store.db, changeId, who)
  const keptOf = async ({ changeId, stepId }: At) => (await read(changeId))[stepId]
  const rows = () => desk.store.db.select().from(mergeDrafts)

  test("is there again, the last save of it, for the person alone", async () => {
    const at = await conflict()
    expect(await keep(at, "Theirs. Ou", 0)).toEqual({ outcome: "kept", version: 1 })
    expect(await keep(at, "Theirs. Ours.", 1)).toEqual({ outcome: "kept", version: 2 })
    const hers = await keep(at, "A colleague's.", 0, { who: colleague })
    expect(hers).toEqual({ outcome: "kept", version: 1 })
    const found = "Theirs."
    expect(await keptOf(at)).toEqual({ text: "Theirs. Ours.", found, version: 2 })
    expect(await read(at.changeId, colleague)).toEqual({
      [at.stepId]: { text: "A colleague's.", found, version: 1 },
    })
  })

  test("is not replaced by an earlier save of it that comes late", async () => {
    const at = await conflict()
    expect(await keep(at, "Corrected.", 0)).toEqual({ outcome: "kept", version: 1 })
    const late = await keep(at, "Mistaken.", 0)
    expect(await keptOf(at)).toMatchObject({ text: "Corrected." })
    expect(late).toEqual({ outcome: "clash", version: 1, text: "Corrected." })
  })

  test("stays as it was put back by hand, whatever was typed in between and comes late", async () => {
    const at = await conflict()
    await keep(at, "Right.", 0)
    expect(await keep(at, "Right.", 1)).toEqual({ outcome: "kept", version: 2 })
    expect(await keep(at, "Right. Wrong.", 1)).toMatchObject({ outcome: "clash" })
    expect(await keptOf(at)).toMatchObject({ text: "Right." })
    // The same once more, from an earlier version: it is what is kept.
    expect(await keep(at, "Right.", 0)).toEqual({ outcome: "kept", version: 2 })
  })

  test("that was given up for the offer does not come back by a late save", async () => {
    const [at, unsaved] = [await conflict(), await conflict()]
    await keep(at, "Given up.", 0)
    expect(await keep(at, null, 1)).toEqual({ outcome: "kept", version: 2 })
    await keep(at, "Given up, too.", 1)
    await keep(at, "Given up.", 0)
    expect(await keptOf(at)).toMatchObject({ text: null, version: 2 })
    // Nor by one that was the first of all, and is still on its way when the offer is taken.
    await keep(unsaved, null, 0)
    await keep(unsaved, "Given up.", 0)
    expect(await keptOf(unsaved)).toMatchObject({ text: null, version: 1 })
    // Nor does a late return to the offer take what was typed since.
    expect(await keep(at, "Typed since.", 2)).toEqual({ outcome: "kept", version: 3 })
    expect(await keep(at, null, 1)).toEqual({ outcome: "clash", version: 3, text: "Typed since." })
    expect(await keptOf(at)).toMatchObject({ text: "Typed since." })
  })

  test("is kept once where two tabs save at the same moment, and the other is told of it", async () => {
    const at = await conflict()
    const saves = await Promise.all([keep(at, "First tab.", 0), keep(at, "Second tab.", 0)])
    const kept = await keptOf(at)
    expect(saves.map(({ outcome }) => outcome).toSorted()).toEqual(["clash", "kept"])
    expect(saves).toContainEqual({ outcome: "clash", version: 1, text: kept?.text })
  })

  test("over what stood in GHL before does not come up in the next conflict of the step", async () => {
    const { contactId, ...at } = await conflict()
    await keep(at, "Over theirs.", 0)
    await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs again." } })
    await resolveConflict(
      desk.store.db,
      { changeId: at.changeId },
      desk.personId,
      { keep: "ours", seen: "Theirs." },
      desk.engine.queue,
    )
    expect((await desk.ended(at.changeId)).steps).toMatchObject([
      { id: at.stepId, conflict: { found: "Theirs again." } },
    ])
    for (const version of [0, 1]) {
      expect(await keep(at, "Too late.", version)).toEqual({ outcome: "gone" })
    }
    expect(await keptOf(at)).toBeUndefined()
    const over = { found: "Theirs again." }
    expect(await keep(at, "Over this.", 0, over)).toEqual({ outcome: "kept", version: 1 })
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
    await keep(at, "Mine.", 0)
    await keep(at, "A colleague's.", 0, { who: colleague })
    await decide(at)
    expect((await rows()).filter(({ stepId }) => stepId === at.stepId)).toEqual([])
    for (const version of [0, 1]) {
      expect(await keep(at, "Too late.", version)).toEqual({ outcome: "gone" })
    }
    expect((await rows()).filter(({ stepId }) => stepId === at.stepId)).toEqual([])
  })

  test("is not kept for what is no conflict of the change", async () => {
    const at = await conflict()
    const gone = { outcome: "gone" }
    expect(await keep({ ...at, stepId: randomUUID() }, "Lost.", 0)).toEqual(gone)
    expect(await keep({ ...at, changeId: randomUUID() }, "Lost.", 0)).toEqual(gone)
  })
})
