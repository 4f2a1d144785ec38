import { type Box, boxesOfRange } from "#components/ui/boxes.ts"

/** A place in a document to show to the person. */
export type LitPlace = {
  /** From 1. */
  page: number
  /** The words there, without spaces. */
  quote: string
  /** How often they stand on the page before it. */
  nth: number
  /** Moves with each request, so that the same place can be asked for again. */
  turn: number
}

/**
 * Boxes around the words of a place in a page's text layer; empty when they do not stand there. Spaces
 * do not count: the layer sets each run of the PDF by itself.
 */
export function boxesOf(layer: Element, { quote, nth }: Pick<LitPlace, "quote" | "nth">): Box[] {
  if (quote === "") return []
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT)
  let squeezed = ""
  const at: { node: Node; offset: number }[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? ""
    for (let offset = 0; offset < text.length; offset++) {
      if (/\s/.test(text[offset] ?? "")) continue
      squeezed += text[offset]
      at.push({ node, offset })
    }
  }
  let start = squeezed.indexOf(quote)
  for (let n = 0; n < nth && start >= 0; n++) {
    const next = squeezed.indexOf(quote, start + 1)
    if (next < 0) break
    start = next
  }
  if (start < 0) return []
  const within = layer.getBoundingClientRect()
  // Run by run: what lies between two of them, spaces and ends of lines, has boxes of its own.
  return [...Map.groupBy(at.slice(start, start + quote.length), ({ node }) => node)].flatMap(
    ([node, signs]) => {
      const range = document.createRange()
      range.setStart(node, signs[0]?.offset ?? 0)
      range.setEnd(node, (signs.at(-1)?.offset ?? 0) + 1)
      return boxesOfRange(range, within)
    },
  )
}
