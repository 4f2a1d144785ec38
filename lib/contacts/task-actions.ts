"use server"

import { z } from "zod"
import { env } from "#lib/env.ts"
import { action } from "#lib/people/action.ts"
import { instantOfClock } from "./clinic-clock.ts"
import { storeChange } from "./store-change.ts"

const contactId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const state = z.enum(["open", "completed"])

/** Adds a follow-up task, due at a time of the clinic's clock. Asked for twice by one submission, it is one. */
export const addTask = action("contacts.edit-tasks")
  .inputSchema(
    z.object({
      contactId,
      submissionId: z.uuid(),
      title: z.string().max(1_000),
      details: z.string().max(50_000),
      day: z.string().max(20),
      time: z.string().max(20),
    }),
  )
  .action(async ({ parsedInput, ctx }) => {
    const { day, time, title, details, submissionId } = parsedInput
    const { person } = ctx
    const dueAt = instantOfClock(`${day}T${time}`, env().CLINIC_TIME_ZONE)
    if (dueAt === null) {
      return {
        outcome: "refused",
        message: "The task needs a day, its year in four digits, and a time.",
      } as const
    }
    // All writes share one token, so GHL shows no author.
    const body = `${details.trimEnd()}\n\nAdded by ${person.name}, ${person.role}`.trimStart()
    return storeChange({
      contactId: parsedInput.contactId,
      kind: "task",
      personId: person.id,
      submissionId,
      steps: [{ kind: "create-task", title, body, dueAt }],
    })
  })

/** Marks a task as completed, or opens it again; sent at once. */
export const setTask = action("contacts.edit-tasks")
  .inputSchema(z.object({ contactId, taskId: contactId, seen: state, wanted: state }))
  .action(({ parsedInput, ctx }) =>
    storeChange({
      contactId: parsedInput.contactId,
      kind: "task",
      personId: ctx.person.id,
      steps: [
        {
          kind: "set-task",
          taskId: parsedInput.taskId,
          seen: parsedInput.seen,
          wanted: parsedInput.wanted,
        },
      ],
    }),
  )
