import type { EvidenceSources } from "#lib/reviews/evidence/types.ts"
import { charted, dosed, placed, wholeOf } from "./charted.ts"
import { nameIn } from "./client.ts"
import { type Composed, compose } from "./compose.ts"
import { intakePieces } from "./doses/sentences.ts"
import { someDoses } from "./doses/taken.ts"
import { LABS } from "./labs/all.ts"
import { settled } from "./labs/lab.ts"
import { type BiomarkerShape, biomarkersOf, plainText } from "./labs/pipeline.ts"
import { printPages, type Written } from "./labs/print.ts"
import { joined, type Piece, type Span } from "./pieces.ts"
import { type Draw, drawFrom } from "./random.ts"
import { type Report, someReport } from "./report.ts"
import type { Known, Scene, Voice } from "./scene.ts"
import { type Stated, statedBy } from "./stated.ts"
import { STYLES } from "./styles/all.ts"
import { vitalPieces } from "./vitals/sentences.ts"
import { someVitals } from "./vitals/taken.ts"

/** A client, what the lab found, what the pipeline sent, and a true draft about it. */
export type Case = {
  index: number
  report: Report
  sources: EvidenceSources
  /** The sources' texts with what stands where, for the corpus's own bookkeeping. */
  written: { text: Written | null; pages: Written[] }
  stated: Stated
  style: string
  templates: string[]
  pieces: Piece[]
  text: string
  spans: Span[]
  /** For planting a marker that was not measured. */
  scene: Scene
}

type Mode = { biomarkers: boolean; text: boolean; document: boolean }

/** What came with a draft; most have everything. */
function someMode(draw: Draw): Mode {
  const at = draw.next()
  if (at < 0.6) return { biomarkers: true, text: true, document: true }
  if (at < 0.74) return { biomarkers: true, text: true, document: false }
  if (at < 0.86) return { biomarkers: true, text: false, document: true }
  if (at < 0.91) return { biomarkers: true, text: false, document: false }
  return { biomarkers: false, text: true, document: true }
}

function someShape(mode: Mode, columns: boolean, draw: Draw): BiomarkerShape {
  // Without another readable source the markers must carry what the draft says.
  if (!mode.text && (!mode.document || columns))
    return { units: true, ranges: true, share: 1, earlier: true }
  return {
    units: draw.chance(0.85),
    ranges: draw.chance(0.85),
    share: draw.chance(0.8) ? 1 : 0.7,
    earlier: draw.chance(0.8),
  }
}

const DEFAULT_VOICE: Voice = {
  figures: { decimal: ".", thousands: "" },
  dateForms: ["long"],
  units: "as printed",
  joint: " ",
  percentJoint: "",
  range: "–",
  open: ["<", ">"],
  less: "<",
  more: ">",
}

function voiceOf(style: Partial<Voice>, draw: Draw): Voice {
  const voice = { ...DEFAULT_VOICE, ...style }
  return {
    ...voice,
    figures:
      voice.figures.decimal === "." && draw.chance(0.45)
        ? { decimal: ".", thousands: "," }
        : voice.figures,
    percentJoint: style.percentJoint ?? (draw.chance(0.3) ? " " : ""),
    open:
      style.open ??
      (draw
        .pick([
          ["<", ">"],
          ["< ", "> "],
          ["≤", "≥"],
          ["<", ">"],
        ] as const)
        .slice() as [string, string]),
  }
}

function sceneOf(report: Report, stated: Stated, mode: Mode, voice: Voice, draw: Draw): Scene {
  const known = report.results.flatMap((one): Known[] =>
    stated.has(`value:${one.marker.id}`)
      ? [
          {
            ...one,
            unitKnown: stated.has(`unit:${one.marker.id}`) || one.unit === "none",
            rangeKnown: stated.has(`range:${one.marker.id}`),
            earlier: one.earlier.filter((_, at) => stated.has(`value:${one.marker.id}:${at}`)),
          },
        ]
      : [],
  )
  const all = known.length
  const out = known.filter((one) => one.side !== "within").length
  // A count is told only where all would count the same: every marker sent, with its range, and none in words.
  const countable =
    known.length === report.results.length &&
    known.every((one) => one.rangeKnown) &&
    report.findings.length === 0
  const told = (date: "collected" | "reported" | "received" | "birth") =>
    stated.has(`date:${date}`) ? report.dates[date] : undefined
  return {
    client: report.client,
    dates: {
      collected: told("collected"),
      reported: told("reported"),
      received: told("received"),
      birth: told("birth"),
    },
    age: stated.has("age") ? report.age : null,
    counts: countable && stated.complete ? { all, out, within: all - out } : null,
    results: known,
    physician: mode.document ? report.physician : null,
    voice,
    draw,
    statement: { next: 1 },
  }
}

/** What the draft talks about: most of what stands out, some of the rest; a full analysis nearly everything. */
function topics(known: Known[], draw: Draw): Known[] {
  if (draw.chance(0.3)) return known.filter(() => draw.chance(0.92))
  const out = draw.shuffled(known.filter((one) => one.side !== "within")).slice(0, draw.int(4, 9))
  const within = draw
    .shuffled(known.filter((one) => one.side === "within"))
    .slice(0, draw.int(3, 9))
  const chosen = new Set([...out, ...within])
  const kept = known.filter((one) => chosen.has(one))
  return draw.chance(0.5) ? kept : draw.shuffled(kept)
}

function write(
  report: Report,
  stated: Stated,
  mode: Mode,
  european: boolean,
  draw: Draw,
): Composed & { style: string; scene: Scene } {
  // A decimal comma goes with a lab that prints it, and now and then without.
  const comma = european ? draw.chance(0.6) : draw.chance(0.02)
  const style = draw.pick(STYLES.filter((one) => comma === (one.voice.figures?.decimal === ",")))
  const scene = sceneOf(report, stated, mode, voiceOf(style.voice, draw), draw)
  return { ...compose(topics(scene.results, draw), style, scene), style: style.name, scene }
}

/** The case of an index: the same seed and index give the same case. */
export function caseOf(seed: number, index: number): Case {
  const draw = drawFrom(seed, index, "report")
  const lab = draw.pick(LABS)
  // Streams of their own: vitals and doses move nothing of the rest.
  const vitalDraw = drawFrom(seed, index, "vitals")
  const doseDraw = drawFrom(seed, index, "doses")
  const report = {
    ...settled(someReport(draw), lab),
    vitals: someVitals(vitalDraw),
    doses: someDoses(doseDraw),
  }
  const sourceDraw = drawFrom(seed, index, "sources")
  const mode = someMode(sourceDraw)
  const labPages = mode.document ? printPages(report, lab, sourceDraw) : []
  // Some pipelines send the extraction itself.
  const columns = lab.byColumn === true
  const plain = mode.text ? plainText(report, sourceDraw) : null
  const labText =
    plain && labPages.length > 0 && !columns && sourceDraw.chance(0.15) ? wholeOf(labPages) : plain
  const withVitals = charted({ text: labText, pages: labPages }, report.vitals, vitalDraw)
  const { text, pages } = dosed(withVitals, report.doses, doseDraw)
  const shape = someShape(mode, columns, sourceDraw)
  const markers = mode.biomarkers ? biomarkersOf(report, shape, sourceDraw) : { sent: [], of: [] }
  const birthKnown = sourceDraw.chance(0.93)
  const sources: EvidenceSources = {
    biomarkers: markers.sent,
    sourceText: text?.text ?? "",
    documentPages: pages.map((one) => one.text),
    client: {
      name:
        sourceDraw.chance(0.04) && (text || pages.length > 0)
          ? null
          : nameIn("full", report.client),
      birthDate: birthKnown ? report.dates.birth : null,
    },
  }
  const written = { text, pages }
  const stated = statedBy(report, sources, markers.of, written)
  const draft = write(
    report,
    stated,
    mode,
    lab.figures.decimal === ",",
    drawFrom(seed, index, "draft"),
  )
  const told = report.vitals.filter(({ vital }) => stated.has(`vital:${vital.id}`))
  const withTold =
    told.length > 0 && vitalDraw.chance(0.7)
      ? placed(draft.pieces, vitalPieces(told, { ...draft.scene, draw: vitalDraw }))
      : draft.pieces
  const taken = report.doses.filter(({ remedy }) => stated.has(`dose:${remedy.id}`))
  const pieces =
    taken.length > 0
      ? placed(withTold, intakePieces(taken, { ...draft.scene, draw: doseDraw }))
      : withTold
  return { index, report, sources, written, stated, ...draft, pieces, ...joined(pieces) }
}
