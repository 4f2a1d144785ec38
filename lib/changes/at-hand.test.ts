import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { changeAtHand } from "./at-hand.ts"
import { carryOn } from "./carry-on.ts"
import { storeMergeDraft } from "./merge-draft.ts"
import { callNotesConflict } from "./testing/conflict.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import { addPerson } from "./testing/people.ts"
import { undoChange } from "./undo.ts"

describe.each(testBackends())("what a page brings of a change, on $name", ({ open }) => {
  let desk: Desk
  let person: Person
  let colleague: string
  beforeAll(async () => {
    desk = await openDesk(open)
    colleague = await addPerson(desk.store.db, "Robin Hale")
    person = {
      id: desk.personId,
      name: "Casey Coordinator",
      email: "c@caredesk.test",
      role: "coordinator",
      sessionId: desk.personId,
    }
  })
  afterAll(() => desk.close())

  const conflict = () => callNotesConflict(desk)
  const atHand = (changeId: string, who = desk.personId) =>
    changeAtHand(desk.store.db, changeId, who)
  const ids = async (changeId: string) => (await atHand(changeId)).changes.map(({ id }) => id)

  test("is the change in conflict with what this person typed over it, and nobody else did", async () => {
    const at = await conflict()
    const typed = { text: "Mine.", found: "Theirs." }
    await storeMergeDraft(desk.store.db, desk.personId, { ...at, ...typed, version: 0 })
    expect(await atHand(at.changeId)).toEqual({
      changeId: at.changeId,
      changes: [await desk.view(at.changeId)],
      merges: { [at.stepId]: { ...typed, version: 1 } },
      merged: { me: desk.personId, merged: null },
    })
    expect((await atHand(at.changeId, colleague)).merges).toEqual({})
  })

  test("is also the change that carries it on, and the one that takes that back", async () => {
    const at = await conflict()
    const { db } = desk.store
    const { queue } = desk.engine
    const input = { ...at, seen: "Theirs.", text: "Both." }
    const next = await carryOn(db, input, desk.personId, queue)
    if (next.outcome !== "stored") throw new Error(next.outcome)
    expect(await ids(at.changeId)).toEqual([at.changeId, next.changeId])
    await desk.ended(next.changeId)
    const undone = await undoChange(db, next.changeId, person, queue)
    if (undone.outcome !== "stored") throw new Error(undone.message)
    expect(await ids(at.changeId)).toEqual([at.changeId, next.changeId, undone.changeId])
  })

  test("is nothing of a change that there is not", async () => {
    const { changes, merges, merged } = await atHand(randomUUID())
    expect([changes, merges, merged.merged]).toEqual([[], {}, null])
  })
})
