import { dayIn } from "../calendar.ts"
import { nameIn } from "../client.ts"
import { figure } from "../figures.ts"
import { joined, type Mark, type Piece, type Span } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Report, Result } from "../report.ts"
import { unitOf } from "../units.ts"
import type { Lab, RowParts } from "./lab.ts"

/** A text of the sources, and what stands where in it. */
export type Written = { text: string; spans: Span[] }

const piece = (text: string, mark: Mark, statement = 0): Piece => ({ text, mark, statement })

function rangePieces({ marker, low, high, digits, fromZero }: Result, lab: Lab): Piece[] {
  const end = (which: "low" | "high", number: number) =>
    piece(figure(number, digits, lab.figures), {
      role: "bound",
      marker: marker.id,
      end: which,
      number,
    })
  const between = lab.figures.decimal === "," ? " - " : "-"
  if (low !== null && high !== null) return [end("low", low), between, end("high", high)]
  if (high !== null) return fromZero ? ["0", between, end("high", high)] : ["<", end("high", high)]
  return low === null ? ["Not established"] : [">", end("low", low)]
}

function rowParts(result: Result, lab: Lab, withLast: boolean, draw: Draw): RowParts {
  const { marker, number, digits, sign, unit, side } = result
  const name = draw.pick(marker.printed)
  const forms = unitOf(unit).forms
  const [last] = result.earlier
  return {
    result,
    name: piece(lab.capitals ? name.toUpperCase() : name, { role: "marker", marker: marker.id }),
    value: piece(sign + figure(number, digits, lab.figures), {
      role: "value",
      marker: marker.id,
      earlier: null,
      number,
    }),
    unit: piece(forms[lab.unitForm % forms.length] ?? "", {
      role: "unit",
      marker: marker.id,
      unit,
    }),
    range: rangePieces(result, lab),
    flag: lab.flags[side],
    last:
      withLast && last
        ? {
            value: piece(figure(last.number, digits, lab.figures), {
              role: "value",
              marker: marker.id,
              earlier: 0,
              number: last.number,
            }),
            day: piece(dayIn(lab.dateForm, last.day), {
              role: "day",
              marker: marker.id,
              earlier: 0,
              day: last.day,
              form: lab.dateForm,
            }),
          }
        : null,
  }
}

/** What some labs print below a marker: figures of nobody. */
const COMMENTS: Record<string, string> = {
  a1c: "Prediabetes: 5.7 - 6.4  Diabetes: >6.4  Glycemic control for adults with diabetes: <7.0",
  ldl: "Desirable range <100 mg/dL for primary prevention; <70 mg/dL for patients with CHD or diabetic patients with 2 or more CHD risk factors.",
  crp: "Relative cardiovascular risk: <1.0 Lower, 1.0-3.0 Average, 3.1-10.0 Higher. Persistent elevations >10.0 may be associated with infection.",
  vitd: "Deficiency <20 ng/mL, insufficiency 20 - 29 ng/mL, optimal > or = 30 ng/mL. For additional information see FAQ 199.",
  egfr: "Calculated with the 2021 CKD-EPI equation. Values below 60 for 3 months or longer may point to chronic kidney disease.",
  tsh: "Pregnancy ranges: First trimester 0.26-2.66, Second trimester 0.55-2.73, Third trimester 0.43-2.91",
  ferritin: "The World Health Organization has defined iron deficiency as a ferritin below 15.",
}

const dated = (lab: Lab, report: Report, date: "collected" | "received" | "reported" | "birth") =>
  piece(dayIn(lab.dateForm, report.dates[date]), {
    role: "date",
    date,
    day: report.dates[date],
    form: lab.dateForm,
    strict: true,
  })

function heading(
  lab: Lab,
  report: Report,
  page: number,
  pages: number,
  ids: string[],
  draw: Draw,
): Piece[] {
  const name = piece(nameIn(lab.nameForm, report.client), { role: "client", form: lab.nameForm })
  const time = () =>
    ` ${draw.int(6, 11)}:${String(draw.int(0, 59)).padStart(2, "0")}${lab.figures.decimal === "," ? "" : " AM"}`
  if (page > 1)
    return [
      `${lab.name}  Page ${page} of ${pages}\n`,
      name,
      `  ${ids[0]}  DOB: `,
      dated(lab, report, "birth"),
      "\n",
    ]
  return [
    `${lab.name}\n${lab.address}\n${lab.phone}\nPage 1 of ${pages}\n`,
    "Patient: ",
    name,
    "  DOB: ",
    dated(lab, report, "birth"),
    "  Age: ",
    piece(String(report.age), { role: "age", marker: null, number: report.age }),
    `  Sex: ${report.client.sex.toUpperCase()}\nSpecimen: ${ids[0]}  Requisition: ${ids[1]}  Fasting: ${draw.pick(["Y", "N", "Unknown"])}\n`,
    `Ordering Physician: ${report.physician.toUpperCase()}, MD   NPI ${draw.int(1_000_000_000, 1_999_999_999)}\nCollected: `,
    dated(lab, report, "collected"),
    time(),
    "\nReceived: ",
    dated(lab, report, "received"),
    time(),
    "\nReported: ",
    dated(lab, report, "reported"),
    time(),
    "\n",
  ]
}

function rows(results: Result[], lab: Lab, withLast: boolean, draw: Draw): Piece[] {
  const parts = results.map((one) => rowParts(one, lab, withLast, draw))
  if (lab.byColumn) {
    const column = (cells: Piece[][]) => cells.flatMap((cell) => [...cell, "\n"])
    return [
      ...column(parts.map(({ name }) => [name])),
      ...column(parts.map(({ value, flag }) => [value, flag ? ` ${flag}` : ""])),
      ...column(parts.map(({ range }) => range)),
      ...column(parts.map(({ unit }) => [unit])),
    ]
  }
  return parts.flatMap((one) => {
    const comment = lab.comments && draw.chance(0.7) ? COMMENTS[one.result.marker.id] : undefined
    return [...lab.row(one, draw), "\n", comment ? `${comment}\n` : ""]
  })
}

/** The report's pages as a text extraction gives them. */
export function printPages(report: Report, lab: Lab, draw: Draw): Written[] {
  const pages = draw.int(2, 4)
  const ids = [
    `${draw.pick(["DA", "WX", "K", ""])}${draw.int(100_000, 999_999)}${draw.pick(["T", "", "-1"])}`,
    String(draw.int(1_000_000, 9_999_999)),
  ]
  const withLast = draw.chance(0.6)
  const size = Math.ceil(report.results.length / pages)
  return Array.from({ length: pages }, (_, at) => {
    const results = report.results.slice(at * size, (at + 1) * size)
    const systems = [...new Set(results.map((one) => one.marker.system))]
    const last = at === pages - 1
    return joined([
      ...heading(lab, report, at + 1, pages, ids, draw),
      draw.chance(0.5)
        ? "Test Name   Result   Flag   Reference Range   Units\n"
        : "TESTS RESULT FLAG UNITS REFERENCE INTERVAL\n",
      ...systems.flatMap((system) => [
        `${draw.chance(0.5) ? system.toUpperCase() : system}\n`,
        ...rows(
          results.filter((one) => one.marker.system === system),
          lab,
          withLast,
          draw,
        ),
      ]),
      ...(last
        ? [
            ...report.findings.map(({ name, words }) => `${name} ${words}\n`),
            ...report.cancelled.map(
              (one) =>
                `${draw.pick(one.printed)} TNP Test not performed. Quantity not sufficient.\n`,
            ),
            "END OF REPORT\n",
          ]
        : []),
      lab.footer,
    ])
  })
}
