import { z } from "zod"
import { Refusal } from "../answers.ts"
import type { FieldDefinition, StoredContact, StoredValue } from "../types.ts"
import { type SearchField, searchField } from "./fields.ts"

/** Values and query are at most this long. */
export const MAX_TEXT = 75

type Filter =
  | { field: string; operator: string; value?: unknown }
  | { group: "AND" | "OR"; filters: Filter[] }

export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.object({ group: z.enum(["AND", "OR"]), filters: z.array(filterSchema) }),
    z.object({ field: z.string(), operator: z.string(), value: z.unknown().optional() }),
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
      const range = rangeOf(value)
      return (contact) => parts(field.read(contact)).some((part) => range(instant(part)))
    }
    case "contains": {
      const [wanted = ""] = textsOf(value)
      // An underscore or another special character never hits: the index splits words there.
      if (/[^\p{L}\p{N}\s@.+-]/u.test(wanted)) return () => false
      return (contact) => parts(field.read(contact)).some((part) => part.includes(wanted))
    }
    default: {
      const wanted = textsOf(value)
      return (contact) => parts(field.read(contact)).some((part) => wanted.includes(part))
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

const scalar = z.union([z.string(), z.number(), z.boolean()])
const scalars = z.union([scalar.transform((one) => [one]), z.array(scalar).min(1)])

function textsOf(value: unknown): string[] {
  const parsed = scalars.safeParse(value)
  if (!parsed.success) throw new Refusal(422, ["filters: value is missing or of a wrong type"])
  const texts = parsed.data.map((one) => String(one).toLowerCase())
  if (texts.some((text) => text.length > MAX_TEXT)) {
    throw new Refusal(422, [
      `filters: value must be shorter than or equal to ${MAX_TEXT} characters`,
    ])
  }
  return texts
}

const bound = z.union([z.string(), z.number()]).optional()
const rangeSchema = z.object({ gt: bound, gte: bound, lt: bound, lte: bound })

function rangeOf(value: unknown): (at: number) => boolean {
  const parsed = rangeSchema.safeParse(value)
  if (!parsed.success) throw new Refusal(422, ["filters: value of range must be an object"])
  const { gt, gte, lt, lte } = parsed.data
  return (at) =>
    !Number.isNaN(at) &&
    (gt === undefined || at > instant(gt)) &&
    (gte === undefined || at >= instant(gte)) &&
    (lt === undefined || at < instant(lt)) &&
    (lte === undefined || at <= instant(lte))
}

/** A number, or the milliseconds of a date. */
function instant(value: string | number): number {
  const number = Number(value)
  return Number.isNaN(number) ? Date.parse(String(value)) : number
}
