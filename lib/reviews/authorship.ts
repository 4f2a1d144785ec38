import { diffWordsWithSpace } from "diff"
import type { AuthorSpan } from "#lib/db/schema/reviews.ts"
import { type AuthoredText, PASSAGE_MIN, type Passage, passagesIn } from "./passages.ts"

/** Who wrote which characters of a text: spans that tile it. */
export type Authors = AuthorSpan[]

/** Authors of the two texts of a draft. */
export type Authorship = { summary: Authors; analysis: Authors }

/** Beyond this many changed words a text counts as written anew: a finer answer would take seconds. */
const MAX_CHANGED_WORDS = 1_500

/** Who wrote the character behind a place in a text, or the last one where none is behind; null of an empty text. */
export const authorAt = (spans: readonly AuthorSpan[], at: number): string | null =>
  (spans.find(({ start, end }) => start <= at && at < end) ?? spans.at(-1))?.author ?? null

/** A text that one author wrote. */
export const writtenBy = (author: string, text: string): AuthorSpan[] =>
  text === "" ? [] : [{ start: 0, end: text.length, author }]

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff
const splitsPair = (text: string, at: number) =>
  at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at))

function commonStart(one: string, other: string): number {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++
  return splitsPair(one, at) || splitsPair(other, at) ? at - 1 : at
}

function commonEnd(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (
    length < most &&
    one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)
  ) {
    length++
  }
  return splitsPair(one, one.length - length) || splitsPair(other, other.length - length)
    ? length - 1
    : length
}

/** A run of the new text: `from` is where it stood in the old one, null for what was inserted. */
type Piece = { length: number; from: number | null }

/** What became of a changed stretch: its ends may have stayed, such as the rest of a mended word. */
function replaced(removed: string, added: string, from: number): Piece[] {
  const start = commonStart(removed, added)
  const end = commonEnd(removed.slice(start), added.slice(start))
  return [
    { length: start, from },
    { length: added.length - start - end, from: null },
    { length: end, from: from + removed.length - end },
  ]
}

function piecesOf(before: string, after: string): Piece[] {
  const start = commonStart(before, after)
  const end = commonEnd(before.slice(start), after.slice(start))
  const old = before.slice(start, before.length - end)
  const now = after.slice(start, after.length - end)
  const pieces: Piece[] = [{ length: start, from: 0 }]
  const parts =
    old === "" || now === ""
      ? undefined
      : diffWordsWithSpace(old, now, { maxEditLength: MAX_CHANGED_WORDS })
  if (!parts) {
    pieces.push({ length: now.length, from: null })
  } else {
    let at = start
    let removed = ""
    let added = ""
    const flush = () => {
      pieces.push(...replaced(removed, added, at))
      at += removed.length
      removed = ""
      added = ""
    }
    for (const part of parts) {
      if (part.removed) removed += part.value
      else if (part.added) added += part.value
      else {
        flush()
        pieces.push({ length: part.value.length, from: at })
        at += part.value.length
      }
    }
    flush()
  }
  pieces.push({ length: end, from: before.length - end })
  return pieces.filter((piece) => piece.length > 0)
}

/** Authors of a stretch of the old text, as lengths in order. */
function authorsIn(spans: readonly AuthorSpan[], start: number, end: number) {
  return spans.flatMap((span) => {
    const length = Math.min(span.end, end) - Math.max(span.start, start)
    return length > 0 ? [{ author: span.author, length }] : []
  })
}

type Run = { author: string; length: number }

/** What is new in a text, each with what stands around it: there a run that was brought back shows. */
function aroundNew(pieces: readonly Piece[], after: string): [number, number][] {
  const stretches: [number, number][] = []
  let at = 0
  for (const { length, from } of pieces) {
    if (from === null) {
      const low = Math.max(0, at - PASSAGE_MIN)
      const high = Math.min(after.length, at + length + PASSAGE_MIN)
      const start = splitsPair(after, low) ? low - 1 : low
      const end = splitsPair(after, high) ? high + 1 : high
      const last = stretches.at(-1)
      if (last && last[1] >= start) last[1] = end
      else stretches.push([start, end])
    }
    at += length
  }
  return stretches
}

/**
 * Authors of a piece of the new text that begins at `at`. What a passage brings back has the authors it
 * had there; scraps that stayed between are taken for a part of it.
 */
function runsOf(
  { length, from }: Piece,
  at: number,
  {
    spans,
    author,
    passages,
  }: { spans: readonly AuthorSpan[]; author: string; passages: readonly Passage[] },
): Run[] {
  const own = (start: number, end: number): Run[] =>
    from === null
      ? [{ author, length: end - start }]
      : authorsIn(spans, from + start - at, from + end - at)
  if (from !== null && length >= PASSAGE_MIN) return own(at, at + length)
  const runs: Run[] = []
  let low = at
  for (const { start, end, source, from: there } of passages) {
    const [first, last] = [Math.max(start, low), Math.min(end, at + length)]
    if (first >= last) continue
    if (low < first) runs.push(...own(low, first))
    runs.push(...authorsIn(source.spans, there + first - start, there + last - start))
    low = last
  }
  if (low < at + length) runs.push(...own(low, at + length))
  return runs
}

function tiled(runs: readonly Run[]): AuthorSpan[] {
  const spans: AuthorSpan[] = []
  let at = 0
  for (const run of runs) {
    const last = spans.at(-1)
    if (last?.author === run.author) last.end += run.length
    else spans.push({ start: at, end: at + run.length, author: run.author })
    at += run.length
  }
  return spans
}

/**
 * Authors of a text after an edit: every character that stayed keeps its author, and every inserted one
 * is `author`'s. A text that stood so `earlier` (oldest first), or a passage of one, was brought back: it
 * has the authors that it had there. `spans` tile `before`; the answer tiles `after`, neighbours
 * of one author joined.
 */
export function reauthor(
  before: string,
  spans: readonly AuthorSpan[],
  after: string,
  author: string,
  earlier: readonly AuthoredText[] = [],
): AuthorSpan[] {
  if (before === after) return [...spans]
  const same = earlier.find(({ text }) => text === after)
  if (same) return [...same.spans]
  const pieces = piecesOf(before, after)
  const passages =
    earlier.length > 0
      ? passagesIn(after, aroundNew(pieces, after), [...earlier, { text: before, spans }])
      : []
  let at = 0
  return tiled(
    pieces.flatMap((piece) => {
      const runs = runsOf(piece, at, { spans, author, passages })
      at += piece.length
      return runs
    }),
  )
}

/** Share of the characters that the AI wrote, 0 to 1; 0 of nothing. */
export function aiShare(spans: readonly AuthorSpan[]): number {
  const of = (part: readonly AuthorSpan[]) =>
    part.reduce((sum, { start, end }) => sum + end - start, 0)
  const all = of(spans)
  return all === 0 ? 0 : of(spans.filter((span) => span.author === "ai")) / all
}
