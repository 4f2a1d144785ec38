import "server-only"
import type { Contact, FieldDefinition, FieldValue } from "#lib/ghl/types.ts"
import { KEY_FIELDS } from "./key-fields.ts"
import { LIFECYCLE_STAGES, stageOf } from "./lifecycle.ts"
import type { ContactRow } from "./row-types.ts"

const LIFECYCLE_TAGS = new Set<string>(LIFECYCLE_STAGES.flatMap((stage) => stage.tags))

/** A value in a few words; null when it has none that fit a cell. */
function words(value: FieldValue | undefined): string | null {
  if (value?.kind === "text" || value?.kind === "number") return value.text.trim() || null
  if (value?.kind === "choices") return value.choices.join(", ") || null
  return value?.kind === "date" ? value.day : null
}

/** A contact as a line of the table. `definitions` is empty when GHL did not give them. */
export function toRow(contact: Contact, definitions: readonly FieldDefinition[]): ContactRow {
  const values = new Map(contact.fields.map(({ fieldId, value }) => [fieldId, value]))
  const at = (key: string) => values.get(definitions.find((d) => d.key === key)?.id ?? "")
  const stage = stageOf(contact.tags)
  const purchased = at(KEY_FIELDS.bloodworkPurchaseDate)
  return {
    id: contact.id,
    name: contact.name.trim(),
    ...(contact.nameIsLowerCased ? { nameIsGuessed: true as const } : {}),
    email: contact.email,
    phone: contact.phone,
    membership: words(at(KEY_FIELDS.membershipStatus)),
    stage: stage && {
      label: stage.label,
      step: LIFECYCLE_STAGES.findIndex(({ id }) => id === stage.id) + 1,
    },
    bloodworkPurchased: words(at(KEY_FIELDS.bloodworkPurchased)),
    purchaseDay: purchased?.kind === "date" ? purchased.day : null,
    tags: [
      ...contact.tags.filter((tag) => !LIFECYCLE_TAGS.has(tag)),
      ...contact.tags.filter((tag) => LIFECYCLE_TAGS.has(tag)),
    ],
    updatedAt: contact.dateUpdated,
    cells: {},
    foundIn: [],
  }
}
