import type { StoredContact, StoredValue } from "../types.ts"
import { fieldIdOf, seedFields } from "./definitions.ts"
import { type SeedDocument, uploadValue } from "./documents.ts"
import { idOf } from "./ids.ts"
import { labReport, labUserId } from "./labs.ts"
import type { Person } from "./people.ts"
import { CROWD_FROM, dayBefore, drawer } from "./random.ts"
import { LIFECYCLE_TAGS } from "./tags.ts"
import { dateValue, drawValue } from "./values.ts"

export const MARKUP = "<img src=x onerror=alert(1)>"

/** Fields that are never drawn: the key fields, and those whose value must fit the rest. */
const SCRIPTED = new Set([
  "contact.user_id",
  "contact.membership_status",
  "contact.call_notes",
  "contact.blood_work_purchased",
  "contact.blood_work_purchase_date",
])

/** The custom fields of a contact, sparse as in a real location; empty ones are absent. */
export function customValuesOf(
  seed: number,
  person: Person,
  documents: SeedDocument[],
): StoredContact["customFields"] {
  if (person.persona.bare) return []
  const values = new Map<string, StoredValue>()
  drawn(seed, person, values)
  keyFields(seed, person, values)
  for (const document of documents) {
    const same = documents.filter((other) => other.fieldKey === document.fieldKey)
    values.set(document.fieldKey, uploadValue(same, Math.floor(person.index / 2)))
  }
  if (person.persona.markup) {
    values.set("contact.delivery_instructions", MARKUP)
    values.set("contact.preferred_name", `"><script>alert(2)</script>`)
    values.set("contact.call_notes", `Asked about <b>iron</b> & ${MARKUP}\nHct <36 % twice.`)
  }
  const fields = [...values].map(([key, value]) => ({ id: fieldIdOf(key), value }))
  return person.persona.strange ? [...fields, ...strange(fields)] : fields
}

function drawn(seed: number, { index }: Person, values: Map<string, StoredValue>): void {
  const draw = drawer(seed, 5, index)
  const crowd = index >= CROWD_FROM
  const density = draw.number.float({ min: 0.25, max: 1.2 })
  for (const field of seedFields) {
    const key = field.definition.fieldKey
    const isFilled = () => draw.datatype.boolean(Math.min(1, field.filled * density))
    // Drawing what is then thrown away is most of the time, and the first contacts stay as they are.
    if (crowd && !isFilled()) continue
    const value = drawValue(field, draw, index)
    if (!crowd && !isFilled()) continue
    if (value === null || SCRIPTED.has(key)) continue
    values.set(key, value)
  }
}

function keyFields(seed: number, person: Person, values: Map<string, StoredValue>): void {
  const { contact, index, persona } = person
  const draw = drawer(seed, 6, index)
  const stage = Math.max(...contact.tags.map((tag) => stageOf(tag)))
  const onPlatform = stage >= 1 || persona.lab !== undefined
  const active = onPlatform || draw.datatype.boolean(0.7)
  values.set("contact.membership_status", active ? "active" : "inactive")
  if (onPlatform) values.set("contact.user_id", labUserId(seed, index))
  if (stage >= 3 || persona.lab) {
    const bought = dateValue(dayBefore(70 + draw.number.int(60)), index)
    values.set("contact.blood_work_purchased", "Yes")
    values.set("contact.blood_work_purchase_date", bought)
  } else if (draw.datatype.boolean(0.4)) values.set("contact.blood_work_purchased", "No")
  if (persona.callNotes) values.set("contact.call_notes", callNotes(seed, person))
  if (persona.lab?.startsWith("pdf") && !contact.tags.includes("bloodwork_scheduled")) {
    for (const marker of labReport(seed, person).biomarkers) {
      const name = `${marker.name} (${marker.unit})`
      const field = seedFields.find(({ definition }) => definition.name === name)
      if (field) values.set(field.definition.fieldKey, marker.value)
    }
  }
}

/** Place of a tag in the lifecycle; -1 for others. */
function stageOf(tag: string): number {
  return (LIFECYCLE_TAGS as readonly string[]).indexOf(tag)
}

/** Text that is there already: an earlier summary of the pipeline, or a coordinator's own words. */
function callNotes(seed: number, { index, persona, contact }: Person): string {
  const draw = drawer(seed, 7, index)
  const name = contact.firstName ?? "The client"
  const summary = [
    `Summary of bloodwork, spring panel.\n\nLDL cholesterol was above range and vitamin D was low. ${name} agreed to 2000 IU vitamin D daily and to repeat the panel in six months.`,
    "AI summary (protocol v2)\n\n- Ferritin 14 ng/mL: low\n- hs-CRP <1.0 mg/L: in range\n- A1c 5.5 %: in range\n\nDiscuss iron intake and menstrual history.",
  ]
  const own = [
    `${name} prefers calls after 5 pm and does not want numbers by text.\nAsked whether coffee before the draw matters: said water only.`,
    "Called twice, voicemail full. Husband says she is travelling & back on the 2nd.\n\nNervous about needles: book the long slot.",
  ]
  return draw.helpers.arrayElement(persona.callNotes === "pipeline" ? summary : own)
}

/** Values that the definitions do not promise, and one of a field that is gone. */
function strange(taken: StoredContact["customFields"]): StoredContact["customFields"] {
  const odd: [string, StoredValue][] = [
    ["contact.occupation", 42],
    ["contact.tobacco_use", ["Never", "Former"]],
    ["contact.pharmacy_name", { text: "Corner Drug", since: 2019 }],
    ["contact.steps_per_day", "about ten thousand"],
    ["contact.last_eye_exam", "some time last spring"],
    ["contact.snoring", true],
    ["contact.food_allergies", "Peanut"],
  ]
  const ids = new Set(taken.map((field) => field.id))
  const values = odd.map(([key, value]) => ({ id: fieldIdOf(key), value }))
  return [
    ...values.filter((field) => !ids.has(field.id)),
    { id: idOf("field", "deleted"), value: "left behind by a field that was deleted" },
  ]
}
