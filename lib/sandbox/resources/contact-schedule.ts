import { json, newTraceId } from "../answers.ts"
import { type Call, contactOf, type Route } from "../call.ts"

/** GET /contacts/{id}/appointments */
export function listAppointments(call: Call) {
  const events = call.store.world.appointments[contactOf(call).id] ?? []
  return json(200, { events, traceId: newTraceId() })
}

export const contactScheduleRoutes: Route[] = [
  {
    method: "GET",
    path: "/contacts/:contactId/appointments",
    scope: "contacts.readonly",
    handle: listAppointments,
  },
]
