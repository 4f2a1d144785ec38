import type { FigureStyle } from "../figures.ts"
import type { Written } from "../labs/print.ts"
import { joined, type Piece } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Dose } from "./catalogue.ts"
import { dosePieces } from "./taken.ts"

const CHARTS: ((name: string, dose: Piece[]) => Piece[])[] = [
  (name, dose) => [`- ${name} `, ...dose, " daily\n"],
  (name, dose) => [`${name}: `, ...dose, " once a day\n"],
  (name, dose) => ["Takes ", ...dose, ` of ${name} daily. `],
  (name, dose) => [`| ${name} | `, ...dose, " | daily |\n"],
  (name, dose) => [`${name}\t`, ...dose, "\tevery morning\n"],
  (name, dose) => [`{"supplement":"${name}","dose":"`, ...dose, '"}\n'],
]

const FIGURES: FigureStyle[] = [
  { decimal: ".", thousands: "" },
  { decimal: ".", thousands: "," },
  { decimal: ".", thousands: " " },
]

/** A name as a chart prints it; a digit in it is bookkept as its words. */
const printed = (draw: Draw, { remedy }: Dose) => draw.pick(remedy.printed)

/** A text of the sources with what the client takes behind it. */
export function withDoses(written: Written, doses: Dose[], draw: Draw): Written {
  const write = draw.pick(CHARTS)
  const figures = draw.pick(FIGURES)
  const head = draw.pick(["Supplements and medication", "Current intake", "Medication list"])
  const added = joined([
    `\n\n${head}:\n`,
    ...doses.flatMap((dose) =>
      write(printed(draw, dose), dosePieces(dose, figures, draw, { statement: 0 })),
    ),
    "\n",
  ])
  const before = written.text.length
  return {
    text: written.text + added.text,
    spans: [
      ...written.spans,
      ...added.spans.map((span) => ({
        ...span,
        start: span.start + before,
        end: span.end + before,
      })),
    ],
  }
}
