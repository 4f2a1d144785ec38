import "server-only"
import type { StepRequest } from "#lib/changes/types.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { ReadOptions } from "#lib/ghl/types.ts"
import { fieldsProblemOrThrow } from "./fields-problem.ts"
import { KEY_FIELDS } from "./key-fields.ts"

/** The custom field that holds call notes; null when the location has none. Throws GhlError. */
export async function callNotesFieldId(options?: ReadOptions): Promise<string | null> {
  const definitions = await ghl().listFieldDefinitions(options)
  return definitions.find(({ key }) => key === KEY_FIELDS.callNotes)?.id ?? null
}

/** The field that call notes are written to, or in words why nothing can be saved. Which it is, no browser says. */
async function fieldOfCallNotes(): Promise<{ fieldId: string } | { message: string }> {
  try {
    const fieldId = await callNotesFieldId({ forWrite: true })
    return fieldId
      ? { fieldId }
      : { message: "This location has no field for call notes. Nothing was saved." }
  } catch (error) {
    const { title, advice } = fieldsProblemOrThrow(error)
    return { message: `${title} Nothing was saved. ${advice ?? ""}`.trim() }
  }
}

/** The step that writes call notes, in a list, empty where they stay as they are; or in words why nothing can be saved. */
export async function callNotesStep(
  seen: string,
  wanted: string | null,
): Promise<StepRequest[] | { message: string }> {
  if (wanted === null) return []
  const field = await fieldOfCallNotes()
  if ("message" in field) return field
  return [{ kind: "set-field", fieldId: field.fieldId, label: "Call notes", seen, wanted }]
}
