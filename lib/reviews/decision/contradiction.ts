import type { DecisionFlags } from "#lib/db/schema/reviews.ts"
import { OVERRIDE_REASON_MIN } from "./honest.ts"

/** A claim that the sources contradict, for the question at approval. */
export type Contradiction = {
  text: "summary" | "analysis"
  /** The claim's own words. */
  claim: string
  message: string
}

/** What a contradiction is told by from one check to the next: the same while claim and source say the same. */
export const contradictionKey = ({ text, claim, message }: Contradiction): string =>
  JSON.stringify([text, claim, message])

/** Why text is right though its sources contradict it, as it was typed, and what stood beside it then. */
export type Override = {
  reason: string
  /** Keys of the contradictions that were on the person's screen. */
  seen: readonly string[]
}

/**
 * A reason that was typed beside contradictions, and beside how many: also where the server itself does
 * not see them now. Null when it says nothing, or nothing stood beside it.
 */
export function typedOver({ reason, seen }: Override): { reason: string; seen: number } | null {
  const typed = reason.trim()
  const count = new Set(seen).size
  return count > 0 && typed.length >= OVERRIDE_REASON_MIN ? { reason: typed, seen: count } : null
}

/** How many contradictions a decision went over: those the server found, or those on the person's screen if more. */
export const contradictionsOver = (
  flags: Pick<DecisionFlags, "contradicted" | "contradictedSeen">,
): number => Math.max(flags.contradicted, flags.contradictedSeen ?? 0)

/** The reason that goes over all of these contradictions; null when it says nothing, or one of them was not seen. */
export function reasonOver(
  contradictions: readonly Contradiction[],
  { reason, seen }: Override,
): string | null {
  const typed = reason.trim()
  const known = new Set(seen)
  const allSeen = contradictions.every((one) => known.has(contradictionKey(one)))
  return allSeen && typed.length >= OVERRIDE_REASON_MIN ? typed : null
}
