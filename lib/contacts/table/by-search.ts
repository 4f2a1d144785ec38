import type { FieldDataType } from "#lib/ghl/types.ts"
import { type Condition, isComplete, type OwnField, type TableField } from "./types.ts"

/**
 * What GHL's search can do with the fields of the table, for locations that are not in memory. Only what
 * finds the same contacts as our own filters do is offered. Source: GHL's page on searching contacts.
 */

type Field = Pick<TableField, "id" | "kind" | "dataType">

/** GHL takes no longer value. */
const MAX_VALUE = 75

const FILLED = ["filled", "empty"]
const WHOLE = ["is", "is-not", ...FILLED]
const TEXT = ["contains", "not-contains", ...WHOLE]
const NUMBER = ["eq", "ne", "lt", "lte", "gt", "gte", "between", ...FILLED]
const DAY = ["on", "before", "after", "between", "last", "next", ...FILLED]
const ONE = ["any", "none", ...FILLED]
const SEVERAL = ["any", "all", "none", ...FILLED]

const OWN: Record<OwnField, readonly string[]> = {
  name: TEXT,
  email: WHOLE,
  phone: TEXT,
  // Told by tags, so it is asked by tags.
  stage: ONE,
  tags: SEVERAL,
  companyName: TEXT,
  city: TEXT,
  state: TEXT,
  country: TEXT,
  timeZone: WHOLE,
  source: TEXT,
  dateOfBirth: DAY,
  doNotDisturb: ["yes", "no"],
  dateAdded: DAY,
  updatedAt: DAY,
}

/** What is asked of custom fields by type; a type that is not here cannot be asked at all. */
const CUSTOM: Partial<Record<FieldDataType, readonly string[]>> = {
  TEXT,
  LARGE_TEXT: TEXT,
  PHONE: TEXT,
  RADIO: ONE,
  SINGLE_OPTIONS: ONE,
  CHECKBOX: SEVERAL,
  MULTIPLE_OPTIONS: SEVERAL,
  NUMERICAL: NUMBER,
  MONETORY: NUMBER,
  DATE: DAY,
  TEXTBOX_LIST: FILLED,
}

/** Types that GHL does not filter by, in words. */
const TYPE_WORDS: Partial<Record<FieldDataType, string>> = {
  EMAIL: "email fields of its location",
  TIME: "times",
  FLOAT: "decimal numbers",
  FILE_UPLOAD: "files",
  SIGNATURE: "signatures",
}

function operatorsOf({ id, dataType }: Field): readonly string[] {
  if (dataType !== null) return CUSTOM[dataType] ?? []
  return Object.hasOwn(OWN, id) ? OWN[id as OwnField] : []
}

/** Why GHL's search cannot filter by a field; null when it can. */
export function whyNoFilter(field: Field): string | null {
  if (operatorsOf(field).length > 0) return null
  const words = field.dataType && TYPE_WORDS[field.dataType]
  return `GoHighLevel does not filter by ${words ?? "fields of this type"}.`
}

/** Why GHL's search cannot ask this of a field that it filters by; null when it can. */
export function whyNoOperator(field: Field, op: string): string | null {
  if (operatorsOf(field).includes(op)) return null
  if (op === "starts") return "GoHighLevel does not look at how a text begins."
  if (field.kind === "list") return "GoHighLevel looks at each box by itself."
  return "GoHighLevel compares the whole text only."
}

/** GHL's page takes no special character inside a text, not those of emails, phones and double names either. */
const SPECIAL = /[^\p{L}\p{N}\s]/u

/** Why GHL's search cannot be asked with these values; null when it can, or when they are not complete. */
export function whyNoValue(field: Field, { op, values }: Omit<Condition, "field">): string | null {
  if (values.some((value) => value.trim().length > MAX_VALUE)) {
    return `GoHighLevel takes at most ${MAX_VALUE} characters.`
  }
  if (op !== "contains" && op !== "not-contains") return null
  const [text = ""] = values.map((value) => value.trim())
  const special = SPECIAL.exec(text)
  if (special) return `GoHighLevel finds no “${special[0]}” inside a text.`
  if (field.id === "name" && /\s/.test(text)) {
    return "One word only: GoHighLevel keeps first and last names apart."
  }
  return null
}

/** Why a condition is not asked of GHL's search, the most telling reason first; null when it can be. */
export const whyNot = (field: Field, condition: Omit<Condition, "field">): string | null =>
  whyNoFilter(field) ?? whyNoOperator(field, condition.op) ?? whyNoValue(field, condition)

/** Whether a condition is complete and can be asked of GHL's search. */
export const isAskable = (field: Field, condition: Omit<Condition, "field">): boolean =>
  isComplete(field.kind, condition) && whyNot(field, condition) === null

/** Fields that GHL's search sorts by; none of them is a custom one. */
const SORTED_BY = [
  "name",
  "companyName",
  "email",
  "source",
  "doNotDisturb",
  "dateAdded",
  "updatedAt",
] as const satisfies readonly OwnField[]
export type SortedBy = (typeof SORTED_BY)[number]

/** The field as one that GHL's search sorts by, or null. */
export const sortedBy = (fieldId: string): SortedBy | null =>
  SORTED_BY.find((id) => id === fieldId) ?? null

/** Why GHL's search cannot sort by a field; null when it can. */
export const whyNoSort = (fieldId: string): string | null =>
  sortedBy(fieldId) === null ? "GoHighLevel does not sort by this field." : null
