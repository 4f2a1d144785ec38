import "server-only"
import { type Context, readAnswer } from "./context.ts"
import { pathId } from "./ids.ts"
import { decodeNote } from "./note-body.ts"
import { appointmentsAnswer, taskAnswer, tasksAnswer } from "./schedule-schema.ts"
import type { Ghl } from "./types.ts"

type ScheduleVerbs = Pick<Ghl, "listTasks" | "createTask" | "setTaskCompleted" | "listAppointments">

/** Tasks and appointments of a contact. */
export function scheduleVerbs({ call, share, redactor }: Context): ScheduleVerbs {
  const tasksPath = (contactId: string) => `/contacts/${pathId(contactId)}/tasks`
  return {
    async listTasks(contactId, options = {}) {
      return share(`tasks ${contactId}`, options, async (shared) => {
        const path = tasksPath(contactId)
        const answer = await call({ method: "get", path, write: false, options: shared })
        const tasks = readAnswer(tasksAnswer, answer).tasks.map(({ dueDate, ...task }) => ({
          ...task,
          contactId,
          title: task.title ?? "",
          // GHL's own screens save the text of a task as HTML; by itself it tells which it is.
          body: decodeNote(task.body, null),
          dueAt: dueDate,
        }))
        return redactor.cleanAll(tasks)
      })
    },

    async createTask(contactId, { title, body, dueAt }, options = {}) {
      const json = { title, body, dueDate: dueAt, completed: false }
      const path = tasksPath(contactId)
      const answer = await call({ method: "post", path, json, write: true, options })
      const echo = taskAnswer.safeParse(answer.body).data
      return { traceId: answer.traceId, taskId: echo?.id ?? null }
    },

    async setTaskCompleted(contactId, taskId, completed, options = {}) {
      const path = `${tasksPath(contactId)}/${pathId(taskId)}/completed`
      const json = { completed }
      const { traceId } = await call({ method: "put", path, json, write: true, options })
      return { traceId }
    },

    async listAppointments(contactId, options = {}) {
      return share(`appointments ${contactId}`, options, async (shared) => {
        const path = `/contacts/${pathId(contactId)}/appointments`
        const answer = await call({ method: "get", path, write: false, options: shared })
        const appointments = readAnswer(appointmentsAnswer, answer)
          .events.filter(({ deleted }) => !deleted)
          .map((event) => ({
            id: event.id,
            contactId,
            title: event.title ?? "",
            status: event.appointmentStatus ?? event.status,
            address: event.address,
            starts: event.startTime,
            ends: event.endTime,
          }))
        return redactor.cleanAll(appointments)
      })
    },
  }
}
