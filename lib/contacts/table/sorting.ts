import "server-only"
import type { Contact, FieldValue } from "#lib/ghl/types.ts"
import { type ReadableField, valueText } from "./fields.ts"
import { choicesOf } from "./filters.ts"
import { byText, fold } from "./texts.ts"
import type { Sort } from "./types.ts"

/** Where a contact stands: those with a fitting value, then those with another one, then those without. */
type Key = { rank: 0 | 1 | 2; number?: number; text?: string; places?: number[] }

/**
 * The contacts in the order of a field: numbers by size, days by time, choices as GHL lists them, texts
 * as people order them. Those without a value come last in both directions, as do, before them, values
 * that do not fit the field's type. Equal ones keep the order they came in.
 */
export function sorted(
  contacts: readonly Contact[],
  field: ReadableField,
  direction: Sort["direction"],
): Contact[] {
  const sign = direction === "asc" ? 1 : -1
  const places = new Map(field.options.map((option, place) => [fold(option), place]))
  const keyed = contacts.map((contact) => ({ contact, key: keyOf(contact, field, places) }))
  keyed.sort((a, b) => a.key.rank - b.key.rank || sign * compare(a.key, b.key))
  return keyed.map(({ contact }) => contact)
}

function keyOf(contact: Contact, field: ReadableField, places: Map<string, number>): Key {
  const value = field.read(contact)
  if (value === undefined) return { rank: 2 }
  const instant = field.instant?.(contact)
  if (instant) return { rank: 0, number: Date.parse(instant) }
  return typed(value, field, places) ?? { rank: 1, text: valueText(value) }
}

function typed(value: FieldValue, field: ReadableField, places: Map<string, number>): Key | null {
  switch (field.kind) {
    case "number":
      return value.kind === "number" ? { rank: 0, number: value.number } : null
    case "day":
      return value.kind === "date" ? { rank: 0, text: value.day } : null
    case "choice":
    case "choices": {
      const found = choicesOf(value).map((choice) => places.get(fold(choice)))
      const known = found.filter((place) => place !== undefined)
      return known.length === found.length ? { rank: 0, places: known.sort((a, b) => a - b) } : null
    }
    default:
      return { rank: 0, text: valueText(value) }
  }
}

function compare(a: Key, b: Key): number {
  if (a.places && b.places) return comparePlaces(a.places, b.places)
  if (a.number !== undefined && b.number !== undefined) return a.number - b.number
  return byText(a.text ?? "", b.text ?? "")
}

/** Choice by choice; of two that begin alike the shorter comes first. */
function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (const [at, place] of a.entries()) {
    const other = b[at]
    if (other === undefined) return 1
    if (place !== other) return place - other
  }
  return a.length - b.length
}
