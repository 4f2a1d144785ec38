import { unitOf } from "../units.ts"
import type { Planter } from "./plant.ts"

export const wrongUnit: Planter = (from, draw) => {
  const { units, joint } = from.scene.voice
  for (const span of draw.shuffled(from.spans)) {
    const { mark } = span
    if (mark.role !== "unit") continue
    const mistaken = unitOf(mark.unit).mistaken
    if (mistaken.length === 0) continue
    const unit = unitOf(draw.pick(mistaken))
    const written = units === "spelled" ? unit.spelled : (unit.forms[0] ?? "")
    if (unitOf(mark.unit).forms.includes(written)) continue
    // A percent sign may stand at its number; a unit in letters does not, but in shorthand.
    const text =
      span.text === "%" && from.text.charAt(span.start - 1) !== " " ? `${joint}${written}` : written
    return { variety: mark.unit, replace: new Map([[span.piece, text]]), wrong: [span.piece] }
  }
  return null
}
