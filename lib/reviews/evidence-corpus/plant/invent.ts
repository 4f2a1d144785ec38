import type { Case } from "../case.ts"
import type { Marker } from "../marker.ts"
import type { Piece, Span } from "../pieces.ts"
import type { Draw } from "../random.ts"
import { measured } from "../report.ts"
import { STYLES } from "../styles/all.ts"
import { fillOne } from "../template/fill.ts"
import { VITALS } from "../vitals/catalogue.ts"
import { vitalSentence } from "../vitals/sentences.ts"
import { takenOf } from "../vitals/taken.ts"
import type { Edit, Planter } from "./plant.ts"

/** A marker that the lab did not report; now and then one that was ordered and could not be done. */
function unmeasured({ report }: Case, draw: Draw): { marker: Marker; variety: string } | null {
  if (report.cancelled.length > 0 && draw.chance(0.6))
    return { marker: draw.pick(report.cancelled), variety: "ordered, not performed" }
  return report.absent.length > 0
    ? { marker: draw.pick(report.absent), variety: "not ordered" }
    : null
}

export const inventValue: Planter = (from, draw) => {
  const style = STYLES.find(({ name }) => name === from.style)
  const chosen = unmeasured(from, draw)
  const breaks = from.spans.filter(({ mark }) => mark.role === "break")
  if (!style || !chosen || breaks.length === 0) return null
  const result = measured(
    chosen.marker,
    { client: from.report.client, earlierDays: [], si: from.report.si },
    draw,
  )
  const place = draw.pick(breaks)
  const prefix = style.prefix?.includes("#")
    ? " "
    : `${place.text}${place.text === "\n" ? (style.prefix ?? "") : ""}`
  const scene = { ...from.scene, draw, statement: { next: 100_000 } }
  const absent = VITALS.filter(({ id }) => !from.report.vitals.some(({ vital }) => vital.id === id))
  if (absent.length > 0 && draw.chance(0.25))
    return inserted("vital", place, [
      prefix,
      ...vitalSentence(takenOf(draw.pick(absent), draw), scene),
    ])
  const known = { ...result, unitKnown: true, rangeKnown: true }
  const templates = known.side === "within" ? style.within : style.out
  const sentence = fillOne(templates, scene, known)
  return sentence && inserted(chosen.variety, place, [prefix, ...sentence.pieces])
}

const inserted = (variety: string, { piece }: Span, pieces: Piece[]): Edit => ({
  variety,
  replace: new Map(),
  wrong: [],
  insert: { before: piece, pieces },
})
