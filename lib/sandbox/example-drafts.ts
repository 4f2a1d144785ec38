import { type LabReport, labReports } from "./seed/labs.ts"

type Biomarker = LabReport["biomarkers"][number]

/** Body of POST /api/drafts, as the pipeline sends it. */
export type ExampleDraft = {
  runId: string
  contactId: string
  userId: string
  summary: string
  analysis: string
  source: {
    text: string
    biomarkers: {
      name: string
      value: number
      unit: string
      low: number
      high: number
      previous?: { value: number; day: string }[]
    }[]
    documentId: string
  }
  model: { name: string; version: string }
}

const dayInWords = (day: string) =>
  new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  )

const measured = ({ value, unit }: Biomarker) => `${value} ${unit}`
const rangeOf = ({ low, high, unit }: Biomarker) => `${low} to ${high} ${unit}`

const side = ({ value, low, high }: Biomarker) =>
  value > high ? "above" : value < low ? "below" : "within"

const listed = (names: string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`

function sentence(marker: Biomarker): string {
  return `${marker.name} is ${measured(marker)}, ${side(marker)} the reference range of ${rangeOf(marker)}.`
}

function summaryOf(report: LabReport, markers: Biomarker[]): string {
  const outside = markers.filter((marker) => side(marker) !== "within")
  const inside = markers.filter((marker) => side(marker) === "within")
  const opening = `Bloodwork collected on ${dayInWords(report.collectedOn)}: ${markers.length} markers, ${outside.length} outside their reference range.`
  const findings = outside.length > 0 ? outside.map(sentence).join(" ") : "Nothing stands out."
  const rest =
    inside.length > 0 ? `Within range: ${listed(inside.map((marker) => marker.name))}.` : ""
  const next =
    outside.length > 0
      ? `Suggested for the review call: go through ${listed(outside.map((marker) => marker.name))}, ask about diet, sleep and supplements, and agree on a repeat test in 12 weeks.`
      : "Suggested for the review call: confirm the current plan and agree on the next routine test."
  return [opening, findings, rest, next].filter(Boolean).join("\n\n")
}

/** What became of each marker since the earlier report, or that there is none. */
function trendOf({ earlier }: LabReport, markers: Biomarker[]): string {
  if (!earlier) return "Earlier reports were not available, so nothing is said about trends."
  const moves = markers.flatMap(({ name, value, unit }) => {
    const before = earlier.values[name]
    if (before === undefined) return []
    if (before === value) return [`${name} is unchanged at ${value} ${unit}`]
    return [`${name} ${before < value ? "rose" : "fell"} from ${before} to ${value} ${unit}`]
  })
  return `Compared with the report collected on ${dayInWords(earlier.collectedOn)}: ${moves.join("; ")}.`
}

function analysisOf(report: LabReport, markers: Biomarker[]): string {
  const lines = markers.map(
    (marker) =>
      `- ${marker.name}: ${measured(marker)} (reference ${rangeOf(marker)}), ${side(marker)} range`,
  )
  return [
    `Full analysis of the laboratory report collected on ${dayInWords(report.collectedOn)}`,
    lines.join("\n"),
    "How this was read: each value was taken from the report's table and compared with the reference range printed beside it.",
    trendOf(report, markers),
    "This text is a draft made by a language model for a coordinator to review. It is not a diagnosis.",
  ].join("\n\n")
}

function sourceText(report: LabReport): string {
  const rows = report.biomarkers.map(
    (marker) => `${marker.name}  ${measured(marker)}  (${marker.low} - ${marker.high})`,
  )
  return [
    `Patient: ${report.clientName}`,
    `Date of birth: ${report.dateOfBirth}`,
    `Collected: ${report.collectedOn}`,
    ...rows,
  ].join("\n")
}

/** A report's draft; `tell` may change a marker on its way into the text, never in the source. */
function draftOf(
  report: LabReport,
  run: string,
  tell: (marker: Biomarker, index: number) => Biomarker = (marker) => marker,
): ExampleDraft {
  const markers = report.biomarkers.map(tell)
  return {
    runId: `demo-${run}`,
    contactId: report.contactId,
    userId: report.userId,
    summary: summaryOf(report, markers),
    analysis: analysisOf(report, markers),
    source: {
      text: sourceText(report),
      biomarkers: report.biomarkers.map(({ name, value, unit, low, high }) => {
        const before = report.earlier?.values[name]
        return {
          name,
          value,
          unit,
          low,
          high,
          ...(report.earlier && before !== undefined
            ? { previous: [{ value: before, day: report.earlier.collectedOn }] }
            : {}),
        }
      }),
      documentId: report.documentId,
    },
    model: { name: "lab-summariser", version: "2026-10" },
  }
}

/** Two digits swapped, or where that changes nothing, ten times too large: errors a model makes. */
function misread(value: number): number {
  const digits = String(value)
  for (let at = 0; at + 1 < digits.length; at++) {
    const [one = "", other = ""] = [digits[at], digits[at + 1]]
    if (!/^\d\d$/.test(one + other) || one === other || (at === 0 && other === "0")) continue
    return Number(digits.slice(0, at) + other + one + digits.slice(at + 2))
  }
  return value * 10
}

/**
 * Seven drafts, written from the contacts' own lab reports: three are right, two tell one number wrong
 * (their source has the right one), one was written from another client's report, and the last, right
 * too, has a value that cannot wait. The same seed gives the same drafts.
 */
export function exampleDrafts(seed?: number): ExampleDraft[] {
  const awaiting = labReports(seed).filter((report) => report.awaitingReview)
  const [first, second, third, fourth, fifth, sixth, seventh] = awaiting
  const urgent = awaiting.find((report) => report.earlier)
  if (!(first && second && third && fourth && fifth && sixth && seventh && urgent)) {
    throw new Error("the seed has too few lab reports that await review")
  }
  const wrongAt = (wrong: number) => (marker: Biomarker, index: number) =>
    index === wrong ? { ...marker, value: misread(marker.value) } : marker
  return [
    draftOf(first, "1"),
    draftOf(second, "2", wrongAt(1)),
    draftOf(third, "3"),
    // Another client's report under this contact's id.
    { ...draftOf(seventh, "4"), contactId: fourth.contactId },
    draftOf(fifth, "5", wrongAt(4)),
    draftOf(sixth, "6"),
    draftOf(urgent, "7"),
  ]
}

/** What the demo posts, in this order: the seven, and before them a run that one of them supersedes. */
export function demoDrafts(seed?: number): ExampleDraft[] {
  const drafts = exampleDrafts(seed)
  const [, , third] = drafts
  if (!third) throw new Error("there is no third draft")
  const older = {
    ...third,
    runId: `${third.runId}-older`,
    model: { ...third.model, version: "2026-09" },
  }
  return [older, ...drafts]
}

/** One more draft, for a contact that none of the seven is about. */
export function oneMoreDraft(runId: string, seed?: number): ExampleDraft {
  const report = labReports(seed).filter((one) => one.awaitingReview)[7]
  if (!report) throw new Error("the seed has too few lab reports that await review")
  return { ...draftOf(report, "more"), runId }
}
