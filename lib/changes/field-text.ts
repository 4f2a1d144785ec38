import type { FieldValue } from "#lib/ghl/types.ts"

/** A custom field's value as the one text that screens edit and changes compare. Empty when unset. */
export function fieldText(value: FieldValue | undefined): string {
  switch (value?.kind) {
    case undefined:
      return ""
    case "text":
    case "number":
      return value.text
    case "date":
      return value.day
    case "choices":
      return value.choices.join(", ")
    case "list":
      return value.entries.map((entry) => `${entry.label}: ${entry.value}`).join("\n")
    case "documents":
      return value.documents.map((document) => document.fileName).join("\n")
  }
}
