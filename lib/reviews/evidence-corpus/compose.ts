import { SYSTEMS } from "./marker.ts"
import type { Piece } from "./pieces.ts"
import type { Known, Scene } from "./scene.ts"
import type { Style } from "./style.ts"
import { fill, fillOne } from "./template/fill.ts"
import { trendOf } from "./template/trend.ts"

/** A draft's pieces, and which templates made it. */
export type Composed = { pieces: Piece[]; templates: string[] }

/** Which kinds of sentence suit a marker, the likelier first. */
function sentencesFor(known: Known, style: Style, scene: Scene): string[][] {
  const { draw } = scene
  const plain = known.side === "within" || !known.rangeKnown ? style.within : style.out
  if (trendOf(known) && draw.chance(0.45)) return [style.trend, plain]
  return draw.chance(0.22) ? [style.negated, plain] : [plain, style.within, style.out]
}

function sentence(known: Known, style: Style, scene: Scene) {
  for (const templates of sentencesFor(known, style, scene)) {
    const filled = fillOne(templates, scene, known)
    if (filled) return filled
  }
  return null
}

function inRows(results: Known[], style: Style, scene: Scene, templates: string[]): Piece[] {
  const table = style.table
  if (!table) return []
  const lines = results.flatMap((known) => {
    const row = table.row.find((template) => fill(template, scene, known) !== null)
    if (!row) return []
    templates.push(row)
    return [...(fill(row, scene, known) ?? []), "\n"]
  })
  return [table.head, ...lines]
}

/** The sentences about the markers, in the layout of the style. */
function body(results: Known[], style: Style, scene: Scene, templates: string[]): Piece[] {
  const { draw } = scene
  if (style.layout === "table") {
    const remarks = draw.shuffled(results).slice(0, 4)
    const rows = inRows(results, style, scene, templates)
    return [...rows, "\n", ...sentences(remarks, style, scene, templates, " ")]
  }
  if (style.layout === "paragraphs") {
    const size = draw.int(3, 6)
    const paragraphs = Array.from({ length: Math.ceil(results.length / size) }, (_, at) =>
      sentences(results.slice(at * size, (at + 1) * size), style, scene, templates, " "),
    )
    return paragraphs.flatMap((one, at) => (at === 0 ? one : ["\n\n", ...one]))
  }
  if (style.layout === "lines") return sentences(results, style, scene, templates, "\n")
  return SYSTEMS.flatMap((system) => {
    const group = results.filter((one) => one.marker.system === system)
    if (group.length === 0) return []
    const heading = (style.heading ?? "*").replace("*", system)
    return [`${heading}\n`, ...sentences(group, style, scene, templates, "\n"), "\n\n"]
  })
}

const pause = (text: string): Piece => ({ text, mark: { role: "break" }, statement: 0 })

function sentences(
  results: Known[],
  style: Style,
  scene: Scene,
  templates: string[],
  between: string,
): Piece[] {
  const { draw } = scene
  const pieces: Piece[] = []
  let line = 0
  const add = (filled: { pieces: Piece[]; template: string } | null) => {
    if (!filled) return false
    templates.push(filled.template)
    line++
    const prefix = between === "\n" ? (style.prefix ?? "").split("#") : []
    // A running number of a list is no claim: it is marked as nothing to hold against the sources.
    const lead: Piece[] =
      prefix.length === 2
        ? [
            prefix[0] ?? "",
            { text: String(line), mark: { role: "advice" }, statement: scene.statement.next++ },
            prefix[1] ?? "",
          ]
        : [prefix[0] ?? ""]
    pieces.push(...(pieces.length > 0 ? [pause(between)] : []), ...lead, ...filled.pieces)
    return true
  }
  for (let at = 0; at < results.length; at++) {
    const known = results[at]
    const next = results[at + 1]
    if (!known) continue
    if (next && draw.chance(0.15) && add(fillOne(style.pair, scene, known, next))) at++
    else add(sentence(known, style, scene))
  }
  return pieces
}

const some = (templates: string[], scene: Scene, share: number, used: string[]): Piece[] => {
  if (!scene.draw.chance(share)) return []
  const filled = fillOne(templates, scene)
  if (!filled) return []
  used.push(filled.template)
  return ["\n\n", ...filled.pieces]
}

/** Writes a draft about these markers. */
export function compose(results: Known[], style: Style, scene: Scene): Composed {
  const templates: string[] = []
  const opening: Piece[] = []
  for (const group of style.opening) {
    const filled = fillOne(group, scene)
    if (!filled) continue
    templates.push(filled.template)
    opening.push(...filled.pieces)
  }
  const pieces = [
    ...opening,
    opening.length > 0 ? "\n\n" : "",
    ...body(results, style, scene, templates),
    ...some(style.lists, scene, 0.6, templates),
    ...some(style.advice, scene, 0.7, templates),
    ...some(style.closing, scene, 0.6, templates),
  ]
  return { pieces, templates }
}
