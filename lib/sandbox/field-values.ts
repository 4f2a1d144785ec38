import { z } from "zod"
import { Refusal } from "./answers.ts"
import type { FieldDefinition, StoredContact, StoredValue } from "./types.ts"

const storedValue: z.ZodType<StoredValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(storedValue),
    z.record(z.string(), storedValue),
  ]),
)

const LISTS = ["CHECKBOX", "MULTIPLE_OPTIONS"]
const NUMBERS = ["NUMERICAL", "FLOAT", "MONETORY"]

/** The definition an id or a key names; keys go with and without `contact.`. */
export function definitionOf(
  definitions: FieldDefinition[],
  idOrKey: string,
): FieldDefinition | undefined {
  const key = idOrKey.startsWith("contact.") ? idOrKey : `contact.${idOrKey}`
  return definitions.find((field) => field.id === idOrKey || field.fieldKey === key)
}

/** A value as GHL keeps it for this type, or null when it clears the field. */
export function valueFor(field: FieldDefinition, value: unknown): StoredValue | null {
  if (value === "" || value === null || value === undefined) return null
  const parsed = storedValue.safeParse(value)
  if (!parsed.success) throw new Refusal(422, [`customFields: invalid value for ${field.id}`])
  const stored = parsed.data
  if (Array.isArray(stored) && stored.length === 0) return null
  if (LISTS.includes(field.dataType)) return Array.isArray(stored) ? stored : [stored]
  if (NUMBERS.includes(field.dataType) && typeof stored === "string" && stored.trim() !== "") {
    return Number.isFinite(Number(stored)) ? Number(stored) : stored
  }
  return stored
}

/** The list with this field set, or without it when the value is null. */
export function withField(
  fields: StoredContact["customFields"],
  id: string,
  value: StoredValue | null,
): StoredContact["customFields"] {
  if (value === null) return fields.filter((field) => field.id !== id)
  const known = fields.some((field) => field.id === id)
  return known
    ? fields.map((field) => (field.id === id ? { id, value } : field))
    : [...fields, { id, value }]
}

/**
 * The entries of `customFields` in a write, by definition. The id wins over the key; the value
 * comes as field_value, fieldValue or value. An id that nobody defined is passed over in silence.
 */
export function fieldWrites(
  entries: unknown,
  definitions: FieldDefinition[],
): { field: FieldDefinition; value: StoredValue | null }[] {
  if (!Array.isArray(entries)) throw new Refusal(422, ["customFields must be an array"])
  return entries.flatMap((entry: unknown, at) => {
    const { id, key, field_value, fieldValue, value } = entryOf(entry, at)
    const field = definitionOf(definitions, id ?? key ?? "")
    return field ? [{ field, value: valueFor(field, field_value ?? fieldValue ?? value) }] : []
  })
}

const text = z.string().optional()

/** A file, as GHL's form of one has it. */
const file = z.strictObject({
  meta: z
    .strictObject({
      fieldname: text,
      originalname: text,
      encoding: text,
      mimetype: text,
      size: z.number().optional(),
      uuid: text,
    })
    .optional(),
  url: text,
  documentId: text,
})

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const BOX = /^[A-Za-z0-9]{20}$/

/** A map of these entries with one at least: an empty text clears a field, not an empty map. */
const mapOf = <V extends z.ZodType>(key: RegExp, value: V) =>
  z
    .record(z.string().regex(key), value)
    .refine((entries) => Object.keys(entries).length > 0, "must not be empty")

/** What an update may set a field to: texts and files by an id, too. */
const written = z
  .union([
    z.string(),
    z.number(),
    z.null(),
    z.array(z.string()),
    mapOf(BOX, z.string()),
    mapOf(UUID, file),
  ])
  .optional()

const entrySchema = z.strictObject({
  id: z.string().optional(),
  key: z.string().optional(),
  field_value: written,
  fieldValue: written,
  value: written,
})

function entryOf(entry: unknown, at: number): z.infer<typeof entrySchema> {
  const parsed = entrySchema.safeParse(entry)
  if (parsed.success && (parsed.data.id ?? parsed.data.key ?? "") !== "") return parsed.data
  const issues = parsed.error?.issues ?? []
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [],
  )
  const wrong = issues.flatMap(({ path: [name] }) => (name === undefined ? [] : [String(name)]))
  throw new Refusal(422, [
    ...unknown.map((name) => `customFields.${at}.property ${name} should not exist`),
    ...(wrong.some((name) => name.toLowerCase().endsWith("value"))
      ? [`customFields.${at}.field_value is of a wrong type`]
      : unknown.length > 0
        ? []
        : [`customFields.${at}.id must be a string`]),
  ])
}
