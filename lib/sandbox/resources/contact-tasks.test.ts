import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { controlOf } from "../control.ts"
import { pageThreeContact } from "../seed/persons-of-note.ts"
import { callerOf, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
const { id } = pageThreeContact()
const path = `/contacts/${id}/tasks`
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const TASK = {
  title: "Call",
  body: "About the draw",
  dueDate: "2026-12-01T15:00:00Z",
  completed: false,
}
const taskSchema = z.looseObject({ id: z.string(), title: z.string(), completed: z.boolean() })
const one = (json: unknown) => z.object({ task: taskSchema }).parse(json).task
const list = async () =>
  z.object({ tasks: z.array(taskSchema) }).parse((await send("GET", path)).json).tasks
const effects = async () =>
  (await control.journal()).flatMap((entry) => entry.effects).map(({ kind }) => kind)

describe("tasks", () => {
  it("are made twice by the same POST sent twice", async () => {
    const before = await list()
    const first = await send("POST", path, TASK)
    const second = await send("POST", path, TASK)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(one(first.json)).toMatchObject({ ...TASK, dueDate: "2026-12-01T15:00:00.000Z" })
    expect(await list()).toHaveLength(before.length + 2)
    expect(await effects()).toEqual(["task-created", "task-created"])
  })

  it("are completed, opened again, changed and deleted by id", async () => {
    const { id: taskId } = one((await send("POST", path, TASK)).json)
    const done = await send("PUT", `${path}/${taskId}/completed`, { completed: true })
    expect(one(done.json).completed).toBe(true)
    await send("PUT", `${path}/${taskId}/completed`, { completed: true })
    await send("PUT", `${path}/${taskId}`, { title: "Call again", completed: false })
    expect(one((await send("GET", `${path}/${taskId}`)).json)).toMatchObject({
      title: "Call again",
      body: TASK.body,
      completed: false,
    })
    expect((await send("DELETE", `${path}/${taskId}`)).json.succeded).toBe(true)
    expect((await send("GET", `${path}/${taskId}`)).status).toBe(404)
    // A write that leaves all as it was has no effect.
    expect(await effects()).toEqual([
      "task-created",
      "task-updated",
      "task-updated",
      "task-deleted",
    ])
  })

  it.each([
    [{}, "title should not be empty"],
    [{ ...TASK, title: " " }, "title should not be empty"],
    [{ ...TASK, title: 7 }, "title must be a string"],
    [{ ...TASK, title: null }, "title must be a string"],
    [{ ...TASK, body: null }, "body must be a string"],
    [{ ...TASK, assignedTo: null }, "assignedTo must be a string"],
    [{ ...TASK, completed: null }, "completed must be a boolean value"],
    [{ ...TASK, dueDate: null }, "dueDate must be a string"],
    [{ ...TASK, dueDate: "soon" }, "dueDate must be a valid ISO 8601 date string"],
    [{ ...TASK, dueDate: "12/01/26" }, "dueDate must be a valid ISO 8601 date string"],
    [{ ...TASK, dueDate: "2026-12-01" }, "dueDate must be a valid ISO 8601 date string"],
    [{ ...TASK, completed: "no" }, "completed must be a boolean value"],
    [{ ...TASK, colour: "red" }, "property colour should not exist"],
  ])("refuse %j", async (body, message) => {
    const reply = await send("POST", path, body)
    expect(reply.status).toBe(422)
    expect(reply.text).toContain(message)
    expect(await effects()).toEqual([])
  })

  it("can be done by somebody else, and show so at once and in what truly stands", async () => {
    const { id: taskId } = one((await send("POST", path, TASK)).json)
    await control.editAsSomeoneElse(id, { tasks: { [taskId]: true } })
    expect((await list()).find((task) => task.id === taskId)?.completed).toBe(true)
    const truth = await control.truth(id)
    expect(truth?.tasks.find((task) => task.id === taskId)?.completed).toBe(true)
    expect(await effects()).toEqual(["task-created", "task-updated"])
  })

  it("show late where reads lag writes", async () => {
    await control.addFault({ kind: "lag", path: "/tasks", delayMs: 5_000, count: 1 })
    const before = (await list()).length
    await send("POST", path, TASK)
    await control.addFault({ kind: "lag", path: "/tasks", delayMs: 5_000, count: 1 })
    expect(await list()).toHaveLength(before)
    expect(await list()).toHaveLength(before + 1)
  })
})
