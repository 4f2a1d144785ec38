import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { dayIn } from "../calendar.ts"
import { nameIn } from "../client.ts"
import { figure } from "../figures.ts"
import { joined, type Mark, type Piece } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Report, Result } from "../report.ts"
import { unitOf } from "../units.ts"
import type { Written } from "./print.ts"

const piece = (text: string, mark: Mark): Piece => ({ text, mark, statement: 0 })

type Line = {
  name: Piece
  value: Piece
  unit: Piece
  low: Piece | null
  high: Piece | null
  result: Result
}

function lineOf(result: Result, draw: Draw): Line {
  const { marker, number, digits, sign, unit } = result
  const end = (which: "low" | "high") => {
    const at = result[which]
    return at === null
      ? null
      : piece(figure(at, digits), { role: "bound", marker: marker.id, end: which, number: at })
  }
  return {
    result,
    name: piece(draw.pick(marker.printed), { role: "marker", marker: marker.id }),
    value: piece(sign + figure(number, digits), {
      role: "value",
      marker: marker.id,
      earlier: null,
      number,
    }),
    unit: piece(unitOf(unit).forms[0] ?? "", { role: "unit", marker: marker.id, unit }),
    low: end("low"),
    high: end("high"),
  }
}

const ends = ({ low, high }: Line, open: [string, string] = ["< ", "> "]): Piece[] =>
  low && high ? [low, " - ", high] : high ? [open[0], high] : low ? [open[1], low] : ["n/a"]

/** Ways in which a pipeline turns a report into lines. */
const LINES: Record<string, (line: Line) => Piece[]> = {
  colon: (line) => [
    line.name,
    ": ",
    line.value,
    " ",
    line.unit,
    " (",
    ...ends(line),
    ")",
    { high: " HIGH", low: " LOW", within: "" }[line.result.side],
    "\n",
  ],
  table: (line) => [
    "| ",
    line.name,
    " | ",
    line.value,
    " | ",
    line.unit,
    " | ",
    ...ends(line, ["<", ">"]),
    " | ",
    { high: "H", low: "L", within: "-" }[line.result.side],
    " |\n",
  ],
  comma: (line) => [
    '"',
    line.name,
    '",',
    line.value,
    ",",
    line.unit,
    ",",
    line.low ?? "",
    ",",
    line.high ?? "",
    "\n",
  ],
  keyed: (line) => [
    '{"test":"',
    line.name,
    '","result":"',
    line.value,
    '","unit":"',
    line.unit,
    '","ref":"',
    ...ends(line, ["<", ">"]),
    '"}\n',
  ],
  sparse: (line) => [
    line.name,
    "    ",
    line.value,
    "    ",
    line.unit,
    "    ",
    ...ends(line, ["<= ", ">= "]),
    "\n",
  ],
}

/** The plain text that the pipeline read, in its own layout. */
export function plainText(report: Report, draw: Draw): Written {
  const write = LINES[draw.pick(Object.keys(LINES))] ?? (() => [])
  const form = draw.pick(["iso", "us", "long"])
  const nameForm = draw.pick(["full", "turned"])
  const dated = (date: "birth" | "collected" | "reported") =>
    piece(dayIn(form, report.dates[date]), {
      role: "date",
      date,
      day: report.dates[date],
      form,
      strict: true,
    })
  return joined([
    "Patient: ",
    piece(nameIn(nameForm, report.client), { role: "client", form: nameForm }),
    "\nDate of birth: ",
    dated("birth"),
    "\nAge: ",
    piece(String(report.age), { role: "age", marker: null, number: report.age }),
    "\nCollected: ",
    dated("collected"),
    "\nReported: ",
    dated("reported"),
    "\n\n",
    ...report.results.flatMap((one) => write(lineOf(one, draw))),
    ...report.findings.map(({ name, words }) => `${name}: ${words}\n`),
    ...report.cancelled.map((one) => `${draw.pick(one.printed)}: not performed\n`),
  ])
}

export type BiomarkerShape = {
  units: boolean
  ranges: boolean /** Share of the markers sent. */
  share: number
  earlier: boolean
}

/** The markers as the pipeline sends them; `of` names the marker behind each. */
export function biomarkersOf(
  report: Report,
  shape: BiomarkerShape,
  draw: Draw,
): { sent: DraftBiomarker[]; of: (string | null)[] } {
  const kept = report.results.filter(() => shape.share === 1 || draw.chance(shape.share))
  const asText = draw.chance(0.15)
  const sent = kept.map((result): DraftBiomarker => {
    const { marker, number, digits, sign, unit, low, high, fromZero, earlier } = result
    const written = unitOf(unit).forms[0]
    return {
      name: draw.pick(marker.printed),
      value: sign ? `${sign}${figure(number, digits)}` : asText ? figure(number, digits) : number,
      ...(shape.units && written ? { unit: written } : {}),
      ...(shape.ranges && (low !== null || fromZero) ? { low: low ?? 0 } : {}),
      ...(shape.ranges && high !== null ? { high } : {}),
      ...(shape.earlier && earlier.length > 0
        ? { previous: earlier.map((one) => ({ value: one.number, day: one.day })) }
        : {}),
    }
  })
  const words = report.findings.map(({ name, words }): DraftBiomarker => ({ name, value: words }))
  return {
    sent: [...sent, ...words],
    of: [...kept.map((one) => one.marker.id), ...words.map(() => null)],
  }
}
