import type { EvidenceFinding } from "#lib/reviews/evidence/types.ts"

export type Verdict = EvidenceFinding["verdict"]

/** A mark under a claim: line style and colour, so that it is told without colour too. */
export const VERDICT_MARK: Record<Verdict, string> = {
  supported: "underline decoration-good-text decoration-1 underline-offset-3",
  contradicted:
    "bg-bad-soft underline decoration-bad-text decoration-wavy decoration-2 underline-offset-3",
  "not-found": "underline decoration-warn-text decoration-dashed decoration-2 underline-offset-3",
}

export const VERDICT_WORDS: Record<Verdict, string> = {
  supported: "Supported",
  contradicted: "Contradicted",
  "not-found": "Not found",
}

/** What is still to be looked at, the worst first. */
export const OPEN_VERDICTS: readonly Verdict[] = ["contradicted", "not-found"]

/** What a person wrote: tinted, over a line of dots, so that it is told without colour too. */
export const PERSON_MARK = "border-info-text border-b border-dotted bg-info-soft"
