import "server-only"
import { toDay } from "./days.ts"
import type { KnownField } from "./definitions-schema.ts"
import { readDocuments } from "./document-values.ts"
import type { FieldValue } from "./types.ts"

/** Whether a field counts as filled; GHL leaves most empty ones out, but not all. */
export function isFilled(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (typeof value === "string") return value.trim() !== ""
  if (Array.isArray(value)) return value.some(isFilled)
  if (typeof value === "object") return Object.keys(value).length > 0
  return true
}

/**
 * Reads a custom field's value by its definition. What does not fit the type becomes text; a type
 * that is not known, or a field without a definition, is text or documents by its look. Never throws.
 */
export function readFieldValue(
  value: unknown,
  field: KnownField | undefined,
  clinicTimeZone: string,
): FieldValue {
  return byType(value, field, clinicTimeZone) ?? { kind: "text", text: asText(value) }
}

function byType(
  value: unknown,
  field: KnownField | undefined,
  clinicTimeZone: string,
): FieldValue | null {
  switch (field?.definition.dataType) {
    case "NUMERICAL":
    case "FLOAT":
    case "MONETORY":
      return readNumber(value)
    case "DATE": {
      const day = toDay(value, clinicTimeZone)
      return day === null ? null : { kind: "date", day }
    }
    case "CHECKBOX":
    case "MULTIPLE_OPTIONS":
      return readChoices(value, field.definition.options)
    case "TEXTBOX_LIST":
      return readList(value, field.labels)
    case "FILE_UPLOAD":
    case "SIGNATURE":
      return readDocumentValue(value)
    case "OTHER":
    case undefined:
      return typeof value === "object" ? readDocumentValue(value) : null
    default:
      return null
  }
}

function readDocumentValue(value: unknown): FieldValue | null {
  const documents = readDocuments(value).map(({ ref }) => ref)
  return documents.length > 0 ? { kind: "documents", documents } : null
}

function readNumber(value: unknown): FieldValue | null {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value : ""
  if (!/^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?\s*$/i.test(text)) return null
  const number = Number(text)
  return Number.isFinite(number) ? { kind: "number", number, text: text.trim() } : null
}

function readChoices(value: unknown, options: string[]): FieldValue | null {
  if (Array.isArray(value)) {
    const choices = value.filter(isFilled).map(asText)
    return choices.length > 0 ? { kind: "choices", choices } : null
  }
  if (typeof value !== "string") return null
  const parts = value.split(",").map((part) => part.trim())
  const several = !options.includes(value) && parts.every((part) => options.includes(part))
  return { kind: "choices", choices: several ? parts : [value.trim()] }
}

function readList(value: unknown, labels: Map<string, string>): FieldValue | null {
  if (typeof value !== "object" || value === null) return null
  const entries = Object.entries(value)
    .filter(([, entry]) => isFilled(entry))
    .map(([id, entry]) => ({ label: labels.get(id) ?? id, value: asText(entry) }))
  return entries.length > 0 ? { kind: "list", entries } : null
}

/** Any value as text a person can read. */
function asText(value: unknown): string {
  if (typeof value === "string")
    return value.replaceAll("\0", "").replace(/\r\n?/g, "\n").toWellFormed()
  if (typeof value === "boolean") return value ? "Yes" : "No"
  if (value === null || value === undefined) return ""
  if (Array.isArray(value)) return value.filter(isFilled).map(asText).join(", ")
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}
