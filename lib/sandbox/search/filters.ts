import { z } from "zod"
import { Refusal } from "../answers.ts"
import type { FieldDefinition, StoredContact, StoredValue } from "../types.ts"
import { type SearchField, searchField } from "./fields.ts"
import { rangeTest } from "./ranges.ts"

/** Values and query are at most this long. */
export const MAX_TEXT = 75

type Filter =
  | { field: string; operator: string; value?: unknown }
  | { group: "AND" | "OR"; filters: Filter[] }

export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ group: z.enum(["AND", "OR"]), filters: z.array(filterSchema).min(1) }),
    z.strictObject({ field: z.string(), operator: z.string(), value: z.unknown().optional() }),
  ]),
)

type Test = (contact: StoredContact) => boolean

/** One test of all filters; they are joined by AND. */
export function filterTest(filters: Filter[], definitions: FieldDefinition[]): Test {
  const tests = filters.map((filter) => testOf(filter, definitions))
  return (contact) => tests.every((test) => test(contact))
}

function testOf(filter: Filter, definitions: FieldDefinition[]): Test {
  if ("group" in filter) {
    const tests = filter.filters.map((inner) => testOf(inner, definitions))
    return filter.group === "AND"
      ? (contact) => tests.every((test) => test(contact))
      : (contact) => tests.some((test) => test(contact))
  }
  const field = searchField(filter.field, definitions)
  if (!field.operators.includes(filter.operator)) {
    throw new Refusal(400, `Invalid operator ${filter.operator} for field ${filter.field}`)
  }
  return operatorTest(field, filter.operator, filter.value)
}

function operatorTest(field: SearchField, operator: string, value: unknown): Test {
  const negative = operator.startsWith("not_")
  const positive = positiveTest(field, operator.replace(/^not_/, ""), value)
  return negative ? (contact) => !positive(contact) : positive
}

function positiveTest(field: SearchField, operator: string, value: unknown): Test {
  switch (operator) {
    case "exists":
      if (value !== undefined) throw new Refusal(422, ["filters: value should not exist"])
      return (contact) => parts(field.read(contact)).length > 0
    case "range": {
      const lies = rangeTest(value, field.measure ?? "instants", MAX_TEXT)
      return (contact) => parts(field.read(contact)).some(lies)
    }
    case "contains": {
      const wanted = wantedText(text, value, field)
      // GHL's page excludes special characters and names none: no one of them hits.
      if (/[^\p{L}\p{N}\s]/u.test(wanted)) return () => false
      return (contact) => parts(field.read(contact)).some((part) => part.includes(wanted))
    }
    default: {
      const wanted = wantedText(scalar, value, field)
      return (contact) => parts(field.read(contact)).includes(wanted)
    }
  }
}

/** The comparable texts of a stored value, lower-cased. */
function parts(value: StoredValue | undefined): string[] {
  if (value === undefined || value === "") return []
  if (Array.isArray(value)) return value.flatMap(parts)
  if (typeof value === "object") return Object.values(value).flatMap(parts)
  return [String(value).toLowerCase()]
}

const text = z.string().min(1)
const scalar = z.union([text, z.number(), z.boolean()])

function wantedText(
  schema: z.ZodType<string | number | boolean>,
  value: unknown,
  { lowerCase }: SearchField,
): string {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Refusal(422, ["filters: value is missing or of a wrong type"])
  const wanted = lowerCase ? String(parsed.data) : String(parsed.data).toLowerCase()
  if (wanted.length > MAX_TEXT) {
    throw new Refusal(422, [
      `filters: value must be shorter than or equal to ${MAX_TEXT} characters`,
    ])
  }
  return wanted
}
