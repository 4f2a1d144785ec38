import type { ReviewView } from "./types.ts"

/** Which approval a person's is: the only one that is needed, or the first or second of two. */
export const TURNS = ["only", "first", "second"] as const
export type Turn = (typeof TURNS)[number]

/**
 * The turn a review's page shows for the texts of `editVersion`: a first approval was of one version, and no
 * edit of it.
 */
export function turnShown(
  { needsSecond, firstApproval, editVersion: opened }: TurnGrounds,
  editVersion: number,
): Turn {
  if (!needsSecond) return "only"
  return firstApproval && opened === editVersion ? "second" : "first"
}

type TurnGrounds = Pick<ReviewView, "needsSecond" | "firstApproval" | "editVersion">
