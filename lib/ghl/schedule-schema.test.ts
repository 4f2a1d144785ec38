import { expect, test } from "vitest"
import { appointmentsAnswer, tasksAnswer } from "./schedule-schema.ts"

test.each([
  ["2026-12-01T15:00:00.000Z", "2026-12-01T15:00:00.000Z"],
  ["2026-12-01T10:00:00-05:00", "2026-12-01T15:00:00.000Z"],
  [1_796_137_200_000, "2026-12-01T15:00:00.000Z"],
  // Without a zone it is nobody's instant yet: neither this machine's nor that of Greenwich.
  ["2026-12-01 09:00:00", "2026-12-01T09:00"],
  ["2026-12-01", "2026-12-01"],
  ["2026-02-31", null],
  ["soon", null],
  [{}, null],
])("a time of %j is read as %j, for tasks and appointments alike", (told, read) => {
  const { tasks } = tasksAnswer.parse({ tasks: [{ id: "t1", dueDate: told }] })
  const { events } = appointmentsAnswer.parse({ events: [{ id: "a1", startTime: told }] })
  expect(tasks[0]?.dueDate).toBe(read)
  expect(events[0]?.startTime).toBe(read)
})

test.each([
  [true, true],
  ["true", true],
  [false, false],
  ["false", false],
  [undefined, false],
  ["perhaps", false],
])("a task whose completed is %j counts as %j", (told, read) => {
  expect(tasksAnswer.parse({ tasks: [{ id: "t1", completed: told }] }).tasks[0]?.completed).toBe(
    read,
  )
})
