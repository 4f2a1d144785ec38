import { diffArrays } from "diff"
import { normaliseText } from "./normalise.ts"

/** Lines around a place that both sides changed; a text that still has one is not ready to be written. */
const MARKS = {
  theirs: "[[[ Both of you changed this place. In GoHighLevel it says:",
  ours: "[[[ You wrote:",
  end: "]]] Keep one or put the two together, then delete these three marked lines.",
} as const

export type Merge = {
  text: string
  /** Places that both sides changed in different ways: both texts stand there, marked. */
  clashes: number
}

/** Whether a place is still marked. */
export const hasMarks = (text: string): boolean => {
  const lines = new Set(text.split("\n").map((line) => line.trim()))
  return Object.values(MARKS).some((mark) => lines.has(mark))
}

/** A line end, or the spaces of one line; sticky, as a text is read from its start to its end. */
const BETWEEN = /\n|[^\S\n]+/y
const STOP = /\n|[.!?]+/g

/** Where the sentence ends that begins at `start`: at a line end, or behind signs that a space follows. */
function endOfSentence(text: string, start: number): number {
  STOP.lastIndex = start + 1
  for (let stop = STOP.exec(text); stop !== null; stop = STOP.exec(text)) {
    if (stop[0] === "\n") return stop.index
    if (/^\s/.test(text.charAt(STOP.lastIndex))) return STOP.lastIndex
  }
  return text.length
}

/**
 * Sentences, and the spaces and line ends between them; put together again they are the text. Each sign is
 * read once: one expression for a whole sentence took the square of the length of a row of dots.
 */
export function sentences(text: string): string[] {
  const tokens: string[] = []
  for (let at = 0; at < text.length; ) {
    BETWEEN.lastIndex = at
    const end = BETWEEN.test(text) ? BETWEEN.lastIndex : endOfSentence(text, at)
    tokens.push(text.slice(at, end))
    at = end
  }
  return tokens
}

/** What one side put in the place of base tokens `start` to `end` (exclusive). */
type Edit = { start: number; end: number; tokens: string[] }

function editsOf(base: string[], side: string[]): Edit[] {
  const edits: Edit[] = []
  let at = 0
  let open: Edit | null = null
  for (const part of diffArrays(base, side)) {
    if (!part.added && !part.removed) {
      open = null
      at += part.value.length
      continue
    }
    if (!open) {
      open = { start: at, end: at, tokens: [] }
      edits.push(open)
    }
    if (part.added) open.tokens.push(...part.value)
    else {
      at += part.value.length
      open.end = at
    }
  }
  return edits
}

/** Whether two edits are of the same place. Edits that only touch are not: one follows the other. */
function meet(one: Edit, other: Edit): boolean {
  if (one.start === one.end && other.start === other.end) return one.start === other.start
  return one.start < other.end && other.start < one.end
}

/** What is put in before a place comes before what is put in its stead. */
function comesFirst(one: Edit | undefined, other: Edit | undefined): boolean {
  if (!one || !other) return one !== undefined
  return one.start === other.start ? one.end <= other.end : one.start < other.start
}

/** What a side has in the place of base tokens `start` to `end`. */
function sideOf(base: string[], edits: Edit[], start: number, end: number): string {
  let text = ""
  let at = start
  for (const edit of edits) {
    text += base.slice(at, edit.start).join("") + edit.tokens.join("")
    at = edit.end
  }
  return text + base.slice(at, end).join("")
}

const onOwnLines = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`)

function marked(before: string, theirs: string, ours: string): string {
  const start = before === "" || before.endsWith("\n") ? "" : "\n"
  return `${start}${MARKS.theirs}\n${onOwnLines(theirs)}${MARKS.ours}\n${onOwnLines(ours)}${MARKS.end}\n`
}

function tally(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const token of sentences(text)) {
    if (token.trim() !== "") counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  return counts
}

/**
 * Whether a sentence is missing that both sides have, or that one of them wrote. It can happen where a
 * sentence stands several times and the sides mean different ones of them.
 */
function losesSomething(before: string, theirs: string, ours: string, merged: string): boolean {
  const [base, left, right, all] = [before, theirs, ours, merged].map(tally)
  const count = (of: Map<string, number> | undefined, token: string) => of?.get(token) ?? 0
  const isMissing = (token: string) => {
    const [b, t, o] = [count(base, token), count(left, token), count(right, token)]
    const written = Math.max(t > b ? t - b + Math.min(b, o) : 0, o > b ? o - b + Math.min(b, t) : 0)
    return count(all, token) < Math.max(Math.min(t, o), written)
  }
  return [...(left?.keys() ?? []), ...(right?.keys() ?? [])].some(isMissing)
}

/**
 * Merges two edits of one text, sentence by sentence: what only one side changed is taken from that
 * side; what both changed alike, once; where they differ, both stand between marked lines. Line ends and
 * trailing spaces are brought into one form first, as texts are compared.
 */
export function mergeTexts(seen: string, theirText: string, ourText: string): Merge {
  const [before, theirs, ours] = [seen, theirText, ourText].map(normaliseText) as [
    string,
    string,
    string,
  ]
  if (theirs === ours || before === ours) return { text: theirs, clashes: 0 }
  if (before === theirs) return { text: ours, clashes: 0 }
  const base = sentences(before)
  const left = editsOf(base, sentences(theirs))
  const right = editsOf(base, sentences(ours))
  let text = ""
  let at = 0
  let clashes = 0
  while (left.length > 0 || right.length > 0) {
    const place = { theirs: [] as Edit[], ours: [] as Edit[] }
    const first = comesFirst(left[0], right[0]) ? left : right
    const taken = first.shift()
    if (!taken) break
    place[first === left ? "theirs" : "ours"].push(taken)
    const region: Edit = { ...taken }
    for (let grew = true; grew; ) {
      grew = false
      for (const [edits, kept] of [
        [left, place.theirs],
        [right, place.ours],
      ] as const) {
        while (edits[0] && meet(edits[0], region)) {
          const next = edits.shift()
          if (!next) break
          kept.push(next)
          region.start = Math.min(region.start, next.start)
          region.end = Math.max(region.end, next.end)
          grew = true
        }
      }
    }
    const { start, end } = region
    text += base.slice(at, start).join("")
    at = end
    const [theirPart, ourPart] = [
      sideOf(base, place.theirs, start, end),
      sideOf(base, place.ours, start, end),
    ]
    if (place.ours.length === 0 || theirPart === ourPart) text += theirPart
    else if (place.theirs.length === 0) text += ourPart
    else {
      clashes++
      text += marked(text, theirPart, ourPart)
    }
  }
  text += base.slice(at).join("")
  return losesSomething(before, theirs, ours, text)
    ? { text: marked("", theirs, ours), clashes: 1 }
    : { text, clashes }
}
