import type { StoredNote } from "../types.ts"
import { MARKUP } from "./custom-values.ts"
import { idOf } from "./ids.ts"
import { COORDINATORS, type Person } from "./people.ts"
import { DAY_MS, drawer } from "./random.ts"

const BODIES = [
  "Intro call done. Wants the advanced panel; will confirm the date by Friday.",
  "Left a voicemail about the fasting instructions.",
  "Rescheduled the draw: phlebotomist cancelled.\n\nNew slot is Tuesday 07:15, same place.",
  "Asked for the invoice again, sent to the billing address.",
  "Reports better sleep since magnesium. Still wakes at 3 am about twice a week.",
  "Insurance said no: out of network. Explained superbill, she will try herself.",
  "Client's own numbers from the pharmacy: BP 134/86, pulse 71.\nRepeat at the next visit.",
  "Moved house. New address is in the record.",
  "Wants the coordinator to be the same person each time & calls only, no e-mail.",
]

const FROM_PIPELINE =
  "Full analysis (protocol v2)\n\nLipids: LDL 141 mg/dL, above the range of 0-100.\nGlycaemia: A1c 5.5 %, <5.6 % and in range.\nIron: ferritin 14 ng/mL, low.\n\nSuggested: repeat in 12 weeks."

/** What is written on a contact already, oldest first. Notes of the pipeline have no author. */
export function notesOf(seed: number, person: Person): StoredNote[] {
  const { contact, index, persona } = person
  if (persona.bare) return []
  const draw = drawer(seed, 8, index)
  const bodies = draw.helpers.arrayElements(BODIES, draw.helpers.arrayElement([0, 0, 1, 2, 3, 5]))
  if (persona.markup) bodies.push(`Sent us this by form: ${MARKUP} and <5.6 % in plain text.`)
  const written = bodies.map((body) => ({ body, userId: draw.helpers.arrayElement(COORDINATORS) }))
  const all: { body: string; userId?: string }[] =
    persona.callNotes === "pipeline" ? [{ body: FROM_PIPELINE }, ...written] : written
  return all.map(({ body, userId }, at) => ({
    id: idOf("note", seed, index, at),
    contactId: contact.id,
    body,
    html: false,
    ...(userId ? { userId } : {}),
    ...(at === 2 ? { title: "Follow-up", color: "#FFAA00", pinned: true } : {}),
    dateAdded: new Date(Date.parse(contact.dateAdded) + (at + 1) * 0.3 * DAY_MS).toISOString(),
  }))
}
