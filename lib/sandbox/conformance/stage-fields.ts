import { fieldIdOf } from "../seed/definitions.ts"

type Entry = { id: string; key: string; field_value: unknown }

function entry(name: string, field_value: unknown): Entry {
  return { id: fieldIdOf(`contact.${name}`), key: name, field_value }
}

const FILE = "5f0c6f0e-3d0b-4c0a-9d5e-0b8f4f6a1c21"

/** A field of each kind that an update declares, by the name of the kind. */
export const fieldsByKind: Record<string, Entry> = {
  "contacts.LargeTextField": entry("call_notes", "Prefers mornings."),
  "contacts.TextField": entry("protocol_name", "Iron repletion"),
  "contacts.SingleSelectField": entry("care_coordinator", "Noor"),
  "contacts.RadioField": entry("risk_level", "Low"),
  "contacts.NumericField": entry("ferritin__ng_ml_", 14),
  "contacts.MonetoryField": entry("deductible", 1250.5),
  "contacts.CheckboxField": entry("supplements", ["Iron", "B12"]),
  "contacts.MultiSelectField": entry("referral_to", ["Cardiology", "Dietitian"]),
  "contacts.FileField": entry("protocol_document", {
    [FILE]: {
      meta: {
        fieldname: fieldIdOf("contact.protocol_document"),
        originalname: "protocol.pdf",
        encoding: "7bit",
        mimetype: "application/pdf",
        size: 1024,
        uuid: FILE,
      },
      url: "https://services.example.com/documents/download/w2M9qTZ0ZJz8rGt02jdK",
      documentId: "w2M9qTZ0ZJz8rGt02jdK",
    },
  }),
}

/** How else a field may be written, by the exceptions. */
const HOW: ((field: Entry) => Record<string, unknown>)[] = [
  ({ key, field_value }) => ({ key, field_value }),
  ({ id, field_value }) => ({ id, fieldValue: field_value }),
  ({ id, field_value }) => ({ id, value: field_value }),
]

/** Each kind in each of these ways: lists of entries, each with the kind it is one of. */
export const acceptedByKind = HOW.map((how) =>
  Object.entries(fieldsByKind).map(([kind, field]) => ({ kind, field: how(field) })),
)

const BOX = "b0xOfActionItems0001"

/** Values that no kind declares. */
export const undeclaredFields = [
  { id: fieldIdOf("contact.protocol_name"), field_value: null },
  { id: fieldIdOf("contact.action_items"), field_value: { [BOX]: "Walk" } },
]
