import { diffArrays } from "diff"
import { type DiffPart, wordDiff } from "#lib/reviews/word-diff.ts"
import { sentences } from "./merge.ts"

/** Share of a replaced passage that must have stayed for its words to be told apart. */
const ALIKE = 0.5

const length = (parts: DiffPart[], kind: DiffPart["kind"]) =>
  parts.reduce((sum, part) => sum + (part.kind === kind ? part.text.trim().length : 0), 0)

/** Word by word where a passage was edited; as a whole where it became another, which words in turn would hide. */
function replaced(before: string, after: string, maxChangedWords?: number): DiffPart[] {
  const longer = Math.max(before.length, after.length)
  // Where the other is too short for it, the words need not be compared.
  if (Math.min(before.length, after.length) >= longer * ALIKE) {
    const words = wordDiff(before, after, maxChangedWords)
    if (length(words, "same") >= longer * ALIKE) return words
  }
  return [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ]
}

/**
 * A diff from one text to another that can be read as running text: whole sentences where they differ
 * much, words where little was edited. Same and removed parts make up the first text, same and added
 * the second. A passage in which more than `maxChangedWords` differ is told as a whole.
 */
export function readableDiff(before: string, after: string, maxChangedWords?: number): DiffPart[] {
  const parts: DiffPart[] = []
  let [gone, come] = ["", ""]
  const flush = () => {
    if (gone && come) parts.push(...replaced(gone, come, maxChangedWords))
    else if (gone) parts.push({ kind: "removed", text: gone })
    else if (come) parts.push({ kind: "added", text: come })
    gone = ""
    come = ""
  }
  let heldBack = ""
  for (const part of diffArrays(sentences(before), sentences(after))) {
    const text = part.value.join("")
    if (!part.added && !part.removed) {
      // Spaces and line ends between two changed passages do not part them.
      if (text.trim() === "" && (gone || come)) {
        heldBack += text
        continue
      }
      flush()
      if (heldBack) parts.push({ kind: "same", text: heldBack })
      heldBack = ""
      parts.push({ kind: "same", text })
      continue
    }
    if (heldBack) {
      gone += heldBack
      come += heldBack
      heldBack = ""
    }
    if (part.added) come += text
    else gone += text
  }
  flush()
  if (heldBack) parts.push({ kind: "same", text: heldBack })
  return parts
}

/** Texts of more may take a second where they differ throughout. */
const QUICK = { characters: 12_000, sentences: 1_000 }

/** Whether texts are compared in no time, whatever they say. */
export function isQuickToCompare(texts: readonly string[]): boolean {
  if (texts.reduce((sum, { length }) => sum + length, 0) > QUICK.characters) return false
  return texts.reduce((sum, text) => sum + sentences(text).length, 0) <= QUICK.sentences
}
