import { z } from "zod"

/** What the app answers to what a reviewer does, as far as the proof reads it. */

export const needsReason = z.object({
  outcome: z.literal("needs-reason"),
  contradictions: z.array(
    z.object({ text: z.enum(["summary", "analysis"]), claim: z.string(), message: z.string() }),
  ),
})

const approveAnswer = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("approved"), changeId: z.string() }),
  z.object({ outcome: z.literal("refused"), reason: z.string(), message: z.string() }),
  /** What is asked once more of a reviewer who was quick. */
  z.object({ outcome: z.literal("ask-again"), questions: z.array(z.string()) }),
  needsReason,
])
export const approveData = z.union([
  approveAnswer,
  z.object({ answer: approveAnswer }).transform(({ answer }) => answer),
])

export const editAnswer = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("saved"), editVersion: z.number() }),
  z.object({
    outcome: z.literal("edited-by-other"),
    editVersion: z.number(),
    summary: z.string(),
    analysis: z.string(),
  }),
  z.object({ outcome: z.literal("decided") }),
])
export const shownContact = z.object({ contact: z.object({ othersText: z.string() }) })

export const storedChange = z.object({ outcome: z.literal("stored"), changeId: z.string() })
export const changeSteps = z.object({
  steps: z.array(
    z.object({ id: z.string(), conflict: z.object({ wanted: z.string() }).nullable() }),
  ),
})
