import { z } from "zod"
import { typedText } from "#lib/typed-text.ts"
import { contradictionKeys } from "./decision/contradiction-keys.ts"
import { QUESTIONS } from "./decision/honest.ts"
import { TURNS } from "./turn-shown.ts"

const draftId = z.uuid()
/** A document's id, as it comes from a browser; whose it is, is looked up. */
export const documentId = z.string().min(1).max(100)
const version = z.number().int().min(0)

/** What reviewers send to keep a draft's texts while they type. */
export const editInput = z.object({
  draftId,
  editVersion: version,
  summary: typedText(50_000),
  analysis: typedText(90_000),
})

/** To put an earlier version in the place of the present texts. */
export const restoreInput = z.object({
  draftId,
  editVersion: version,
  versionId: z.string().regex(/^(received|\d{1,18})$/),
})

/** To approve. */
export const approveInput = z.object({
  draftId,
  editVersion: version,
  seenCallNotes: typedText(200_000),
  seenOthersText: typedText(200_000),
  seenDay: z.iso.date(),
  seenTurn: z.enum(TURNS),
  keeping: z.enum(["keep", "replace"]),
  withTags: z.boolean(),
  documentId: documentId.optional(),
  confirmed: z.array(z.enum(QUESTIONS)).max(QUESTIONS.length),
  overrideReason: typedText(2_000),
  contradictionsSeen: contradictionKeys,
})

/** To reject. */
export const rejectInput = z.object({
  draftId,
  reasonId: z.string().max(100),
  reason: typedText(2_000),
  documentId: documentId.optional(),
})

/** To return to the pipeline. */
export const returnInput = z.object({ draftId, instructions: typedText(5_000) })

/** To decide anew on what was taken back. */
export const againInput = z.object({ draftId })
