import type { Dose } from "./doses/catalogue.ts"
import { withDoses } from "./doses/chart.ts"
import type { Written } from "./labs/print.ts"
import type { Piece, Span } from "./pieces.ts"
import type { Draw } from "./random.ts"
import { withVitals } from "./vitals/chart.ts"
import type { Taken } from "./vitals/taken.ts"

type Texts = { text: Written | null; pages: Written[] }

/** The sources' texts with more in one of them or in both; nowhere when there is no text. */
function addedTo({ text, pages }: Texts, add: (written: Written) => Written, draw: Draw): Texts {
  const [first, ...rest] = pages
  const inText = text !== null && (!first || draw.chance(0.8))
  return {
    text: inText ? add(text) : text,
    pages: first && (!inText || draw.chance(0.4)) ? [add(first), ...rest] : pages,
  }
}

/** The sources' texts with the vitals of a visit. */
export const charted = (texts: Texts, vitals: Taken[], draw: Draw): Texts =>
  vitals.length === 0 ? texts : addedTo(texts, (one) => withVitals(one, vitals, draw), draw)

/** The sources' texts with what the client takes. */
export const dosed = (texts: Texts, doses: Dose[], draw: Draw): Texts =>
  doses.length === 0 ? texts : addedTo(texts, (one) => withDoses(one, doses, draw), draw)

/** More pieces behind the opening of a draft, or at its end where it has none. */
export function placed(pieces: Piece[], more: Piece[]): Piece[] {
  const at = pieces.indexOf("\n\n")
  return at < 0
    ? [...pieces, "\n\n", ...more]
    : [...pieces.slice(0, at), "\n\n", ...more, ...pieces.slice(at)]
}

/** All pages as one text, with what stands where. */
export function wholeOf(pages: Written[]): Written {
  let text = ""
  const spans: Span[] = []
  for (const page of pages) {
    spans.push(
      ...page.spans.map((span) => ({
        ...span,
        start: span.start + text.length,
        end: span.end + text.length,
      })),
    )
    text += `${page.text}\n\n`
  }
  return { text, spans }
}
