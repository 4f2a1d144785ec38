import { addDays, yearsBetween } from "./calendar.ts"
import { MARKERS } from "./catalogue/all.ts"
import { type Client, someClient } from "./client.ts"
import type { Dose } from "./doses/catalogue.ts"
import { rounded } from "./figures.ts"
import type { Marker } from "./marker.ts"
import type { DateKey } from "./pieces.ts"
import type { Draw } from "./random.ts"
import type { Taken } from "./vitals/taken.ts"

export type Side = "high" | "low" | "within"

type Earlier = { number: number; day: string }

/** One measured marker, in the lab's unit. */
export type Result = {
  marker: Marker
  unit: string
  digits: number
  number: number
  /** Printed before the number: the lab measures no further. */
  sign: "" | "<" | ">"
  low: number | null
  high: number | null
  /** The lab prints an open lower end as zero. */
  fromZero: boolean
  side: Side
  /** Newest first. */
  earlier: Earlier[]
  /** The value in the other system of units. */
  converted: { unit: string; number: number; digits: number } | null
}

/** A finding in words. */
type Finding = { name: string; words: string }

/** What a lab found: the truth that sources and drafts are written from. */
export type Report = {
  client: Client
  dates: Record<DateKey, string>
  age: number
  /** Days of the earlier reports, newest first. */
  earlierDays: string[]
  results: Result[]
  findings: Finding[]
  /** Ordered, but not performed. */
  cancelled: Marker[]
  /** Not on this report at all. */
  absent: Marker[]
  physician: string
  /** Measured at the visit, besides the blood. */
  vitals: Taken[]
  /** What the client takes. */
  doses: Dose[]
  si: boolean
}

/** On nearly every report. */
const USUAL =
  "chol hdl ldl tg glucose a1c alt ast creatinine egfr bun sodium potassium calcium albumin wbc rbc hgb hct plt tsh".split(
    " ",
  )

const FINDINGS: Finding[] = [
  { name: "Urine Protein", words: "Negative" },
  { name: "Urine Glucose", words: "Negative" },
  { name: "Nitrite, Urine", words: "Negative" },
  { name: "Hepatitis C Antibody", words: "Non-Reactive" },
  { name: "ANA Screen, IFA", words: "Negative" },
  { name: "Urine Color", words: "Yellow" },
]

const PHYSICIANS = ["Anita Patel", "Robert Kline", "Soo-Jin Park", "Thomas Weatherby", "Elena Ruiz"]

function drawnValue(
  marker: Marker,
  [low, high]: [number | null, number | null],
  draw: Draw,
): number {
  const [from, to] = marker.spread
  const inside = draw.chance(0.62)
  const bottom = inside ? Math.max(from, low ?? from) : from
  const top = inside ? Math.min(to, high ?? to) : to
  const drawn = rounded(bottom + draw.next() * (top - bottom), marker.digits)
  const step = 10 ** -marker.digits
  // A value on the very end of its range is a matter of taste; none is drawn.
  return drawn === low
    ? rounded(drawn + step, marker.digits)
    : drawn === high
      ? rounded(drawn - step, marker.digits)
      : drawn
}

export const sideOf = (number: number, low: number | null, high: number | null): Side =>
  low !== null && number < low ? "low" : high !== null && number > high ? "high" : "within"

/** Smallest values that some methods measure. */
const SMALLEST: Record<string, number> = { crp: 0.2, tpo: 9, rf: 10, psa: 0.1, lpa: 8.4 }

/** Some results are printed as "less than" or "more than". */
function limitOf(
  marker: Marker,
  number: number,
  draw: Draw,
): { number: number; sign: "<" | ">" } | null {
  if (marker.id === "egfr")
    return number > 90 && draw.chance(0.5) ? { number: 90, sign: ">" } : null
  const smallest = SMALLEST[marker.id]
  return smallest !== undefined && draw.chance(0.2) ? { number: smallest, sign: "<" } : null
}

/** One value of a marker for this client. */
export function measured(
  marker: Marker,
  report: Pick<Report, "client" | "earlierDays" | "si">,
  draw: Draw,
): Result {
  const range = marker.range[report.client.sex]
  const inSi = report.si && marker.other !== undefined
  const other = marker.other
  const turn = (number: number) =>
    inSi && other ? rounded(number * other.factor + other.offset, other.digits) : number
  const digits = inSi && other ? other.digits : marker.digits
  const turnEnd = (end: number | null) => (end === null ? null : turn(end))
  const low = turnEnd(range[0])
  const high = turnEnd(range[1])
  const base = drawnValue(marker, range, draw)
  let number = turn(base)
  if (number === low || number === high) number = rounded(number + 10 ** -digits, digits)
  const has = draw.chance(0.6) ? report.earlierDays : report.earlierDays.slice(0, 1)
  const earlier = has.map((day) => {
    const drift = draw.chance(0.12) ? 1 : 1 + (draw.next() - 0.5) * 0.5
    return {
      day,
      number: rounded(turn(drawnValue(marker, range, draw)) * 0.4 + number * drift * 0.6, digits),
    }
  })
  const limit = limitOf(marker, number, draw)
  const final = limit ? { ...limit, number: turn(limit.number) } : { number, sign: "" as const }
  return {
    marker,
    unit: inSi && other ? other.unit : marker.unit,
    digits,
    ...final,
    low,
    high,
    fromZero: false,
    side: sideOf(final.number, low, high),
    earlier: final.sign ? [] : earlier,
    converted:
      other && !final.sign && !["ug/L"].includes(other.unit)
        ? inSi
          ? {
              unit: marker.unit,
              number: rounded((number - other.offset) / other.factor, marker.digits),
              digits: marker.digits,
            }
          : {
              unit: other.unit,
              number: rounded(number * other.factor + other.offset, other.digits),
              digits: other.digits,
            }
        : null,
  }
}

const fits = (marker: Marker, client: Client) => client.sex === "m" || marker.id !== "psa"

export function someReport(draw: Draw): Report {
  const client = someClient(draw)
  const collected = addDays("2026-11-20", -draw.int(0, 420))
  const received = addDays(collected, draw.int(0, 2))
  const dates = {
    collected,
    received,
    reported: addDays(received, draw.int(1, 6)),
    birth: client.birth,
  }
  const earlierDays: string[] = []
  if (draw.chance(0.6)) {
    let day = collected
    for (let count = draw.int(1, 3); count > 0; count--) {
      day = addDays(day, -draw.int(70, 320))
      earlierDays.push(day)
    }
  }
  const si = draw.chance(0.08)
  const usual = MARKERS.filter((one) => USUAL.includes(one.id))
  const rest = draw.shuffled(MARKERS.filter((one) => !USUAL.includes(one.id) && fits(one, client)))
  const extra = draw.int(11, 32)
  const skipped = draw.chance(0.4) ? draw.pick(usual) : null
  const chosen = new Set([...usual.filter((one) => one !== skipped), ...rest.slice(0, extra)])
  const part = { client, earlierDays, si }
  const cancelled = draw.chance(0.3) ? rest.slice(extra, extra + draw.int(1, 2)) : []
  return {
    ...part,
    dates,
    age: yearsBetween(client.birth, collected),
    results: MARKERS.filter((one) => chosen.has(one)).map((one) => measured(one, part, draw)),
    findings: draw.chance(0.25) ? draw.shuffled(FINDINGS).slice(0, draw.int(1, 4)) : [],
    cancelled,
    absent: [...rest.slice(extra), ...(skipped ? [skipped] : [])].filter(
      (one) => !cancelled.includes(one),
    ),
    physician: draw.pick(PHYSICIANS),
    vitals: [],
    doses: [],
  }
}
