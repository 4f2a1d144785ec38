import "server-only"
import { withoutReference } from "#lib/changes/reference.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Appointment, Ghl, ReadOptions, Task } from "#lib/ghl/types.ts"
import { failureOf, type Problem } from "#lib/problem.ts"
import { instantOfClock } from "./clinic-clock.ts"
import {
  type AppointmentView,
  isDay,
  type ScheduleView,
  type TaskView,
  type When,
} from "./schedule-types.ts"
import { daysFrom } from "./table/day-span.ts"

/** No longer to come, in GHL's words. */
const OFF = /^(cancell?ed|no-?show|invalid)$/i

/** Where GHL writes no zone the clock is the clinic's; a day alone stays one. Null where there is no such time. */
function whenOf(time: string | null, timeZone: string): When | null {
  if (time === null) return null
  const when = isDay(time) || time.endsWith("Z") ? time : instantOfClock(time, timeZone)
  return when === null || Number.isNaN(beginOf(when, timeZone)) ? null : when
}

/** When it begins, epoch ms: a day alone does at the clinic's midnight. NaN for no such time. */
const beginOf = (when: When, timeZone: string): number =>
  Date.parse((isDay(when) ? instantOfClock(`${when}T00:00`, timeZone) : when) ?? "")

/** When it is over, epoch ms: a day alone is when the next one begins. */
const endOf = (when: When, timeZone: string): number =>
  beginOf(isDay(when) ? daysFrom(when, 1) : when, timeZone)

/** Open tasks, the longest due first; without a day last. */
export function openTasks(tasks: Task[], timeZone: string): { open: TaskView[]; done: number } {
  const open = tasks
    .filter(({ completed }) => !completed)
    .map(({ id, title, body, dueAt }) => {
      const due = whenOf(dueAt, timeZone)
      const at = due === null ? Number.POSITIVE_INFINITY : beginOf(due, timeZone)
      return { at, view: { id, title, body: withoutReference(body), due } }
    })
    .toSorted((one, other) => (one.at === other.at ? 0 : one.at - other.at))
  return { open: open.map(({ view }) => view), done: tasks.length - open.length }
}

/** Appointments that are not over at `now` (ms) and not called off, the next one first. */
export function nextAppointments(
  appointments: Appointment[],
  timeZone: string,
  now: number,
): AppointmentView[] {
  return appointments
    .flatMap(({ id, title, status, address, starts: start, ends }) => {
      const starts = whenOf(start, timeZone)
      if (starts === null || OFF.test(status ?? "")) return []
      if (endOf(whenOf(ends, timeZone) ?? starts, timeZone) < now) return []
      return [{ at: beginOf(starts, timeZone), view: { id, title, status, address, starts } }]
    })
    .toSorted((one, other) => one.at - other.at)
    .map(({ view }) => view)
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

/** GHL was seen to refuse tasks or appointments alone in these ways, as it refuses a token altogether. */
const REFUSALS: Problem["kind"][] = ["unauthorized", "forbidden"]
type Half = ScheduleView["tasks"] | ScheduleView["appointments"]
const isRefused = (half: Half): half is { problem: Problem } =>
  "problem" in half && REFUSALS.includes(half.problem.kind)

/** Whether the token reads the client's record, which needs no other right than these halves should. */
const readsRecord = (ghl: Ghl, contactId: string, options: ReadOptions): Promise<boolean> =>
  ghl.getContact(contactId, options).then(
    () => true,
    (error) => {
      if (error instanceof GhlError) return false
      throw error
    },
  )

/** A refusal as what it is, where the token is known to be good: it lacks the right to this half. */
const asMissingScope = <T extends Half>(half: T): T =>
  isRefused(half) ? { ...half, problem: { ...half.problem, kind: "missing-scope" } } : half

/** What is due next for a contact. Source: GET /contacts/{id}/tasks and /appointments. */
export async function readSchedule(
  ghl: Ghl,
  contactId: string,
  clinicTimeZone: string,
  options: ReadOptions = {},
): Promise<ScheduleView> {
  const [tasks, appointments] = await Promise.all([
    orProblem(ghl.listTasks(contactId, options).then((all) => openTasks(all, clinicTimeZone))),
    orProblem(
      ghl.listAppointments(contactId, options).then((all) => ({
        next: nextAppointments(all, clinicTimeZone, Date.now()),
      })),
    ),
  ])
  if (!isRefused(tasks) && !isRefused(appointments)) return { tasks, appointments }
  // A half that was read tells that the token is good; else the record does.
  const good =
    !("problem" in tasks && "problem" in appointments) ||
    (await readsRecord(ghl, contactId, options))
  return good
    ? { tasks: asMissingScope(tasks), appointments: asMissingScope(appointments) }
    : { tasks, appointments }
}
