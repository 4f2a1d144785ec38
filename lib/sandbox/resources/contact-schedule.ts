import { json, newTraceId, Refusal } from "../answers.ts"
import { type Call, contactOf, type Route } from "../call.ts"
import { taskShape } from "../shapes.ts"

/** GET /contacts/{id}/tasks */
export function listTasks(call: Call) {
  const tasks = call.store.world.tasks[contactOf(call).id] ?? []
  return json(200, { tasks: tasks.map(taskShape), traceId: newTraceId() })
}

/** GET /contacts/{id}/tasks/{taskId} */
export function readTask(call: Call) {
  const tasks = call.store.world.tasks[contactOf(call).id] ?? []
  const task = tasks.find(({ id }) => id === call.params.taskId)
  if (!task) throw new Refusal(404, "Task not found")
  return json(200, { task: taskShape(task), traceId: newTraceId() })
}

/** GET /contacts/{id}/appointments */
export function listAppointments(call: Call) {
  const events = call.store.world.appointments[contactOf(call).id] ?? []
  return json(200, { events, traceId: newTraceId() })
}

export const contactScheduleRoutes: Route[] = [
  {
    method: "GET",
    path: "/contacts/:contactId/tasks",
    scope: "contacts.readonly",
    handle: listTasks,
  },
  {
    method: "GET",
    path: "/contacts/:contactId/tasks/:taskId",
    scope: "contacts.readonly",
    handle: readTask,
  },
  {
    method: "GET",
    path: "/contacts/:contactId/appointments",
    scope: "contacts.readonly",
    handle: listAppointments,
  },
]
