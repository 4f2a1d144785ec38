import type { FieldValue } from "#lib/ghl/types.ts"

/** A value that our client read, without what it adds: to be held against what the SDK hands through. */
export function plainOf(value: FieldValue): unknown {
  switch (value.kind) {
    case "text":
      return value.text
    case "number":
      return value.number
    case "date":
      return value.day
    case "choices":
      return value.choices
    case "list":
      return value.entries.map((entry) => entry.value)
    case "documents":
      return value.documents.map(({ documentId }) => documentId)
  }
}

/** The same of a value as GHL sends it, read as something of that kind. */
export function plainOfRaw(raw: unknown, kind: FieldValue["kind"]): unknown {
  switch (kind) {
    case "text":
      return textOf(raw)
    case "number":
      return Number(raw)
    case "date":
      return new Date(typeof raw === "number" ? raw : String(raw)).toISOString().slice(0, 10)
    case "choices":
      return Array.isArray(raw) ? raw : [raw]
    case "list":
      return Object.values(Object(raw))
    case "documents":
      return documentIdsIn(raw)
  }
}

/** What contradicts its definition is shown as a text that a reader understands. */
function textOf(raw: unknown): string {
  if (typeof raw === "boolean") return raw ? "Yes" : "No"
  return Array.isArray(raw) ? raw.map(textOf).join(", ") : String(raw)
}

/** Whatever the shape: each file is named once by its link. */
const documentIdsIn = (raw: unknown): string[] =>
  [...JSON.stringify(raw).matchAll(/\/documents\/download\/([\w-]+)/g)].map(([, id]) => id ?? "")
