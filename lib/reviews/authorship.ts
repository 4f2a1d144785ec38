import { diffWordsWithSpace } from "diff"
import type { AuthorSpan } from "#lib/db/schema/reviews.ts"

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

/**
 * Authors of a text after an edit: every character that stayed keeps its author, every inserted one is
 * `author`'s. `spans` tile `before`; the answer tiles `after`, neighbours of one author joined.
 */
export function reauthor(
  before: string,
  spans: readonly AuthorSpan[],
  after: string,
  author: string,
): AuthorSpan[] {
  if (before === after) return [...spans]
  const runs = piecesOf(before, after).flatMap(({ length, from }) =>
    from === null ? [{ author, length }] : authorsIn(spans, from, from + length),
  )
  const tiled: AuthorSpan[] = []
  let at = 0
  for (const run of runs) {
    const last = tiled.at(-1)
    if (last?.author === run.author) last.end += run.length
    else tiled.push({ start: at, end: at + run.length, author: run.author })
    at += run.length
  }
  return tiled
}

/** Share of the characters that the AI wrote, 0 to 1; 0 of nothing. */
export function aiShare(spans: readonly AuthorSpan[]): number {
  const of = (part: readonly AuthorSpan[]) =>
    part.reduce((sum, { start, end }) => sum + end - start, 0)
  const all = of(spans)
  return all === 0 ? 0 : of(spans.filter((span) => span.author === "ai")) / all
}
