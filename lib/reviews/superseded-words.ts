import type { ReviewView } from "./types.ts"

/** Why a draft was set aside before anybody decided on it: by a newer one, or with its text in GHL. */
export function supersededInWords({
  origin,
  supersededBy,
}: Pick<ReviewView, "origin" | "supersededBy">): string {
  if (origin === "pipeline") return "A newer draft took this one’s place."
  return supersededBy
    ? "Another text stands in GoHighLevel now."
    : "This text no longer stands in GoHighLevel, or was approved in another way."
}
