import { sentences } from "#lib/changes/merge.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import type { AuthorSpan } from "#lib/db/schema/reviews.ts"
import { reauthor, writtenBy } from "./authorship.ts"

/** Of the store's authors: text that stood in GHL and was not approved as this draft's. */
const BEFORE = "before"
/** No author's id. */
const OPEN = ""

/** The author of each UTF-16 unit of a text; `OPEN` where none is known. */
type Units = string[]

const unitsOf = (spans: readonly AuthorSpan[]): Units =>
  spans.flatMap(({ start, end, author }) => Array<string>(end - start).fill(author))

function spansOf(units: Units): AuthorSpan[] {
  const spans: AuthorSpan[] = []
  for (const [at, author] of units.entries()) {
    const last = spans.at(-1)
    if (last?.author === author) last.end = at + 1
    else spans.push({ start: at, end: at + 1, author })
  }
  return spans
}

/** Where each sentence of a text begins; of one that stands several times, the first. */
function places(text: string): Map<string, number> {
  const found = new Map<string, number>()
  let at = 0
  for (const sentence of sentences(text)) {
    if (!found.has(sentence)) found.set(sentence, at)
    at += sentence.length
  }
  return found
}

/** Fills what is open: a sentence that stands whole in `source` has the authors it has there. */
function takeSentences(units: Units, text: string, source: string, authors: Units): void {
  const known = places(source)
  let at = 0
  for (const sentence of sentences(text)) {
    const from = sentence.trim() === "" ? undefined : known.get(sentence)
    if (from !== undefined && units[at] === OPEN) {
      for (let n = 0; n < sentence.length; n++) units[at + n] = authors[from + n] ?? OPEN
    }
    at += sentence.length
  }
}

/** Runs of units that no author is known of, each as `[start, end)`. */
function openRuns(units: Units, isMet: (at: number) => boolean = () => true): [number, number][] {
  const runs: [number, number][] = []
  for (const [at, author] of units.entries()) {
    if (author !== OPEN || !isMet(at)) continue
    const last = runs.at(-1)
    if (last?.[1] === at) last[1] = at + 1
    else runs.push([at, at + 1])
  }
  return runs
}

/**
 * Fills what is open: words that stayed on the way from `source` have the authors they have there. A
 * full stop or a space by itself is nobody's words and stays open.
 */
function takeWords(units: Units, text: string, source: string, spans: readonly AuthorSpan[]): void {
  const stayed = unitsOf(reauthor(source, spans, text, OPEN))
  for (const [start, end] of openRuns(units, (at) => stayed[at] !== OPEN)) {
    if (!/[\p{L}\p{N}]/u.test(text.slice(start, end))) continue
    for (let at = start; at < end; at++) units[at] = stayed[at] ?? OPEN
  }
}

/** Space that is still open belongs to what stands before it, or to what follows. */
function takeSpaces(units: Units, text: string): void {
  for (const [start, end] of openRuns(units, (at) => /\s/.test(text[at] ?? ""))) {
    const beside = units[start - 1] || units[end] || OPEN
    for (let at = start; at < end; at++) units[at] = beside
  }
}

/**
 * Authors of a text that a person put together from the approved one (`spans` tile it) and what was
 * found in GHL. Whole sentences first, then words: those of the approved text keep their authors, those
 * of GHL's are `before`, the rest is whose who merged. The answer tiles `text`.
 */
export function authorsOfMerged(input: {
  approved: string
  spans: readonly AuthorSpan[]
  found: string
  text: string
  personId: string
}): AuthorSpan[] {
  const { approved, spans, found, text, personId } = input
  if (text === approved) return [...spans]
  const foundSpans = writtenBy(BEFORE, found)
  const units: Units = Array<string>(text.length).fill(OPEN)
  takeSentences(units, text, approved, unitsOf(spans))
  takeSentences(units, text, found, unitsOf(foundSpans))
  takeWords(units, text, approved, spans)
  takeWords(units, text, found, foundSpans)
  takeSpaces(units, text)
  return spansOf(units.map((author) => (author === OPEN ? personId : author)))
}

/**
 * Authors of call_notes as an approval wanted them: the summary (`spans` tile it), and below it what
 * was kept of GHL's text.
 */
export function authorsOfWritten(input: {
  summary: string
  spans: readonly AuthorSpan[]
  written: string
}): AuthorSpan[] {
  const { summary, spans, written } = input
  const top = normaliseText(summary)
  if (!written.startsWith(top)) return reauthor(summary, spans, written, BEFORE)
  const ofTop = reauthor(summary, spans, top, spans[0]?.author ?? BEFORE)
  return spansOf([...unitsOf(ofTop), ...Array<string>(written.length - top.length).fill(BEFORE)])
}
