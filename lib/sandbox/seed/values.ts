import type { Faker } from "@faker-js/faker"
import type { StoredValue } from "../types.ts"
import type { SeedField } from "./definitions.ts"
import { dayBefore } from "./random.ts"

/**
 * A day as GHL may store it. Which way it does is not settled, so contacts differ: milliseconds at
 * midnight UTC, a day alone, an ISO instant, or milliseconds at midnight in New York (UTC-5).
 */
export function dateValue(day: string, contactIndex: number): StoredValue {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  switch (contactIndex % 4) {
    case 0:
      return midnight
    case 1:
      return day
    case 2:
      return `${day}T00:00:00.000Z`
    default:
      return Date.parse(`${day}T00:00:00.000${newYorkOffset(midnight)}`)
  }
}

const newYork = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/New_York",
  timeZoneName: "longOffset",
})
/** By midnight; asking the calendar takes longer than all else of a value. */
const offsets = new Map<number, string>()

function newYorkOffset(midnight: number): string {
  const known = offsets.get(midnight)
  if (known !== undefined) return known
  const name = newYork
    .formatToParts(midnight + 5 * 3_600_000)
    .find((part) => part.type === "timeZoneName")
  const offset = name?.value.replace("GMT", "") ?? "-05:00"
  offsets.set(midnight, offset)
  return offset
}

/** A value as a contact of this place would have it; null for files, which are made elsewhere. */
export function drawValue(field: SeedField, draw: Faker, contactIndex: number): StoredValue | null {
  const [, dataType, pool = []] = field.row
  const texts = pool.map(String)
  switch (dataType) {
    case "TEXT":
    case "LARGE_TEXT":
    case "TIME":
    case "RADIO":
    case "SINGLE_OPTIONS":
      return texts.length > 0 ? draw.helpers.arrayElement(texts) : null
    case "CHECKBOX":
    case "MULTIPLE_OPTIONS":
      return choices(texts, draw)
    case "NUMERICAL":
      return draw.number.int(bounds(pool))
    case "FLOAT":
      return draw.number.float({ ...bounds(pool), fractionDigits: 1 })
    case "MONETORY":
      return draw.number.float({ ...bounds(pool), fractionDigits: 2 })
    case "PHONE":
      return `+1${draw.helpers.fromRegExp("[2-9][0-9]{2}555[0-9]{4}")}`
    case "EMAIL":
      return draw.internet.email({ provider: "example.com" }).toLowerCase()
    case "DATE":
      return dateValue(dayBefore(dayOffset(field, draw)), contactIndex)
    case "TEXTBOX_LIST":
      return entries(field, draw)
    default:
      return null
  }
}

/** Up to three of the options; "None" stands alone. */
function choices(options: string[], draw: Faker): StoredValue {
  const chosen = draw.helpers.arrayElements(options, { min: 1, max: Math.min(3, options.length) })
  return chosen.includes("None") ? ["None"] : chosen
}

function bounds(pool: readonly (string | number)[]): { min: number; max: number } {
  return { min: Number(pool[0] ?? 0), max: Number(pool[1] ?? 10) }
}

/** Days back; dates of things to come lie ahead. */
function dayOffset(field: SeedField, draw: Faker): number {
  return /next|renewal|due|review|goal/i.test(field.definition.name)
    ? -draw.number.int({ min: 3, max: 200 })
    : draw.number.int({ min: 5, max: 900 })
}

const ENTRIES = ["Sleep through the night", "Magnesium", "Iron 25 mg", "Daily", "2019", "Walk"]

/** Text by the id of its box; some boxes stay empty. */
function entries(field: SeedField, draw: Faker): StoredValue {
  const boxes = (field.definition.picklistOptions ?? []).filter((box) => typeof box !== "string")
  const filled = draw.helpers.arrayElements(boxes, { min: 1, max: Math.max(1, boxes.length) })
  return Object.fromEntries(filled.map((box) => [box.id, draw.helpers.arrayElement(ENTRIES)]))
}
