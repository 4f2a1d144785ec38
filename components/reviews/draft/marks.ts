import type { EvidenceFinding } from "#lib/reviews/evidence/types.ts"

export type Verdict = EvidenceFinding["verdict"]

/**
 * A mark under a claim: line style and colour, so that it is told without colour too. Drawn by borders
 * and backgrounds, for it lies on an empty box as well as on words.
 */
export const VERDICT_MARK: Record<Verdict, string> = {
  supported: "border-b border-good-text",
  contradicted: "mark-wavy bg-bad-soft",
  "not-found": "border-b-2 border-dashed border-warn-text",
  "not-compared": "border-b border-dotted border-ink-muted",
}

export const VERDICT_WORDS: Record<Verdict, string> = {
  supported: "Supported",
  contradicted: "Contradicted",
  "not-found": "Not found",
  "not-compared": "Not compared",
}

/** What is still to be looked at, the worst first. What was not compared is marked, and is no flag. */
export const OPEN_VERDICTS: readonly Verdict[] = ["contradicted", "not-found"]

/** What a person wrote: tinted, over a line of dots, so that it is told without colour too. */
export const PERSON_MARK = "border-info-text border-b border-dotted bg-info-soft"
