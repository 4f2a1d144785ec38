import { expect, test } from "vitest"
import type { Appointment, Task } from "#lib/ghl/types.ts"
import { nextAppointments, openTasks } from "./schedule.ts"

const task = (id: string, dueAt: string | null, completed = false): Task => ({
  id,
  contactId: "c1",
  title: id,
  body: "",
  assignedTo: null,
  dueAt,
  completed,
})

test("open tasks come by their day, those without one last, and done ones are counted", () => {
  const { open, done } = openTasks([
    task("no day", null),
    task("later", "2026-12-03T15:00:00.000Z"),
    task("done", "2026-12-01T15:00:00.000Z", true),
    task("overdue", "2026-11-01T15:00:00.000Z"),
  ])
  expect(open.map(({ id }) => id)).toEqual(["overdue", "later", "no day"])
  expect(done).toBe(1)
})

test("appointments to come, by the clinic's clock, without those called off or over", () => {
  const appointment = (id: string, over: Partial<Appointment>): Appointment => ({
    id,
    contactId: "c1",
    title: id,
    status: "confirmed",
    address: null,
    starts: "2026-12-01T08:30",
    ends: "2026-12-01T08:50",
    ...over,
  })
  const next = nextAppointments(
    [
      appointment("an instant", { starts: "2026-12-01T13:00:00.000Z", ends: null }),
      appointment("going on", {}),
      appointment("over", { starts: "2026-12-01T08:00", ends: "2026-12-01T08:20" }),
      appointment("over, without an end", { starts: "2026-12-01T08:20", ends: null }),
      appointment("off", { status: "cancelled", starts: "2026-12-02T08:30", ends: null }),
      appointment("not there", { status: "noshow", starts: "2026-12-02T08:30", ends: null }),
      appointment("no time", { starts: null, ends: null }),
      appointment("last", { status: null, starts: "2026-12-05T08:30", ends: null }),
    ],
    "America/New_York",
    // 8:40 on the clinic's clock.
    Date.parse("2026-12-01T13:40:00Z"),
  )
  expect(next.map(({ id, startsAt }) => [id, startsAt])).toEqual([
    ["going on", "2026-12-01T13:30:00.000Z"],
    ["last", "2026-12-05T13:30:00.000Z"],
  ])
})
