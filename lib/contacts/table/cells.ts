import "server-only"
import type { Contact, FieldValue } from "#lib/ghl/types.ts"
import { money } from "../field-view.ts"
import { type ReadableField, valueText } from "./fields.ts"

const MAX_LENGTH = 160

/** The values of the chosen columns in a line of text each; empty ones and unknown columns are absent. */
export function cellsOf(
  contact: Contact,
  fields: readonly ReadableField[],
  columns: readonly string[],
): Record<string, string> {
  const cells = columns.flatMap((id) => {
    const field = fields.find((one) => one.id === id)
    const value = field?.read(contact)
    if (!field || !value) return []
    return [[id, shortened(shownText(field, value).replace(/\s+/g, " "))] as const]
  })
  return Object.fromEntries(cells)
}

/** The whole of a value as its cell has it; a day as `YYYY-MM-DD`, which the page puts into words. */
export function shownText({ dataType }: ReadableField, value: FieldValue): string {
  return dataType === "MONETORY" && value.kind === "number" ? money(value) : valueText(value)
}

function shortened(text: string): string {
  const letters = [...text.slice(0, MAX_LENGTH + 40)]
  return letters.length > MAX_LENGTH ? `${letters.slice(0, MAX_LENGTH - 1).join("")}…` : text
}
