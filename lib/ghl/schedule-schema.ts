import "server-only"
import { z } from "zod"
import { toTimeOfDay } from "./days.ts"
import { ghlId } from "./ids.ts"
import { anything, textOrNull } from "./lenient.ts"

/** A task as GHL sends it. Source: GET /contacts/{id}/tasks. */
const task = z.object({
  id: ghlId,
  title: textOrNull,
  body: z.string().catch(""),
  assignedTo: textOrNull,
  dueDate: anything.transform(toTimeOfDay),
  // A task whose state GHL does not tell is not hidden as one that is done.
  completed: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")])
    .catch(false),
})

/** Answer of GET /contacts/{id}/tasks: entries that are no task are left out. */
export const tasksAnswer = z.object({
  tasks: z
    .array(z.unknown())
    .transform((all) => all.flatMap((one) => task.safeParse(one).data ?? [])),
})

/** Answer of POST of a task; the task may stand in it or be it. */
export const taskAnswer = z
  .object({ task: task.nullable().catch(null), id: ghlId.nullable().catch(null) })
  .transform(({ task, id }) => ({ id: task?.id ?? id }))

const appointment = z.object({
  id: ghlId,
  title: textOrNull,
  appointmentStatus: textOrNull,
  status: textOrNull,
  address: textOrNull,
  startTime: anything.transform(toTimeOfDay),
  endTime: anything.transform(toTimeOfDay),
  deleted: z.boolean().catch(false),
})

/** Answer of GET /contacts/{id}/appointments: entries that are no appointment are left out. */
export const appointmentsAnswer = z.object({
  events: z
    .array(z.unknown())
    .transform((all) => all.flatMap((one) => appointment.safeParse(one).data ?? [])),
})
