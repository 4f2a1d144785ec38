import { randomUUID } from "node:crypto"
import { z } from "zod"
import { json, newTraceId, Refusal } from "../answers.ts"
import { type Call, contactOf, objectBody, type Route, refuseUnknown } from "../call.ts"
import { idOf } from "../seed/ids.ts"
import { taskShape } from "../shapes.ts"
import type { StoredTask } from "../types.ts"

type Body = Record<string, unknown>

/** Of the form of the example beside it in GHL's files: a day alone could be one in any zone. */
const instant = z.iso.datetime({ offset: true })

/** GET /contacts/{id}/tasks */
export function listTasks(call: Call) {
  const tasks = call.store.tasksAt(contactOf(call).id, call.asOf)
  return json(200, { tasks: tasks.map(taskShape), traceId: newTraceId() })
}

/** POST /contacts/{id}/tasks: the same request twice makes two tasks. */
export function createTask(call: Call) {
  const contact = contactOf(call)
  const body = objectBody(call)
  const missing = ["title", "dueDate", "completed"].filter((name) => !(name in body))
  if (missing.length > 0)
    throw new Refusal(
      422,
      missing.map((name) => `${name} should not be empty`),
    )
  const task: StoredTask = {
    id: idOf("task", randomUUID()),
    title: "",
    dueDate: "",
    completed: false,
    ...partsOf(body),
    contactId: contact.id,
  }
  call.store.putTasks(contact.id, [...call.store.tasksOf(contact.id), task])
  call.effects.push({ kind: "task-created", contactId: contact.id, taskId: task.id })
  return json(201, { task: taskShape(task), traceId: newTraceId() })
}

/** GET /contacts/{id}/tasks/{taskId} */
export function readTask(call: Call) {
  return json(200, { task: taskShape(taskOf(call)), traceId: newTraceId() })
}

/** PUT /contacts/{id}/tasks/{taskId} */
export function updateTask(call: Call) {
  const old = taskOf(call)
  return replaced(call, old, { ...old, ...partsOf(objectBody(call)) })
}

/** PUT /contacts/{id}/tasks/{taskId}/completed */
export function completeTask(call: Call) {
  const old = taskOf(call)
  const body = objectBody(call)
  refuseUnknown(body, ["completed"])
  return replaced(call, old, { ...old, completed: completedOf(body.completed) })
}

/** DELETE /contacts/{id}/tasks/{taskId} */
export function deleteTask(call: Call) {
  const { id, contactId } = taskOf(call)
  const tasks = call.store.tasksOf(contactId)
  call.store.putTasks(
    contactId,
    tasks.filter((other) => other.id !== id),
  )
  call.effects.push({ kind: "task-deleted", contactId, taskId: id })
  return json(200, { succeded: true, traceId: newTraceId() })
}

function taskOf(call: Call): StoredTask {
  const contact = contactOf(call)
  const task = call.store.tasksAt(contact.id, call.asOf).find(({ id }) => id === call.params.taskId)
  if (!task) throw new Refusal(404, "Task not found")
  return task
}

function replaced(call: Call, old: StoredTask, task: StoredTask) {
  const tasks = call.store.tasksOf(old.contactId)
  call.store.putTasks(
    old.contactId,
    tasks.map((other) => (other.id === old.id ? task : other)),
  )
  if (JSON.stringify(old) !== JSON.stringify(task)) {
    call.effects.push({ kind: "task-updated", contactId: task.contactId, taskId: task.id })
  }
  return json(200, { task: taskShape(task), traceId: newTraceId() })
}

function completedOf(value: unknown): boolean {
  if (typeof value !== "boolean") throw new Refusal(422, ["completed must be a boolean value"])
  return value
}

/** What a body says of a task; 422 for what is not declared. */
function partsOf(body: Body): Partial<StoredTask> {
  refuseUnknown(body, ["title", "body", "dueDate", "completed", "assignedTo"])
  const parts: Partial<StoredTask> = {}
  for (const name of ["title", "body", "dueDate", "assignedTo"] as const) {
    const value = body[name]
    if (value === undefined) continue
    if (typeof value !== "string") throw new Refusal(422, [`${name} must be a string`])
    parts[name] = value
  }
  if (parts.title?.trim() === "") throw new Refusal(422, ["title should not be empty"])
  if (parts.dueDate !== undefined) {
    if (!instant.safeParse(parts.dueDate).success)
      throw new Refusal(422, ["dueDate must be a valid ISO 8601 date string"])
    parts.dueDate = new Date(parts.dueDate).toISOString()
  }
  if (body.completed !== undefined) parts.completed = completedOf(body.completed)
  return parts
}

const TASKS = "/contacts/:contactId/tasks"
const TASK = `${TASKS}/:taskId`

export const contactTaskRoutes: Route[] = [
  { method: "GET", path: TASKS, scope: "contacts.readonly", handle: listTasks },
  { method: "POST", path: TASKS, scope: "contacts.write", handle: createTask },
  { method: "GET", path: TASK, scope: "contacts.readonly", handle: readTask },
  { method: "PUT", path: TASK, scope: "contacts.write", handle: updateTask },
  { method: "PUT", path: `${TASK}/completed`, scope: "contacts.write", handle: completeTask },
  { method: "DELETE", path: TASK, scope: "contacts.write", handle: deleteTask },
]
