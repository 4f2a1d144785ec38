import { z } from "zod"
import type { FieldDataType } from "#lib/ghl/types.ts"

/** How a field's values compare. */
export const FIELD_KINDS = [
  "text",
  "number",
  "day",
  "choice",
  "choices",
  "list",
  "files",
  "yes-no",
] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** Ids of the contact's own fields. */
export type OwnField =
  | "name"
  | "email"
  | "phone"
  | "stage"
  | "tags"
  | "companyName"
  | "city"
  | "state"
  | "country"
  | "timeZone"
  | "source"
  | "dateOfBirth"
  | "doNotDisturb"
  | "dateAdded"
  | "updatedAt"

/** What one chooses in pickers of fields: a custom field by GHL's id, the contact's own by name. */
export type TableField = {
  id: string
  name: string
  kind: FieldKind
  /** Of a custom field; null for the contact's own. */
  dataType: FieldDataType | null
  /** Heading it stands under in pickers. */
  group: string
  /** Of choices, in GHL's order. */
  options: string[]
  /** Whether there may be more options than are known. */
  moreOptions: boolean
  /** How many contacts have a value; null where not all contacts are known. */
  filled: number | null
}

/** What an operator needs beside it. */
type Takes = "nothing" | "text" | "number" | "two-numbers" | "day" | "two-days" | "days" | "options"
export type Operator = { op: string; label: string; takes: Takes }

const IS_EMPTY: Operator[] = [
  { op: "filled", label: "has a value", takes: "nothing" },
  { op: "empty", label: "is empty", takes: "nothing" },
]
const CONTAINS: Operator[] = [
  { op: "contains", label: "contains", takes: "text" },
  { op: "not-contains", label: "does not contain", takes: "text" },
]

/** What can be asked of a field, by its kind; the first is what a new filter begins with. */
export const OPERATORS: Record<FieldKind, readonly Operator[]> = {
  text: [
    ...CONTAINS,
    { op: "is", label: "is", takes: "text" },
    { op: "is-not", label: "is not", takes: "text" },
    { op: "starts", label: "starts with", takes: "text" },
    ...IS_EMPTY,
  ],
  number: [
    { op: "eq", label: "=", takes: "number" },
    { op: "ne", label: "≠", takes: "number" },
    { op: "lt", label: "<", takes: "number" },
    { op: "lte", label: "≤", takes: "number" },
    { op: "gt", label: ">", takes: "number" },
    { op: "gte", label: "≥", takes: "number" },
    { op: "between", label: "is between", takes: "two-numbers" },
    ...IS_EMPTY,
  ],
  day: [
    { op: "on", label: "is on", takes: "day" },
    { op: "before", label: "is before", takes: "day" },
    { op: "after", label: "is after", takes: "day" },
    { op: "between", label: "is between", takes: "two-days" },
    { op: "last", label: "is in the last … days", takes: "days" },
    { op: "next", label: "is in the next … days", takes: "days" },
    ...IS_EMPTY,
  ],
  choice: [
    { op: "any", label: "is any of", takes: "options" },
    { op: "none", label: "is none of", takes: "options" },
    ...IS_EMPTY,
  ],
  choices: [
    { op: "any", label: "has any of", takes: "options" },
    { op: "all", label: "has all of", takes: "options" },
    { op: "none", label: "has none of", takes: "options" },
    ...IS_EMPTY,
  ],
  list: [...CONTAINS, ...IS_EMPTY],
  files: IS_EMPTY,
  "yes-no": [
    { op: "yes", label: "is yes", takes: "nothing" },
    { op: "no", label: "is no", takes: "nothing" },
  ],
}

/** One filter: a field, an operator of its kind, and what the operator takes. */
export type Condition = { field: string; op: string; values: string[] }
export type Filter = { match: "all" | "any"; conditions: Condition[] }
export type Sort = { field: string; direction: "asc" | "desc" }

export const MAX_CONDITIONS = 20
/** Columns one can choose beside the name. */
export const MAX_COLUMNS = 10

const fieldId = z.string().min(1).max(100)

export const filterSchema = z.object({
  match: z.enum(["all", "any"]),
  conditions: z
    .array(
      z.object({
        field: fieldId,
        op: z.string().max(20),
        values: z.array(z.string().max(200)).max(100),
      }),
    )
    .max(MAX_CONDITIONS),
})
export const sortSchema = z.object({ field: fieldId, direction: z.enum(["asc", "desc"]) })
export const columnsSchema = z.array(fieldId).max(MAX_COLUMNS)

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const isNumber = (text: string) => NUMBER.test(text.trim())
/** A day there is: Date takes 31 February for a day in March. */
function isDay(text: string): boolean {
  const at = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : null
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
const isCount = (text: string) => /^\d{1,5}$/.test(text.trim())

/** Whether a condition can be asked of a field of this kind as it stands. */
export function isComplete(kind: FieldKind, { op, values }: Omit<Condition, "field">): boolean {
  const operator = OPERATORS[kind].find((known) => known.op === op)
  switch (operator?.takes) {
    case "nothing":
      return values.length === 0
    case "text":
      return values.length === 1 && values[0]?.trim() !== ""
    case "number":
      return values.length === 1 && values.every(isNumber)
    case "two-numbers":
      return values.length === 2 && values.every(isNumber)
    case "day":
      return values.length === 1 && values.every(isDay)
    case "two-days":
      return values.length === 2 && values.every(isDay)
    case "days":
      return values.length === 1 && values.every(isCount)
    case "options":
      return values.length > 0
    case undefined:
      return false
  }
}
