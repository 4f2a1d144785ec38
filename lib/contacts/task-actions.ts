"use server"

import { isDeepStrictEqual } from "node:util"
import { z } from "zod"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { action } from "#lib/people/action.ts"
import { instantOfClock } from "./clinic-clock.ts"
import { openTasks } from "./schedule.ts"
import type { TaskView } from "./schedule-types.ts"
import { storeChange } from "./store-change.ts"

const state = z.enum(["open", "completed"])
/** As a task is shown. Its texts are compared, never kept. */
const shown = z.object({
  title: z.string().max(100_000),
  body: z.string().max(500_000),
  due: z.string().max(40).nullable(),
})
type Shown = z.infer<typeof shown>
const shownOf = ({ title, body, due }: TaskView): Shown => ({ title, body, due })

/** Adds a follow-up task, due at a time of the clinic's clock. Asked for twice by one submission, it is one. */
export const addTask = action("contacts.edit-tasks")
  .inputSchema(
    z.object({
      contactId: ghlId,
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

/**
 * Whether a task reads otherwise in GHL than it was shown: who completes it would complete what they have
 * not seen. False where GHL does not tell now; the engine reads it once more before it writes.
 */
async function isAltered(contactId: string, taskId: string, shown: Shown): Promise<boolean> {
  try {
    const tasks = await ghl().listTasks(contactId, { fresh: true })
    const now = openTasks(tasks, env().CLINIC_TIME_ZONE).open.find(({ id }) => id === taskId)
    return now !== undefined && !isDeepStrictEqual(shown, shownOf(now))
  } catch (error) {
    if (error instanceof GhlError) return false
    throw error
  }
}

/** Marks a task as completed, or opens it again; sent at once. `shown`: what of it the person has seen. */
export const setTask = action("contacts.edit-tasks")
  .inputSchema(
    z.object({
      contactId: ghlId,
      taskId: ghlId,
      seen: state,
      wanted: state,
      shown: shown.optional(),
    }),
  )
  .action(async ({ parsedInput, ctx }) => {
    const { taskId, shown } = parsedInput
    if (shown && (await isAltered(parsedInput.contactId, taskId, shown))) {
      return {
        outcome: "refused",
        message: "Somebody rewrote it in GoHighLevel meanwhile: read it again, then complete it.",
      } as const
    }
    return storeChange({
      contactId: parsedInput.contactId,
      kind: "task",
      personId: ctx.person.id,
      steps: [
        {
          kind: "set-task",
          taskId,
          seen: parsedInput.seen,
          wanted: parsedInput.wanted,
        },
      ],
    })
  })
