import { BIOMARKERS } from "./biomarkers.ts"
import { idOf } from "./ids.ts"
import { createPerson, type Person, personaOf } from "./people.ts"
import { personas } from "./personas.ts"
import { dayBefore, drawer } from "./random.ts"

/** A lab report as structured data: what stands in the PDF behind `documentId`. */
export type LabReport = {
  contactId: string
  /** Value of contact.user_id. */
  userId: string
  /** In its owner's spelling. */
  clientName: string
  /** `YYYY-MM-DD`. */
  dateOfBirth: string
  documentId: string
  fileName: string
  /** `YYYY-MM-DD`. */
  collectedOn: string
  /** Whether the contact waits for its summary: it carries bloodwork_scheduled. */
  awaitingReview: boolean
  biomarkers: { name: string; unit: string; value: number; low: number; high: number }[]
  /** What the lab measured the time before, where it did; not in the PDF. */
  earlier: { collectedOn: string; values: Readonly<Record<string, number>> } | null
}

/** Not among the markers that are drawn: at this value somebody has to be called today. */
const POTASSIUM = { name: "Potassium", unit: "mmol/L", value: 6.8, low: 3.5, high: 5.1 }

/** The seed that `startSandbox` takes when none is named. */
export const DEFAULT_SEED = 20261124

/** The client's id on the lab platform. */
export function labUserId(seed: number, index: number): string {
  return `usr_${idOf("lab-user", seed, index).slice(0, 12).toLowerCase()}`
}

/** Reports of all contacts with a lab PDF, in list order. The same seed gives the same reports. */
export function labReports(seed = DEFAULT_SEED): LabReport[] {
  return Object.keys(personas)
    .map(Number)
    .filter((index) => personaOf(index).lab?.startsWith("pdf"))
    .map((index) => labReport(seed, createPerson(seed, index)))
}

/** The report of one person with a lab PDF. */
export function labReport(seed: number, person: Person): LabReport {
  const { contact, index } = person
  const draw = drawer(seed, 4, index)
  const collectedOn = dayBefore(draw.number.int({ min: 3, max: 60 }))
  const count = draw.number.int({ min: 9, max: 12 })
  const chosen = draw.helpers.arrayElements([...BIOMARKERS], count)
  const biomarkers = BIOMARKERS.filter((kind) => chosen.includes(kind)).map((kind) => ({
    name: kind.name,
    unit: kind.unit,
    value: draw.number.float({ min: kind.from, max: kind.to, fractionDigits: kind.digits }),
    low: kind.low,
    high: kind.high,
  }))
  const { urgent = false } = person.persona
  return {
    contactId: contact.id,
    userId: labUserId(seed, index),
    clientName: `${contact.firstName ?? ""} ${contact.lastName ?? ""}`.trim(),
    dateOfBirth: contact.dateOfBirth ?? "",
    documentId: idOf("document", seed, index, "lab"),
    fileName: `lab-report-${collectedOn}.pdf`,
    collectedOn,
    awaitingReview: contact.tags.includes("bloodwork_scheduled"),
    biomarkers: urgent ? [POTASSIUM, ...biomarkers] : biomarkers,
    earlier: urgent ? earlierReport(seed, index) : null,
  }
}

function earlierReport(seed: number, index: number): LabReport["earlier"] {
  const draw = drawer(seed, 8, index)
  const values = Object.fromEntries(
    BIOMARKERS.map((kind) => [
      kind.name,
      draw.number.float({ min: kind.from, max: kind.to, fractionDigits: kind.digits }),
    ]),
  )
  return {
    collectedOn: dayBefore(draw.number.int({ min: 150, max: 200 })),
    values: { ...values, [POTASSIUM.name]: 4.4 },
  }
}
