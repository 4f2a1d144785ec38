import type { Case } from "../case.ts"
import type { Span } from "../pieces.ts"
import { isFalse } from "./figures-gone-wrong.ts"
import type { Planter } from "./plant.ts"

type Said = { marker: string; name: Span; value: Span; number: number }

/** Every statement that names a marker and gives its present value. */
function statements(from: Case): Said[] {
  return from.spans.flatMap((value): Said[] => {
    const { mark } = value
    if (mark.role !== "value" || mark.earlier !== null || mark.converted) return []
    const name = from.spans.find(
      (span) => span.mark.role === "marker" && span.statement === value.statement,
    )
    return name ? [{ marker: mark.marker, name, value, number: mark.number }] : []
  })
}

const likeFirst = (text: string, model: string) =>
  /^[A-Z][a-z]/.test(model) && /^[a-z]{3}/.test(text)
    ? text.slice(0, 1).toUpperCase() + text.slice(1)
    : text

/** Two markers change places: their values, or their names. */
export const swapMarkers: Planter = (from, draw) => {
  const said = statements(from)
  for (const first of draw.shuffled(said)) {
    const at = said.indexOf(first)
    // Mix-ups happen between neighbours.
    const near = said.filter((_, other) => other !== at && Math.abs(other - at) <= 3)
    for (const second of draw.shuffled(near)) {
      if (first.marker === second.marker) continue
      if (!isFalse(from, first.value, second.number) || !isFalse(from, second.value, first.number))
        continue
      if (draw.chance(0.6))
        return {
          variety: "values",
          replace: new Map([
            [first.value.piece, second.value.text],
            [second.value.piece, first.value.text],
          ]),
          wrong: [first.value.piece, second.value.piece],
        }
      return {
        variety: "names",
        replace: new Map([
          [first.name.piece, likeFirst(second.name.text, first.name.text)],
          [second.name.piece, likeFirst(first.name.text, second.name.text)],
        ]),
        wrong: [first.name.piece, first.value.piece, second.name.piece, second.value.piece],
      }
    }
  }
  return null
}
