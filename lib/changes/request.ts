import "server-only"
import { z } from "zod"
import { CHANGE_KINDS } from "#lib/db/schema/changes.ts"
import { isId } from "#lib/ghl/ids.ts"
import { normaliseTag } from "./normalise.ts"

/** A change that cannot be stored; the message says why in words fit for the screen. */
export class InvalidChangeError extends Error {
  constructor(message: string) {
    super(message)
    this.name = "InvalidChangeError"
  }
}

const id = z.string().refine(isId, { error: "An id is not in the form GHL uses." })
/** GHL documents no limits; these are far above what a person writes. Postgres stores no NUL. */
const text = z
  .string()
  .max(100_000, { error: "The text is too long to save (over 100,000 characters)." })
  .transform((value) => value.replaceAll("\0", "").toWellFormed())
const label = z.string().trim().min(1).max(200)
const tag = z
  .string()
  .transform(normaliseTag)
  .pipe(
    z
      .string()
      .min(1, { error: "A tag cannot be empty." })
      .max(200, { error: "A tag cannot be longer than 200 characters." }),
  )

const taskState = z.enum(["open", "completed"])

const step = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("set-field"), fieldId: id, label, seen: text, wanted: text }),
  z.object({ kind: z.literal("add-tag"), tag }),
  z.object({ kind: z.literal("remove-tag"), tag }),
  z.object({
    kind: z.literal("create-note"),
    body: text.refine((body) => body.trim() !== "", { error: "The note is empty." }),
  }),
  z.object({
    kind: z.literal("edit-note"),
    noteId: id,
    label,
    seen: text,
    wanted: text.refine((body) => body.trim() !== "", { error: "The note is empty." }),
  }),
  z.object({
    kind: z.literal("create-task"),
    title: z
      .string()
      .transform((title) =>
        title
          .replace(/[\s\0]+/g, " ")
          .trim()
          .toWellFormed(),
      )
      .pipe(
        z
          .string()
          .min(1, { error: "The task has no title." })
          .max(200, { error: "The title cannot be longer than 200 characters." }),
      ),
    body: text,
    dueAt: z.iso.datetime({ error: "The task needs a day on which it is due." }),
  }),
  z.object({ kind: z.literal("set-task"), taskId: id, seen: taskState, wanted: taskState }),
])

const request = z.object({
  contactId: id,
  kind: z.enum(CHANGE_KINDS),
  personId: z.uuid(),
  steps: z
    .array(step)
    .min(1, { error: "There is nothing to change." })
    .max(50, { error: "That is too much for one change (over 50 steps)." }),
  holdSeconds: z.number().min(0).max(600).default(0),
  draftId: z.uuid().optional(),
  submissionId: z.uuid().optional(),
  undoOf: z.uuid().optional(),
  actor: z.enum(["person", "system"]).default("person"),
})

export type CheckedRequest = z.infer<typeof request>

/** What a step writes to; two steps on the same would conflict with each other. */
const targetOf = (one: CheckedRequest["steps"][number]): string | null => {
  if (one.kind === "set-field") return `field ${one.fieldId}`
  if (one.kind === "edit-note") return `note ${one.noteId}`
  if (one.kind === "set-task") return `task ${one.taskId}`
  return "tag" in one ? `tag ${one.tag}` : null
}

/** Checks a request and brings its tags into GHL's form. Throws InvalidChangeError. */
export function checkRequest(input: unknown): CheckedRequest {
  const parsed = request.safeParse(input)
  if (!parsed.success) {
    throw new InvalidChangeError(parsed.error.issues[0]?.message ?? "This change cannot be stored.")
  }
  const taken = new Map<string, string>()
  for (const one of parsed.data.steps) {
    const target = targetOf(one)
    if (target === null) continue
    if (taken.has(target)) {
      throw new InvalidChangeError(
        one.kind === "add-tag" || one.kind === "remove-tag"
          ? taken.get(target) === one.kind
            ? `The tag ${one.tag} is listed twice.`
            : `The tag ${one.tag} cannot be added and removed at once.`
          : "The same thing cannot be changed twice at once.",
      )
    }
    taken.set(target, one.kind)
  }
  return parsed.data
}
