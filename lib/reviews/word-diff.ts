import { diffWordsWithSpace } from "diff"

/** A run of a word diff. */
export type DiffPart = { kind: "same" | "added" | "removed"; text: string }

/** Word diff from one text to another; its same and removed parts make up the first, its same and added the second. */
export function wordDiff(before: string, after: string): DiffPart[] {
  return diffWordsWithSpace(before, after).map((part) => ({
    kind: part.added ? "added" : part.removed ? "removed" : "same",
    text: part.value,
  }))
}
