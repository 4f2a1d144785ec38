import { readableDiff } from "#lib/changes/readable-diff.ts"
import type { DiffPart } from "./word-diff.ts"

/** A passage with more changed words than this is told as a whole: more cannot be compared between two keys. */
const MAX_CHANGED_WORDS = 120
/** Characters of unchanged text that are shown on either side of a change. */
const AROUND = 80

const START = new RegExp(`^[^]{0,${AROUND}}(?=\\s)`)
const END = new RegExp(`(?<=\\s)[^]{0,${AROUND}}$`)

/** Unchanged text in short: what stands beside changes, cut at spaces. */
function short(text: string, isFirst: boolean, isLast: boolean): string {
  const head = isFirst ? "" : (text.match(START)?.[0] ?? "")
  const tail = isLast ? "" : (text.match(END)?.[0] ?? "")
  return head.length + tail.length + 5 < text.length ? `${head} … ${tail}` : text
}

/**
 * A diff to be read while typing: the changes with some words around each. Fast for any two texts of
 * 20,000 characters. Without a change there is nothing.
 */
export function liveDiff(before: string, after: string): DiffPart[] {
  if (before === after) return []
  const parts = readableDiff(before, after, MAX_CHANGED_WORDS)
  return parts.map((part, n) =>
    part.kind === "same"
      ? { ...part, text: short(part.text, n === 0, n === parts.length - 1) }
      : part,
  )
}
