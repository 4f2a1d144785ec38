import "server-only"
import { z } from "zod"
import { ghlId } from "./ids.ts"
import { textOrNull } from "./lenient.ts"
import { FIELD_DATA_TYPES, type FieldDefinition } from "./types.ts"

/** A definition with what decoding needs besides: the labels of the entries of a TEXTBOX_LIST. */
export type KnownField = { definition: FieldDefinition; labels: Map<string, string> }

const text = z.string().catch("")

const option = z.union([
  z.string().transform((label) => ({ id: label, label })),
  z
    .object({ id: text, key: text, label: text, name: text, value: text })
    .transform(({ id, key, label, name, value }) => ({
      id: id || key || value || label,
      label: label || name || value || key || id,
    })),
])

const definition = z
  .object({
    id: ghlId,
    name: text,
    fieldKey: text,
    dataType: text,
    position: z.number().catch(0),
    placeholder: textOrNull,
    picklistOptions: z.array(z.unknown()).catch([]),
    parentId: textOrNull,
    model: z.string().catch("contact"),
  })
  .transform((raw): KnownField & { model: string } => {
    const options = raw.picklistOptions
      .flatMap((one) => option.safeParse(one).data ?? [])
      .filter(({ label }) => label !== "")
    const type = raw.dataType.toUpperCase()
    return {
      definition: {
        id: raw.id,
        name: raw.name || raw.fieldKey || raw.id,
        key: raw.fieldKey.startsWith("contact.")
          ? raw.fieldKey
          : `contact.${raw.fieldKey || raw.id}`,
        dataType: FIELD_DATA_TYPES.find((known) => known === type) ?? "OTHER",
        rawDataType: raw.dataType,
        position: raw.position,
        placeholder: raw.placeholder,
        options: options.map(({ label }) => label),
        folderId: raw.parentId,
      },
      labels: new Map(options.map(({ id, label }) => [id, label])),
      model: raw.model,
    }
  })

/** Answer of GET /locations/{id}/customFields: entries that are no field are left out. */
export const definitionsAnswer = z.object({
  customFields: z.array(z.unknown()).transform((all) =>
    all
      .flatMap((one) => definition.safeParse(one).data ?? [])
      .filter(({ model }) => model === "contact")
      .map(({ definition, labels }): KnownField => ({ definition, labels })),
  ),
})
