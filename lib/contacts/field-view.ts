import "server-only"
import type { DocumentRef, FieldDataType, FieldDefinition, FieldValue } from "#lib/ghl/types.ts"
import { documentPath, mailLink, telLink, webLink } from "./links.ts"
import type { DocumentView, FieldView, ValueView } from "./record-types.ts"
import { sizeInWords } from "./words.ts"

const TYPE_WORDS: Record<FieldDataType, string> = {
  TEXT: "Text",
  LARGE_TEXT: "Long text",
  NUMERICAL: "Number",
  FLOAT: "Number",
  MONETORY: "Money",
  PHONE: "Phone",
  EMAIL: "Email",
  DATE: "Date",
  TIME: "Time",
  CHECKBOX: "Checkboxes",
  RADIO: "One of several",
  SINGLE_OPTIONS: "One of several",
  MULTIPLE_OPTIONS: "Several choices",
  TEXTBOX_LIST: "List",
  FILE_UPLOAD: "Files",
  SIGNATURE: "Signature",
  OTHER: "Text",
}

/** Longer than this, or with a line break, a text takes the full width and folds. */
const LONG_TEXT = 120

/** Said of a value whose field GHL no longer defines. */
const NOT_DEFINED = "Not defined in GoHighLevel any more"
/** Said of each value while GHL gives no definitions. */
export const NOT_READ = "Name and type were not read"

/**
 * A field as the record shows it. `definition` is undefined for a value whose field was deleted in
 * GHL, or as `without` says; `value` is undefined for an empty field.
 */
export function fieldView(
  contactId: string,
  fieldId: string,
  definition: FieldDefinition | undefined,
  value: FieldValue | undefined,
  without: string = NOT_DEFINED,
): FieldView {
  const name = definition?.name ?? `Field ${fieldId}`
  return {
    id: fieldId,
    name,
    key: definition?.key ?? null,
    type: definition ? typeInWords(definition) : without,
    value: value ? valueView(contactId, name, definition?.dataType ?? "OTHER", value) : null,
  }
}

function typeInWords(definition: FieldDefinition): string {
  return definition.dataType === "OTHER"
    ? `${definition.rawDataType.slice(0, 40) || "Unknown type"}, shown as text`
    : TYPE_WORDS[definition.dataType]
}

function valueView(
  contactId: string,
  fieldName: string,
  dataType: FieldDataType,
  value: FieldValue,
): ValueView {
  switch (value.kind) {
    case "text":
      return textView(dataType, value.text)
    case "number":
      return { kind: "number", text: dataType === "MONETORY" ? money(value) : value.text }
    case "date":
      return value
    case "choices":
      return { kind: "choices", choices: [...new Set(value.choices)] }
    case "list":
      return {
        kind: "list",
        entries: value.entries.map((entry, place) => ({ id: String(place), ...entry })),
      }
    case "documents":
      return {
        kind: "documents",
        signature: dataType === "SIGNATURE",
        documents: value.documents.map((document) => documentView(contactId, fieldName, document)),
      }
  }
}

function textView(dataType: FieldDataType, text: string): ValueView {
  const href =
    dataType === "PHONE" ? telLink(text) : dataType === "EMAIL" ? mailLink(text) : webLink(text)
  if (href) return { kind: "link", text: text.trim(), href }
  const long = dataType === "LARGE_TEXT" || text.length > LONG_TEXT || text.includes("\n")
  return { kind: long ? "long-text" : "text", text }
}

const inDollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 6,
})

/** In dollars, every digit kept: a figure too fine or too large to format stands as it was stored. */
export function money({ number, text }: { number: number; text: string }): string {
  const shown = inDollars.format(number)
  return Number(shown.replace(/[$,]/g, "")) === number ? shown : text
}

function documentView(contactId: string, fieldName: string, document: DocumentRef): DocumentView {
  return {
    documentId: document.documentId,
    fileName: document.fileName,
    mimeType: document.mimeType,
    size: sizeInWords(document.sizeBytes),
    fieldName,
    href: documentPath(contactId, document.documentId),
  }
}
