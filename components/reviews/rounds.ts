import type { ReviewView } from "#lib/reviews/types.ts"

type Read = Pick<ReviewView, "status" | "timesBack">

/** What a screen shows of a draft: as it was read last, and in which round of the workspace. */
export type Shown = Read & { round: number }

/**
 * The round of the workspace for what was read now; a new one begins it anew. The draft may have been
 * approved and given back between two reads, so that its status alone tells of no change.
 */
export function shownNow(shown: Shown, { status, timesBack }: Read, approvedHere: boolean): Shown {
  if (status === shown.status && timesBack === shown.timesBack) return shown
  const stays = approvedHere && status === "approved" && timesBack === shown.timesBack
  return { status, timesBack, round: stays ? shown.round : shown.round + 1 }
}
