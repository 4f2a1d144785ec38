import { refusedAtMost, unexplainedAtMost } from "./judge.ts"
import type { Measured } from "./over-http.ts"
import type { SpenderName } from "./spenders.ts"

/** The refused calls that a run may have at most: those that nobody else explains, and all. */
export function mostRefused(spender: SpenderName, accepted: number): { own: number; all: number } {
  // Beside nobody each would be of our own making.
  if (spender === "nobody") return { own: 0, all: 0 }
  // One call is no share of a short run.
  const all = Math.max(1, refusedAtMost(spender) * accepted)
  return { own: Math.floor(unexplainedAtMost(accepted)), all: Math.floor(all) }
}

/** What of a run did not hold. `least`: the share of what is left that must be used. */
export function brokenIn(measured: Measured, spender: SpenderName, least: number): string[] {
  const { used, accepted, refused, ownRefusals, backgroundBefore } = measured
  const most = mostRefused(spender, accepted)
  return [
    used < least ? "too little used" : "",
    ownRefusals > most.own ? "429 of our own making" : "",
    refused > most.all ? "too many 429s" : "",
    backgroundBefore > 1 ? "a person waited behind background" : "",
  ].filter((what) => what !== "")
}

/**
 * The last lines of the bench, and what it ends with: 1 when something did not hold, 2 when all held that was
 * measured and a part was not, else 0.
 */
export function endingOf(
  missed: readonly string[],
  unmeasured: readonly string[],
): { lines: string[]; exitCode: 0 | 1 | 2 } {
  return {
    lines: [
      ...missed.map((line) => `MISSED ${line}`),
      ...unmeasured.map((line) => `NOT MEASURED ${line}`),
    ],
    exitCode: missed.length > 0 ? 1 : unmeasured.length > 0 ? 2 : 0,
  }
}
