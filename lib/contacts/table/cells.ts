import "server-only"
import type { Contact } from "#lib/ghl/types.ts"
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
    const inDollars = field.dataType === "MONETORY" && value.kind === "number"
    const text = inDollars ? money(value) : valueText(value).replace(/\s+/g, " ")
    return [[id, shortened(text)] as const]
  })
  return Object.fromEntries(cells)
}

function shortened(text: string): string {
  const letters = [...text.slice(0, MAX_LENGTH + 40)]
  return letters.length > MAX_LENGTH ? `${letters.slice(0, MAX_LENGTH - 1).join("")}…` : text
}
