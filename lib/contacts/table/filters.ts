import "server-only"
import type { Contact, FieldValue } from "#lib/ghl/types.ts"
import type { Problem } from "#lib/problem.ts"
import { daySpan } from "./day-span.ts"
import { type ReadableField, valueText } from "./fields.ts"
import { fold } from "./texts.ts"
import { type Condition, type Filter, isComplete } from "./types.ts"

type ValueTest = (value: FieldValue | undefined) => boolean

/** What a person is told about a filter on a field that GHL does not know any more. */
const FILTER_GONE: Problem = {
  kind: "bad-request",
  title: "One of the filters cannot be used any more.",
  advice: "Its field may have been changed in GoHighLevel. Remove the filter, or choose it anew.",
}

/** The same of what the table is sorted by. */
export const SORT_GONE: Problem = {
  kind: "bad-request",
  title: "The table cannot be sorted by this field any more.",
  advice: "The field may have been changed in GoHighLevel. Sort by another column.",
}

/** What is told about a list whose boxes GHL does not name, where its search has to be asked box by box. */
export const BOXES_UNKNOWN: Problem = {
  kind: "bad-request",
  title: "GoHighLevel does not tell which boxes this list has.",
  advice:
    "So it cannot be filtered by. Remove the filter, or look at the list's settings in GoHighLevel.",
}

/**
 * A filter or an order that cannot be asked: of a field that is gone, or not as it stands. `problem`: what a person
 * is told.
 */
export class FilterError extends Error {
  readonly field: string
  readonly problem: Problem
  constructor(field: string, problem: Problem = FILTER_GONE) {
    super("a filter cannot be asked")
    this.field = field
    this.problem = problem
  }
}

/**
 * Whether a contact passes. `today` is the clinic's day. "Not" asks for the opposite: a contact without
 * a value does not contain a text. Throws FilterError.
 */
export function filterTest(
  { match, conditions }: Filter,
  fields: ReadonlyMap<string, ReadableField>,
  today: string,
): (contact: Contact) => boolean {
  const tests = conditions.map((condition) => {
    const field = fields.get(condition.field)
    if (!field || !isComplete(field.kind, condition)) throw new FilterError(condition.field)
    const test = valueTest(field, condition, today)
    return (contact: Contact) => test(field.read(contact))
  })
  if (tests.length === 0) return () => true
  return match === "all"
    ? (contact) => tests.every((test) => test(contact))
    : (contact) => tests.some((test) => test(contact))
}

function valueTest({ kind }: ReadableField, condition: Condition, today: string): ValueTest {
  if (condition.op === "empty") return (value) => value === undefined
  if (condition.op === "filled") return (value) => value !== undefined
  switch (kind) {
    case "text":
    case "list":
      return textTest(condition)
    case "number":
      return numberTest(condition)
    case "day":
      return dayTest(condition, today)
    case "choice":
    case "choices":
      return choicesTest(condition)
    case "yes-no": {
      const wanted = condition.op === "yes" ? "Yes" : "No"
      return (value) => value?.kind === "text" && value.text === wanted
    }
    case "files":
      throw new FilterError(condition.field)
  }
}

function textTest({ op, values: [wanted = ""] }: Condition): ValueTest {
  const part = fold(wanted)
  const of = (value: FieldValue | undefined) => (value ? fold(valueText(value)) : "")
  switch (op) {
    case "contains":
      return (value) => of(value).includes(part)
    case "not-contains":
      return (value) => !of(value).includes(part)
    case "is":
      return (value) => of(value) === part
    case "is-not":
      return (value) => of(value) !== part
    default:
      return (value) => of(value).startsWith(part)
  }
}

/** Values that are no numbers, as texts in a numeric field, pass no comparison; ≠ is the opposite of =. */
function numberTest({ op, values }: Condition): ValueTest {
  const [first = Number.NaN, second = Number.NaN] = values.map(Number)
  const compare = (test: (number: number) => boolean): ValueTest => {
    return (value) => value?.kind === "number" && test(value.number)
  }
  switch (op) {
    case "eq":
      return compare((number) => number === first)
    case "ne":
      return (value) => !(value?.kind === "number" && value.number === first)
    case "lt":
      return compare((number) => number < first)
    case "lte":
      return compare((number) => number <= first)
    case "gt":
      return compare((number) => number > first)
    case "gte":
      return compare((number) => number >= first)
    default:
      return compare(
        (number) => number >= Math.min(first, second) && number <= Math.max(first, second),
      )
  }
}

function dayTest(condition: Condition, today: string): ValueTest {
  const { from, to } = daySpan(condition, today)
  return (value) =>
    value?.kind === "date" &&
    (from === null || value.day >= from) &&
    (to === null || value.day <= to)
}

/** Options as they were chosen, in whichever case; a single text is one choice. */
function choicesTest({ op, values }: Condition): ValueTest {
  const wanted = new Set(values.map(fold))
  const of = (value: FieldValue | undefined) => new Set(value ? choicesOf(value).map(fold) : [])
  if (op === "all") return (value) => wanted.isSubsetOf(of(value))
  const any: ValueTest = (value) => !wanted.isDisjointFrom(of(value))
  return op === "any" ? any : (value) => !any(value)
}

export function choicesOf(value: FieldValue): string[] {
  return value.kind === "choices" ? value.choices : [valueText(value)]
}
