import type { DraftTexts } from "../draft-row.ts"
import type { EvidencePart } from "../evidence-parts.ts"

/** What is asked once more before an approval counts. */
export const QUESTIONS = [
  "unopened",
  "fast",
  "document-unread",
  "client-not-named",
  "client-unshown",
  "newer-approved",
] as const
export type Question = (typeof QUESTIONS)[number]

/**
 * Faster than this nobody reads to understand: skilled readers take 200 to 300 words a minute, and
 * skimming begins at about 450. An approval below it is asked about, not refused.
 */
const FASTEST_WORDS_PER_MINUTE = 600

/** A typed reason for approving over contradictions that is shorter than this says nothing. */
export const OVERRIDE_REASON_MIN = 10

/** Whether a text has no letter and no digit: spaces and dashes alone tell a client nothing. */
export const saysNothing = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text)

const wordsIn = (text: string) => text.match(/\S+/gu)?.length ?? 0

/** Seconds that reading the texts takes at the least. */
export const readingSeconds = ({ summary, analysis }: DraftTexts): number =>
  Math.ceil(((wordsIn(summary) + wordsIn(analysis)) / FASTEST_WORDS_PER_MINUTE) * 60)

/**
 * What to ask before this approval, for how the reviewer has worked on the draft. Of the parts in
 * `evidence`, which tell what the report says, one must have been looked at; none where there is nothing to open.
 */
export function questionsFor(input: {
  texts: DraftTexts
  activeSeconds: number
  evidenceOpened: readonly string[]
  evidence: readonly EvidencePart[]
}): Question[] {
  const unopened =
    input.evidence.length > 0 && !input.evidence.some((part) => input.evidenceOpened.includes(part))
  const fast = input.activeSeconds < readingSeconds(input.texts)
  return [...(unopened ? (["unopened"] as const) : []), ...(fast ? (["fast"] as const) : [])]
}
