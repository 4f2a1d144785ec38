import "server-only"
import type { Contact, FieldDataType, FieldDefinition, FieldValue } from "#lib/ghl/types.ts"
import { KEY_FIELDS } from "../key-fields.ts"
import { LIFECYCLE_STAGES, stageOf } from "../lifecycle.ts"
import type { FieldKind, OwnField, TableField } from "./types.ts"

/** A field with the way to its value in a contact; undefined where it is empty. */
export type ReadableField = Omit<TableField, "filled" | "moreOptions"> & {
  read: (contact: Contact) => FieldValue | undefined
  /** What orders values more finely than they show. */
  instant?: (contact: Contact) => string | null
  /** GHL's id of a custom field. */
  fieldId?: string
}

const KINDS: Record<FieldDataType, FieldKind> = {
  TEXT: "text",
  LARGE_TEXT: "text",
  PHONE: "text",
  EMAIL: "text",
  TIME: "text",
  OTHER: "text",
  NUMERICAL: "number",
  FLOAT: "number",
  MONETORY: "number",
  DATE: "day",
  RADIO: "choice",
  SINGLE_OPTIONS: "choice",
  CHECKBOX: "choices",
  MULTIPLE_OPTIONS: "choices",
  TEXTBOX_LIST: "list",
  FILE_UPLOAD: "files",
  SIGNATURE: "files",
}

const text = (value: string | null): FieldValue | undefined =>
  value === null || value.trim() === "" ? undefined : { kind: "text", text: value }
const choices = (all: readonly string[]): FieldValue | undefined =>
  all.length > 0 ? { kind: "choices", choices: [...all] } : undefined
const day = (value: string | null): FieldValue | undefined =>
  value === null ? undefined : { kind: "date", day: value }

/** The day of an ISO instant in the clinic's zone. */
function dayOf(instant: string | null, inZone: Intl.DateTimeFormat): string | null {
  if (instant === null || Number.isNaN(Date.parse(instant))) return null
  return inZone.format(new Date(instant))
}

const CONTACT = "Contact"

function own(
  id: OwnField,
  name: string,
  kind: FieldKind,
  read: ReadableField["read"],
  more: Partial<ReadableField> = {},
): ReadableField {
  return { id, name, kind, dataType: null, group: CONTACT, options: [], read, ...more }
}

/** The contact's own properties. `tags` are those that contacts carry. */
function ownFields(tags: string[], clinicTimeZone: string): ReadableField[] {
  const inZone = new Intl.DateTimeFormat("sv-SE", { timeZone: clinicTimeZone })
  return [
    own("name", "Name", "text", (c) => text(c.name)),
    own("email", "Email", "text", (c) => text(c.email)),
    own("phone", "Phone", "text", (c) => text(c.phone)),
    own("stage", "Stage", "choice", (c) => text(stageOf(c.tags)?.label ?? null), {
      options: LIFECYCLE_STAGES.map(({ label }) => label),
    }),
    own("tags", "Tags", "choices", (c) => choices(c.tags), { options: tags }),
    own("companyName", "Company", "text", (c) => text(c.companyName)),
    own("city", "City", "text", (c) => text(c.city)),
    own("state", "State", "text", (c) => text(c.state)),
    own("country", "Country", "text", (c) => text(c.country)),
    own("timeZone", "Time zone", "text", (c) => text(c.timeZone)),
    own("source", "Source", "text", (c) => text(c.source)),
    own("dateOfBirth", "Date of birth", "day", (c) => day(c.dateOfBirth)),
    own("doNotDisturb", "Do not disturb", "yes-no", (c) => text(c.doNotDisturb ? "Yes" : "No")),
    own("dateAdded", "Added", "day", (c) => day(dayOf(c.dateAdded, inZone)), {
      instant: (c) => c.dateAdded,
    }),
    own("updatedAt", "Updated", "day", (c) => day(dayOf(c.dateUpdated, inZone)), {
      instant: (c) => c.dateUpdated,
    }),
  ]
}

/** Names of the table's own columns that are custom fields, and the keys of these. */
const COLUMN_KEYS: Record<string, string> = {
  membership: KEY_FIELDS.membershipStatus,
  bloodworkPurchased: KEY_FIELDS.bloodworkPurchased,
  purchaseDay: KEY_FIELDS.bloodworkPurchaseDate,
}

/** Every field contacts can be searched, filtered and sorted by, the contact's own first. */
export function readableFields(
  contacts: readonly Contact[],
  definitions: readonly FieldDefinition[],
  clinicTimeZone: string,
): ReadableField[] {
  const tags = [...new Set(contacts.flatMap((contact) => contact.tags))].sort()
  const columns = new Map(Object.entries(COLUMN_KEYS).map(([column, key]) => [key, column]))
  const folders = [...new Set(definitions.map(({ folderId }) => folderId))].filter(Boolean)
  const custom = definitions.map((definition): ReadableField => {
    const folder = folders.indexOf(definition.folderId)
    return {
      id: columns.get(definition.key) ?? definition.id,
      name: definition.name.trim() || definition.key,
      kind: KINDS[definition.dataType],
      group: folder < 0 ? "Without a folder" : `Folder ${folder + 1}`,
      options: definition.options,
      dataType: definition.dataType,
      fieldId: definition.id,
      read: valueReader(definition.id),
    }
  })
  return [...ownFields(tags, clinicTimeZone), ...custom]
}

/** By id once for each contact: a contact has some forty values, and 190 fields look for theirs. */
const byField = new WeakMap<Contact, Map<string, FieldValue>>()

function valueReader(fieldId: string): ReadableField["read"] {
  return (contact) => {
    const known = byField.get(contact) ?? new Map(contact.fields.map((f) => [f.fieldId, f.value]))
    byField.set(contact, known)
    const value = known.get(fieldId)
    return value && valueText(value) !== "" ? value : undefined
  }
}

/** A value in one line of text. */
export function valueText(value: FieldValue): string {
  switch (value.kind) {
    case "text":
    case "number":
      return value.text.trim()
    case "date":
      return value.day
    case "choices":
      return value.choices.join(", ")
    case "list":
      return value.entries.map(({ label, value: entry }) => `${label}: ${entry}`).join("; ")
    case "documents":
      return value.documents.map(({ fileName }) => fileName).join(", ")
  }
}
