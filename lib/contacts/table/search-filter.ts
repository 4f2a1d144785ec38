import "server-only"
import type { ContactFilter, SearchedOf, SearchedProperty, SearchedRange } from "#lib/ghl/types.ts"
import { LIFECYCLE_STAGES } from "../lifecycle.ts"
import { isAskable } from "./by-search.ts"
import { instantsOfDates, instantsOfDays } from "./day-instants.ts"
import { daySpan } from "./day-span.ts"
import type { ReadableField } from "./fields.ts"
import { BOXES_UNKNOWN, FilterError } from "./filters.ts"
import type { Condition, Filter, OwnField } from "./types.ts"

type Clock = { today: string; clinicTimeZone: string }

/** What GHL calls the contact's own fields, but for the stage, which it does not know. */
const PROPERTIES: Record<Exclude<OwnField, "stage">, SearchedProperty> = {
  name: "name",
  email: "email",
  phone: "phone",
  tags: "tags",
  companyName: "companyName",
  city: "city",
  state: "state",
  country: "country",
  timeZone: "timeZone",
  source: "source",
  dateOfBirth: "dateOfBirth",
  doNotDisturb: "doNotDisturb",
  dateAdded: "dateAdded",
  updatedAt: "dateUpdated",
}

/**
 * A filter of the table as one of GHL's search; null without conditions. Throws FilterError for a field
 * that is gone and for what GHL cannot be asked.
 */
export function searchFilter(
  { match, conditions }: Filter,
  fields: ReadonlyMap<string, ReadableField>,
  clock: Clock,
): ContactFilter | null {
  const asked = conditions.map((condition) => {
    const field = fields.get(condition.field)
    if (!field || !isAskable(field, condition)) throw new FilterError(condition.field)
    return askedOf(field, condition, clock)
  })
  if (asked.length === 0) return null
  return match === "all" ? { every: asked } : { some: asked }
}

function askedOf(field: ReadableField, condition: Condition, clock: Clock): ContactFilter {
  if (field.id === "stage") return stageFilter(condition)
  const of = searchedOf(field)
  const { op } = condition
  if (field.kind === "list" && field.options.length === 0) {
    throw new FilterError(condition.field, BOXES_UNKNOWN)
  }
  if (op === "filled" || op === "empty") return { of, filled: op === "filled" }
  switch (field.kind) {
    case "text":
      return textFilter(of, condition)
    case "number":
      return numberFilter(of, condition)
    case "day":
      return someRange(of, rangesOf(field, condition, clock))
    case "choice":
    case "choices":
      return choicesFilter(of, condition)
    case "yes-no":
      return { of, is: true, not: op === "no" }
    default:
      throw new FilterError(condition.field)
  }
}

function searchedOf({ id, fieldId }: ReadableField): SearchedOf {
  if (fieldId !== undefined) return { fieldId }
  if (Object.hasOwn(PROPERTIES, id)) return PROPERTIES[id as keyof typeof PROPERTIES]
  throw new FilterError(id)
}

const trimmed = (text: string) => text.replace(/\s+/g, " ").trim()

function textFilter(of: SearchedOf, { op, values: [value = ""] }: Condition): ContactFilter {
  const text = trimmed(value)
  const not = op === "is-not" || op === "not-contains"
  if (op === "is" || op === "is-not") return { of, is: text, not }
  if (of !== "name") return { of, contains: text, not }
  // GHL looks for a part of a name in the first and the last one only.
  const parts = (["firstName", "lastName"] as const).map((name) => ({
    of: name,
    contains: text,
    not,
  }))
  return not ? { every: parts } : { some: parts }
}

function numberFilter(of: SearchedOf, { op, values }: Condition): ContactFilter {
  const [first = 0, second = 0] = values.map(Number)
  switch (op) {
    case "eq":
    case "ne":
      return { of, is: first, not: op === "ne" }
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return { of, within: { [op]: first } }
    default:
      return { of, within: { gte: Math.min(first, second), lte: Math.max(first, second) } }
  }
}

function rangesOf(field: ReadableField, condition: Condition, clock: Clock): SearchedRange[] {
  const span = daySpan(condition, clock.today)
  return field.instant
    ? instantsOfDays(span, clock.clinicTimeZone)
    : instantsOfDates(span, clock.clinicTimeZone)
}

function someRange(of: SearchedOf, ranges: SearchedRange[]): ContactFilter {
  const [first = {}, ...more] = ranges
  if (more.length === 0) return { of, within: first }
  return { some: ranges.map((within) => ({ of, within })) }
}

function choicesFilter(of: SearchedOf, { op, values }: Condition): ContactFilter {
  const not = op === "none"
  const each = values.map((value) => ({ of, is: trimmed(value), not }))
  return op === "any" ? { some: each } : { every: each }
}

/** A contact's stage is the furthest whose tag it carries: one of its own, and none of a later one. */
function stageFilter({ op, values }: Condition): ContactFilter {
  const all = LIFECYCLE_STAGES.flatMap(({ tags }) => tags)
  if (op === "filled") return { some: carrying(all, true) }
  if (op === "empty") return { every: carrying(all, false) }
  const isIn = op === "any"
  const stages = values.map((wanted): ContactFilter => {
    const place = LIFECYCLE_STAGES.findIndex(({ label }) => label === wanted)
    const own = LIFECYCLE_STAGES[place]
    if (!own) throw new FilterError("stage")
    const later = carrying(
      LIFECYCLE_STAGES.slice(place + 1).flatMap(({ tags }) => tags),
      !isIn,
    )
    return isIn
      ? { every: [{ some: carrying(own.tags, true) }, ...later] }
      : { some: [{ every: carrying(own.tags, false) }, ...later] }
  })
  return isIn ? { some: stages } : { every: stages }
}

const carrying = (tags: readonly string[], yes: boolean): ContactFilter[] =>
  tags.map((tag) => ({ of: "tags", is: tag, not: !yes }))
