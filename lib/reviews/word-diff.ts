import { diffWordsWithSpace } from "diff"

/** A run of a word diff. */
export type DiffPart = { kind: "same" | "added" | "removed"; text: string }

/** Beyond this many changed words nobody reads a diff, and finding the shortest one takes seconds. */
const MAX_CHANGED_WORDS = 2_000

/**
 * Word diff from one text to another; its same and removed parts make up the first, its same and added the
 * second. Past `maxChangedWords` all of it counts as replaced.
 */
export function wordDiff(
  before: string,
  after: string,
  maxChangedWords = MAX_CHANGED_WORDS,
): DiffPart[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: maxChangedWords })
  if (!parts) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ]
  }
  return parts.map((part) => ({
    kind: part.added ? "added" : part.removed ? "removed" : "same",
    text: part.value,
  }))
}

/** In how many places two texts differ. */
export function changedPlaces(before: string, after: string): number {
  if (before === after) return 0
  const parts = wordDiff(before, after)
  return parts.filter(({ kind }, n) => kind !== "same" && (parts[n - 1]?.kind ?? "same") === "same")
    .length
}
