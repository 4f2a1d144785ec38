import { createHash } from "node:crypto"
import { z } from "zod"
import { LIFECYCLE_STAGES } from "#lib/contacts/lifecycle.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { writtenInstant } from "#lib/instant.ts"
import { typedText } from "#lib/typed-text.ts"

/** What approving a draft does to the contact's tags when the pipeline proposes nothing else. */
export const DEFAULT_TAGS = { add: ["bloodwork_completed"], remove: ["bloodwork_scheduled"] }

const lifecycleTags = new Set<string>(LIFECYCLE_STAGES.flatMap((stage) => stage.tags))

const filled = (max: number) =>
  typedText(max).refine((value) => value.trim() !== "", { error: "is empty" })

const tag = z
  .string()
  .max(200)
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => lifecycleTags.has(value), { error: "is not a tag of the lifecycle" })

const value = z.union([z.number(), typedText(100)])
const day = z.iso.date({ error: "is not a day in the form YYYY-MM-DD" })

const biomarker = z.object({
  name: filled(200),
  value,
  unit: typedText(50).optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** Of earlier reports, newest first, in the unit of `value`. */
  previous: z
    .array(z.object({ value, day: day.optional() }))
    .max(20)
    .optional(),
})

/** Without the properties that are null: to many languages that is what a value that is not there looks like. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (value === null || typeof value !== "object") return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([key, part]) => [key, withoutNulls(part)]),
  )
}

const body = z.object({
  runId: filled(200).transform((value) => value.trim()),
  /**
   * When the run was made: without it, the last run to arrive counts as the newest. As it was written,
   * since the hash of the body tells a repeat.
   */
  createdAt: writtenInstant.optional(),
  contactId: ghlId,
  userId: typedText(200).optional(),
  summary: filled(20_000),
  analysis: filled(60_000),
  source: z
    .object({
      text: typedText(500_000).optional(),
      biomarkers: z.array(biomarker).max(500).optional(),
      documentId: ghlId.optional(),
    })
    .optional(),
  model: z.object({ name: filled(200), version: typedText(200).optional() }).optional(),
  tags: z
    .object({
      add: z.array(tag).max(20).default([]),
      remove: z.array(tag).max(20).default([]),
    })
    .refine(({ add, remove }) => !add.some((one) => remove.includes(one)), {
      error: "adds and removes the same tag",
    })
    .optional(),
})

/**
 * Body of POST /api/drafts. Unknown properties are dropped, so that the pipeline may grow first; null stands
 * for a property that is not there.
 */
export const draftBody = z.preprocess(withoutNulls, body)

export type DraftBody = z.output<typeof draftBody>

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== "object") return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  )
}

/** SHA-256 of a body, the same for every order of its keys: tells a repeat of a run from a clash. */
export function bodyHash(body: DraftBody): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(body)))
    .digest("hex")
}
