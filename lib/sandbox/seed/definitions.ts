import type { FieldDefinition } from "../types.ts"
import { fieldFolders } from "./catalogue/catalogue.ts"
import type { FieldRow } from "./catalogue/row.ts"
import { idOf } from "./ids.ts"
import { LOCATION_ID } from "./location.ts"

const PLACEHOLDERS: Record<string, string> = {
  EMAIL: "name@example.com",
  PHONE: "Phone number",
  DATE: "Choose a day",
}

/** A key as GHL makes it from a field's name: each odd character becomes an underscore. */
function keyOf(name: string): string {
  return `contact.${name.toLowerCase().replace(/[^a-z0-9]/g, "_")}`
}

/** The options of a choice; a text box list has its boxes here, with an id each. */
function optionsOf(row: FieldRow, key: string): FieldDefinition["picklistOptions"] {
  const [, dataType, pool = []] = row
  const labels = pool.map(String)
  switch (dataType) {
    case "CHECKBOX":
    case "RADIO":
    case "SINGLE_OPTIONS":
    case "MULTIPLE_OPTIONS":
      return labels
    case "TEXTBOX_LIST":
      return labels.map((label) => ({ id: idOf("option", key, label), label, prefillValue: "" }))
    default:
      return undefined
  }
}

/** What GHL keeps for fields of this type alone. */
function ofType(row: FieldRow, key: string): Partial<FieldDefinition> {
  if (row[1] === "FILE_UPLOAD") return { isMultiFileAllowed: true, maxFileLimit: 10 }
  const picklistOptions = optionsOf(row, key)
  if (!picklistOptions) return {}
  return { picklistOptions, picklistImageOptions: [], isAllowedCustomOption: false }
}

/** A field with what its values are drawn from and how often a contact has one. */
export type SeedField = { definition: FieldDefinition; row: FieldRow; filled: number }

/** The 190 custom fields of the location. They are the same for every seed. */
export const seedFields: readonly SeedField[] = fieldFolders.flatMap((folder, folderAt) =>
  folder.rows.map((row, at) => {
    const [name, dataType] = row
    const fieldKey = keyOf(name)
    return {
      row,
      filled: folder.filled,
      definition: {
        id: idOf("field", fieldKey),
        name,
        fieldKey,
        dataType,
        position: at * 50,
        placeholder: PLACEHOLDERS[dataType] ?? "",
        ...ofType(row, fieldKey),
        model: "contact",
        parentId: idOf("folder", folder.name),
        documentType: "field",
        locationId: LOCATION_ID,
        dateAdded: new Date(Date.UTC(2024, 2, 4 + folderAt, 14, at)).toISOString(),
      },
    }
  }),
)

const idByKey = new Map(
  seedFields.map(({ definition }) => [definition.fieldKey, definition.id] as const),
)

/** Id of the field with this key (with its `contact.` prefix). Throws for a key nobody defined. */
export function fieldIdOf(key: string): string {
  const id = idByKey.get(key)
  if (id === undefined) throw new Error(`No custom field has the key ${key}`)
  return id
}
