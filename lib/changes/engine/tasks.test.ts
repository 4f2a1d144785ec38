import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { FaultInput } from "#lib/sandbox/types.ts"
import { type Desk, openDesk } from "../testing/desk.ts"
import type { StepRequest } from "../types.ts"
import { undoChange } from "../undo.ts"

const DUE = "2026-12-01T15:00:00.000Z"
const FOLLOW_UP: StepRequest = {
  kind: "create-task",
  title: "Call about <ferritin> & iron",
  body: "Ask for the dose.\nSecond line.",
  dueAt: DUE,
}

const FAULTS: (Omit<FaultInput, "method" | "path"> & { name: string })[] = [
  { name: "no fault", kind: "delay", delayMs: 0 },
  { name: "the connection dropped before it was handled", kind: "drop-before" },
  { name: "the connection dropped after the effect", kind: "drop-after" },
  { name: "a 422 after the effect", kind: "status-after", status: 422 },
  { name: "a 500 after the effect", kind: "status-after", status: 500 },
  { name: "an HTML page", kind: "html" },
  { name: "an effect long after the connection dropped", kind: "late-effect", delayMs: 400 },
  { name: "a 429 with Retry-After", kind: "rate-limit", retryAfter: 1 },
]

describe.each(testBackends())("tasks on $name", ({ open }) => {
  let desk: Desk
  let person: Person
  beforeAll(async () => {
    desk = await openDesk(open, { concurrency: 8 })
    person = {
      id: desk.personId,
      name: "Casey Coordinator",
      email: "c@caredesk.test",
      role: "coordinator",
      sessionId: desk.personId,
    }
  })
  afterAll(() => desk.close())

  const tasksOf = async (contactId: string) => (await desk.truth(contactId)).tasks
  const ours = async (contactId: string) =>
    (await tasksOf(contactId)).filter(({ title }) => title === "Call about <ferritin> & iron")
  const asked = (contactId: string, steps: StepRequest[]) =>
    desk.change(contactId, steps, { kind: "task" })

  /** A contact with one task of ours, open. */
  async function withTask() {
    const contactId = desk.nextContact()
    const changeId = await asked(contactId, [FOLLOW_UP])
    expect(await desk.ended(changeId)).toMatchObject({ status: "done" })
    const [task] = await ours(contactId)
    if (!task) throw new Error("The task was not made")
    return { contactId, changeId, taskId: task.id }
  }
  const completed = async (contactId: string, taskId: string) =>
    (await tasksOf(contactId)).find(({ id }) => id === taskId)?.completed

  test.concurrent.each(FAULTS)("a task is added once: $name", async ({ name: _, ...fault }) => {
    const contactId = desk.nextContact()
    await desk.control.addFault({ ...fault, method: "POST", path: `/contacts/${contactId}/tasks` })
    const changeId = await asked(contactId, [FOLLOW_UP])
    const view = await desk.ended(changeId)
    expect(view).toMatchObject({ status: "done", message: "The task was added." })
    if (fault.kind === "late-effect") await new Promise((resolve) => setTimeout(resolve, 600))
    const made = await ours(contactId)
    expect(made).toMatchObject([{ completed: false, dueDate: DUE }])
    expect(made[0]?.body).toMatch(/^Ask for the dose\.\nSecond line\.\n\nCaredesk ref \S{9}$/)
  })

  test.concurrent.each(FAULTS)("a task is completed: $name", async ({ name: _, ...fault }) => {
    const { contactId, taskId } = await withTask()
    await desk.control.addFault({ ...fault, method: "PUT", path: `/tasks/${taskId}/completed` })
    const changeId = await asked(contactId, [
      { kind: "set-task", taskId, seen: "open", wanted: "completed" },
    ])
    expect(await desk.ended(changeId)).toMatchObject({
      status: "done",
      message: "The task was updated.",
    })
    expect(await completed(contactId, taskId)).toBe(true)
  })

  test("what a colleague has done already is not sent again", async () => {
    const { contactId, taskId } = await withTask()
    await desk.edit(contactId, { tasks: { [taskId]: true } })
    const before = (await desk.writes(contactId)).length
    const changeId = await asked(contactId, [
      { kind: "set-task", taskId, seen: "open", wanted: "completed" },
    ])
    expect(await desk.ended(changeId)).toMatchObject({
      status: "done",
      message: "The task was already so in GHL.",
    })
    expect(await desk.writes(contactId)).toHaveLength(before)
  })

  test("a task that is gone stops the change, in words", async () => {
    const contactId = desk.nextContact()
    const changeId = await asked(contactId, [
      { kind: "set-task", taskId: "gone", seen: "open", wanted: "completed" },
    ])
    const view = await desk.ended(changeId)
    expect(view).toMatchObject({ status: "stopped", can: { markDoneByHand: true } })
    expect(view.message).toContain("the task is no longer in GHL")
  })

  test("completing is taken back by opening again, adding by completing", async () => {
    const { contactId, taskId, changeId } = await withTask()
    const done = await asked(contactId, [
      { kind: "set-task", taskId, seen: "open", wanted: "completed" },
    ])
    await desk.ended(done)
    for (const [change, state] of [
      [done, false],
      [changeId, true],
    ] as const) {
      const undo = await undoChange(desk.store.db, change, person, desk.engine.queue)
      if (undo.outcome !== "stored") throw new Error(undo.message)
      expect(await desk.ended(undo.changeId)).toMatchObject({ status: "done" })
      expect(await completed(contactId, taskId)).toBe(state)
    }
  })

  test.each([
    [{ ...FOLLOW_UP, title: "  \n " }, "The task has no title."],
    [{ ...FOLLOW_UP, title: "x".repeat(201) }, "longer than 200"],
    [{ ...FOLLOW_UP, dueAt: "tomorrow" }, "needs a day"],
  ])("a task that cannot be is refused in words", async (step, words) => {
    await expect(asked(desk.nextContact(), [step])).rejects.toThrow(words)
  })

  test("a title of several lines becomes one, and the audit trail keeps no word of it", async () => {
    const contactId = desk.nextContact()
    const changeId = await asked(contactId, [
      { ...FOLLOW_UP, title: " Ferritin\n is  low ", body: "" },
    ])
    await desk.ended(changeId)
    expect((await tasksOf(contactId)).at(-1)).toMatchObject({ title: "Ferritin is low" })
    const rows = await desk.store.db.select({ detail: auditEvents.detail }).from(auditEvents)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/ferritin/i)
  })
})
