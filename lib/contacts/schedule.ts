import "server-only"
import { withoutReference } from "#lib/changes/reference.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Appointment, Ghl, ReadOptions, Task } from "#lib/ghl/types.ts"
import { failureOf, type Problem } from "#lib/problem.ts"
import { instantOfClock } from "./clinic-clock.ts"
import type { AppointmentView, ScheduleView } from "./schedule-types.ts"

/** No longer to come, in GHL's words. */
const OFF = /^(cancell?ed|no-?show|invalid)$/i

const LAST = "9999"

/** Open tasks, the longest due first; without a day last. */
export function openTasks(tasks: Task[]): { open: Task[]; done: number } {
  const open = tasks
    .filter(({ completed }) => !completed)
    .toSorted((one, other) => (one.dueAt ?? LAST).localeCompare(other.dueAt ?? LAST))
  return { open, done: tasks.length - open.length }
}

/** Appointments that are not over at `now` (ms) and not called off, the next one first. */
export function nextAppointments(
  appointments: Appointment[],
  timeZone: string,
  now: number,
): AppointmentView[] {
  // Where GHL writes no zone the clock is the clinic's.
  const instant = (text: string | null) =>
    text?.endsWith("Z") ? text : text && instantOfClock(text, timeZone)
  return appointments
    .flatMap(({ id, title, status, address, starts, ends }) => {
      const startsAt = instant(starts)
      const over = Date.parse(instant(ends) ?? startsAt ?? "") < now
      if (!startsAt || over || OFF.test(status ?? "")) return []
      return [{ id, title, status, address, startsAt }]
    })
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
}

/** The value, or the failure of GHL in words; anything else is a bug and throws. */
async function orProblem<T extends object>(reading: Promise<T>): Promise<T | { problem: Problem }> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof GhlError) return { problem: failureOf(error) }
    throw error
  }
}

/** What is due next for a contact. Source: GET /contacts/{id}/tasks and /appointments. */
export async function readSchedule(
  ghl: Ghl,
  contactId: string,
  clinicTimeZone: string,
  options: ReadOptions = {},
): Promise<ScheduleView> {
  const [tasks, appointments] = await Promise.all([
    orProblem(
      ghl.listTasks(contactId, options).then((all) => {
        const { open, done } = openTasks(all)
        const views = open.map(({ id, title, body, dueAt }) => ({
          id,
          title,
          body: withoutReference(body),
          dueAt,
        }))
        return { open: views, done }
      }),
    ),
    orProblem(
      ghl.listAppointments(contactId, options).then((all) => ({
        next: nextAppointments(all, clinicTimeZone, Date.now()),
      })),
    ),
  ])
  return { tasks, appointments }
}
