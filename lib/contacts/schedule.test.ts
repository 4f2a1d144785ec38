import { expect, test } from "vitest"
import type { Appointment, Task } from "#lib/ghl/types.ts"
import { nextAppointments, openTasks } from "./schedule.ts"

const ZONE = "America/New_York"

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
  const { open, done } = openTasks(
    [
      task("no day", null),
      task("later", "2026-12-03T15:00:00.000Z"),
      task("done", "2026-12-01T15:00:00.000Z", true),
      task("overdue", "2026-11-01T15:00:00.000Z"),
    ],
    ZONE,
  )
  expect(open.map(({ id }) => id)).toEqual(["overdue", "later", "no day"])
  expect(done).toBe(1)
})

test("a task's time without a zone is the clinic's, and a day alone stays that day", () => {
  const { open } = openTasks(
    [
      task("that evening", "2026-12-01T18:00"),
      task("the day after", "2026-12-02"),
      task("that day", "2026-12-01"),
      task("that morning", "2026-12-01T13:00:00.000Z"),
      task("no such time", "1000-01-01T00:00"),
      task("no such day", "1000-01-01"),
    ],
    ZONE,
  )
  expect(open.map(({ id, due }) => [id, due])).toEqual([
    ["that day", "2026-12-01"],
    ["that morning", "2026-12-01T13:00:00.000Z"],
    ["that evening", "2026-12-01T23:00:00.000Z"],
    ["the day after", "2026-12-02"],
    ["no such time", null],
    ["no such day", null],
  ])
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
      appointment("all of today", { starts: "2026-12-01", ends: null }),
      appointment("all of yesterday", { starts: "2026-11-30", ends: "2026-11-30" }),
      appointment("no such day", { starts: "1000-01-01", ends: null }),
      appointment("no such time", { starts: "1000-01-01T00:00", ends: "1000-01-01T00:00" }),
      appointment("an end that is no time", {
        starts: "2026-12-02T09:00",
        ends: "1000-01-01T00:00",
      }),
      appointment("last", { status: null, starts: "2026-12-05T08:30", ends: null }),
    ],
    ZONE,
    // 8:40 on the clinic's clock.
    Date.parse("2026-12-01T13:40:00Z"),
  )
  expect(next.map(({ id, starts }) => [id, starts])).toEqual([
    ["all of today", "2026-12-01"],
    ["going on", "2026-12-01T13:30:00.000Z"],
    ["an end that is no time", "2026-12-02T14:00:00.000Z"],
    ["last", "2026-12-05T13:30:00.000Z"],
  ])
})
