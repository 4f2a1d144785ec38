import { type Answer, json, newTraceId, Refusal } from "../answers.ts"
import { type Call, contactOf, type Route } from "../call.ts"

/** GET /contacts/{id}/tasks */
function listTasks(call: Call): Answer {
  const tasks = call.store.world.tasks[contactOf(call).id] ?? []
  return json(200, { tasks, traceId: newTraceId() })
}

/** GET /contacts/{id}/tasks/{taskId} */
function readTask(call: Call): Answer {
  const tasks = call.store.world.tasks[contactOf(call).id] ?? []
  const task = tasks.find(
    (one) => typeof one === "object" && !Array.isArray(one) && one.id === call.params.taskId,
  )
  if (!task) throw new Refusal(404, "Task not found")
  return json(200, { task, traceId: newTraceId() })
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
