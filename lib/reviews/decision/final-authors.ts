import { normaliseText } from "#lib/changes/normalise.ts"
import type { AuthorSpan } from "#lib/db/schema/reviews.ts"
import { type Authors, reauthor } from "../authorship.ts"

const NFC = "NFC"

/** Spans of a text in composed characters; null where two authors wrote one of them. */
function composed(text: string, spans: readonly AuthorSpan[]): Authors | null {
  let at = 0
  let whole = ""
  const moved = spans.map(({ start, end, author }) => {
    const part = text.slice(start, end).normalize(NFC)
    whole += part
    at += part.length
    return { start: at - part.length, end: at, author }
  })
  return whole === text.normalize(NFC) ? moved : null
}

const plain = (unit: string | undefined) => (unit === "\u00a0" ? " " : unit === "\r" ? "\n" : unit)

/**
 * Authors of a text as it is written and fingerprinted: normalised, which only takes spaces, line ends and
 * ways of writing a letter out of it. `spans` tile it as it was typed; the answer tiles it as it is written.
 */
export function authorsOfFinal(text: string, spans: readonly AuthorSpan[]): Authors {
  const final = normaliseText(text)
  const known = composed(text, spans)
  const [first] = spans
  if (!known || !first) return reauthor(text, spans, final, first?.author ?? "before")
  const typed = text.normalize(NFC)
  const authors: Authors = []
  let at = 0
  for (const { start, end, author } of known) {
    const from = at
    for (let unit = start; unit < end && at < final.length; unit++) {
      if (plain(typed[unit]) === final[at]) at += 1
    }
    const last = authors.at(-1)
    if (at > from && last?.author === author) last.end = at
    else if (at > from) authors.push({ start: from, end: at, author })
  }
  return authors
}
