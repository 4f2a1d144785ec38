import type { AuthorSpan } from "#lib/db/schema/reviews.ts"

/** A text as it was once, with its authors: spans that tile it. */
export type AuthoredText = { text: string; spans: readonly AuthorSpan[] }

/** A run of a text that stands in an earlier one too. */
export type Passage = { start: number; end: number; source: AuthoredText; from: number }

/**
 * From here on, in UTF-16 units, a run that stood in an earlier text is taken as brought back from it
 * and not as written again: four words or so, which nobody writes alike by chance.
 */
export const PASSAGE_MIN = 20

/** Every run of `PASSAGE_MIN` holds a whole block of this length, wherever the blocks begin. */
const BLOCK = PASSAGE_MIN / 2
/** Of a block that stands oftener, such as a row of dashes, the first places will do. */
const PLACES_MAX = 64

type Place = { source: AuthoredText; at: number }

function blocksOf(sources: readonly AuthoredText[]): Map<string, Place[]> {
  const blocks = new Map<string, Place[]>()
  const known = new Set<string>()
  for (const source of sources) {
    if (known.has(source.text)) continue
    known.add(source.text)
    for (let at = 0; at + BLOCK <= source.text.length; at += BLOCK) {
      const block = source.text.slice(at, at + BLOCK)
      const places = blocks.get(block)
      if (!places) blocks.set(block, [{ source, at }])
      else if (places.length < PLACES_MAX) places.push({ source, at })
    }
  }
  return blocks
}

const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff

const LETTER = /[\p{L}\p{M}\p{N}\ud800-\udfff]/u

/** Whether a word, or a character of two units, goes on across a place. */
const inWord = (text: string, at: number): boolean =>
  LETTER.test(text[at - 1] ?? "") && LETTER.test(text[at] ?? "")

/** Words go no further: what is longer, such as a row of letters, is cut where it must be. */
const WORD_MAX = 2 * PASSAGE_MIN

/** The first place from `start` on at which no word is cut. */
function wordFrom(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + WORD_MAX)
  for (let at = start; at <= limit; at++) if (!inWord(text, at)) return at
  return isLow(text.charCodeAt(start)) ? start + 1 : start
}

/** The last place up to `end` at which no word is cut. */
function wordTo(text: string, start: number, end: number): number {
  const limit = Math.max(start, end - WORD_MAX)
  for (let at = end; at >= limit; at--) if (!inWord(text, at)) return at
  return isLow(text.charCodeAt(end)) ? end - 1 : end
}

/** The run of whole words around `at`, within `[low, high)`, that stands alike around a place. */
function grown(text: string, at: number, { source, at: from }: Place, low: number, high: number) {
  const other = source.text
  let [start, end] = [at, at + BLOCK]
  const shift = from - at
  while (start > low && start + shift > 0 && text[start - 1] === other[start + shift - 1]) start--
  while (end < high && end + shift < other.length && text[end] === other[end + shift]) end++
  const [first, last] = [wordFrom(text, start, end), wordTo(text, start, end)]
  if (start > low) start = first
  if (end < high) end = last
  return { start, end, source, from: start + shift }
}

/**
 * The runs of `text` within stretches of it that stand in an earlier text too: whole words, at least
 * `PASSAGE_MIN` long, by their beginnings, the longer first. They may overlap. Of several that begin to
 * be alike at one place the longest, of equal ones that of the first source.
 */
export function passagesIn(
  text: string,
  stretches: readonly (readonly [number, number])[],
  sources: readonly AuthoredText[],
): Passage[] {
  if (stretches.length === 0) return []
  const blocks = blocksOf(sources)
  const found: Passage[] = []
  for (const [start, end] of stretches) {
    const runsAt = (at: number): Passage[] =>
      (blocks.get(text.slice(at, at + BLOCK)) ?? [])
        .map((place) => grown(text, at, place, start, end))
        .filter((one) => one.end - one.start >= PASSAGE_MIN)
    for (let at = start; at + BLOCK <= end; at++) {
      const [best] = runsAt(at).sort((a, b) => b.end - b.start - (a.end - a.start))
      if (!best) continue
      found.push(best)
      // One that began before it and goes as far has a block here, or soon after.
      for (let soon = at; soon <= at + BLOCK; soon++) {
        found.push(...runsAt(soon).filter((one) => one.start < best.start))
      }
      // One that goes further than it has a block from here on.
      at = Math.max(at, best.end - PASSAGE_MIN)
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}
