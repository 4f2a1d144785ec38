import { figure } from "../figures.ts"
import type { Written } from "../labs/print.ts"
import { joined, type Piece } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Taken } from "./taken.ts"

const value = ({ vital, numbers }: Taken): Piece[] =>
  numbers.flatMap((number, part): Piece[] => [
    ...(part > 0 ? ["/"] : []),
    {
      text: figure(number, vital.digits),
      mark: { role: "vital", vital: vital.id, part, number },
      statement: 0,
    },
  ])

/** Ways in which a chart has its vitals. */
const CHARTS: ((taken: Taken, name: string, unit: string) => Piece[])[] = [
  (taken, name, unit) => [`${name}: `, ...value(taken), ` ${unit}\n`],
  (taken, name, unit) => [`${name} `, ...value(taken), ` ${unit}. `],
  (taken, name, unit) => [`| ${name} | `, ...value(taken), ` | ${unit} |\n`],
  (taken, name, unit) => [`${name} (${unit}): `, ...value(taken), "\n"],
  (taken, name, unit) => [`${name}\t`, ...value(taken), `\t${unit}\n`],
  (taken, name, unit) => [`{"vital":"${name}","value":"`, ...value(taken), `","unit":"${unit}"}\n`],
]

/** A text of the sources with the vitals behind it. */
export function withVitals(written: Written, taken: Taken[], draw: Draw): Written {
  const write = draw.pick(CHARTS)
  const head = draw.pick(["Vitals", "Vital signs", "Measured at the visit"])
  const added = joined([
    `\n\n${head}:\n`,
    ...taken.flatMap((one) => {
      const { printed, units } = one.vital
      return write(one, draw.pick(printed), units[draw.chance(0.8) ? 0 : units.length - 1] ?? "")
    }),
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
