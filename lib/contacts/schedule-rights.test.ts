import { expect, test } from "vitest"
import { GhlError, type GhlErrorKind } from "#lib/ghl/errors.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { readSchedule } from "./schedule.ts"

const failing = (kind: GhlErrorKind) => async () => {
  throw new GhlError({ kind, message: kind, traceId: "t-1", retryable: false, effect: "unknown" })
}

/** What a record shows where GHL answers so; a verb that is not named answers. */
async function shown(
  failures: Partial<Record<"tasks" | "appointments" | "contact", GhlErrorKind>>,
) {
  const asked: string[] = []
  const verb = (name: keyof typeof failures, value: unknown) => {
    const kind = failures[name]
    return async () => {
      asked.push(name)
      return kind ? failing(kind)() : value
    }
  }
  const ghl = {
    listTasks: verb("tasks", []),
    listAppointments: verb("appointments", []),
    getContact: verb("contact", {}),
  } as unknown as Ghl
  const { tasks, appointments } = await readSchedule(ghl, "c1", "America/New_York")
  const kindOf = (half: object) =>
    "problem" in half ? (half.problem as { kind: string }).kind : null
  return { tasks: kindOf(tasks), appointments: kindOf(appointments), asked }
}

test.each(["unauthorized", "forbidden"] as const)(
  "a token that may do the rest lacks the right where GHL says %s",
  async (kind) => {
    expect(await shown({ tasks: kind })).toMatchObject({
      tasks: "missing-scope",
      appointments: null,
      asked: ["tasks", "appointments"],
    })
    // Both halves are refused, and the client can be read: looked at once.
    expect(await shown({ tasks: kind, appointments: kind })).toMatchObject({
      tasks: "missing-scope",
      appointments: "missing-scope",
      asked: ["tasks", "appointments", "contact"],
    })
  },
)

test.each(["unauthorized", "forbidden"] as const)(
  "a token with which nothing can be read is what is said of it: %s",
  async (kind) => {
    expect(await shown({ tasks: kind, appointments: kind, contact: kind })).toMatchObject({
      tasks: kind,
      appointments: kind,
    })
  },
)

test("while GHL does not tell which it is, nothing is said of a scope", async () => {
  const failures = { tasks: "unauthorized", appointments: "timeout", contact: "timeout" } as const
  expect(await shown(failures)).toMatchObject({ tasks: "unauthorized", appointments: "timeout" })
})
