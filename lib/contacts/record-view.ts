import "server-only"
import type { Contact, FieldDefinition, FieldValue } from "#lib/ghl/types.ts"
import { fieldView, NOT_READ } from "./field-view.ts"
import { folders } from "./folders.ts"
import { KEY_FIELDS } from "./key-fields.ts"
import { stageOf } from "./lifecycle.ts"
import { ghlLink, labLink, mailLink, telLink } from "./links.ts"
import type { DocumentView, FieldView, RecordView } from "./record-types.ts"
import { ageOn, today, usableTimeZone } from "./words.ts"

/** What the view needs beside the contact. */
export type RecordSetting = {
  locationId: string
  /** USER_ID_LINK */
  userIdLink: string | undefined
  clinicTimeZone: string
  now: Date
}

/**
 * The record of a contact for the screen. Takes any contact that `lib/ghl` lets through, however
 * strange its values, and never throws. `definitions` is null when GHL did not give them.
 */
export function recordView(
  contact: Contact,
  definitions: FieldDefinition[] | null,
  setting: RecordSetting,
): RecordView {
  const values = new Map(contact.fields.map(({ fieldId, value }) => [fieldId, value]))
  const fields = allFields(contact, definitions, values)
  const byKey = new Map(fields.flatMap((field) => (field.key ? [[field.key, field]] : [])))
  const valueAt = (key: string) => values.get(byKey.get(key)?.id ?? "")
  const callNotes = byKey.get(KEY_FIELDS.callNotes)
  return {
    ...header(contact, setting),
    stage: stageOf(contact.tags)?.label ?? null,
    membership: plainText(valueAt(KEY_FIELDS.membershipStatus)),
    links: {
      ghl: ghlLink(setting.locationId, contact.id),
      lab:
        definitions === null
          ? { reason: "The lab platform user id is not known: the fields’ names were not read." }
          : labLink(setting.userIdLink, plainText(valueAt(KEY_FIELDS.userId))),
    },
    keyFields: Object.values(KEY_FIELDS).flatMap((key) => byKey.get(key) ?? []),
    folders: folders(definitions, fields),
    total: fields.length,
    filled: fields.filter(({ value }) => value !== null).length,
    documents: documentsOf(fields),
    callNotes: callNotes ? { text: plainText(values.get(callNotes.id)) ?? "" } : null,
  }
}

function header(contact: Contact, { clinicTimeZone, now }: RecordSetting) {
  const place = [contact.city, contact.state, contact.country].filter(Boolean).join(", ")
  return {
    contactId: contact.id,
    name: contact.name.trim() || null,
    email: contact.email ? { text: contact.email, href: mailLink(contact.email) } : null,
    phone: contact.phone ? { text: contact.phone, href: telLink(contact.phone) } : null,
    doNotDisturb: contact.doNotDisturb,
    timeZone: contact.timeZone
      ? { text: contact.timeZone, usable: usableTimeZone(contact.timeZone) }
      : null,
    ownerId: contact.assignedTo,
    company: contact.companyName,
    place: place || null,
    source: contact.source,
    birth: contact.dateOfBirth
      ? {
          day: contact.dateOfBirth,
          age: ageOn(contact.dateOfBirth, today(clinicTimeZone, now)),
        }
      : null,
    added: contact.dateAdded,
    updated: contact.dateUpdated,
    tags: contact.tags,
  }
}

/** Every defined field, filled or not, and every value that has no definition. */
function allFields(
  contact: Contact,
  known: FieldDefinition[] | null,
  values: Map<string, FieldValue>,
): FieldView[] {
  const definitions = known ?? []
  const without = known === null ? NOT_READ : undefined
  const defined = new Set(definitions.map(({ id }) => id))
  return [
    ...definitions.map((one) => fieldView(contact.id, one.id, one, values.get(one.id))),
    ...contact.fields
      .filter(({ fieldId }) => !defined.has(fieldId))
      .map(({ fieldId, value }) => fieldView(contact.id, fieldId, undefined, value, without)),
  ]
}

function documentsOf(fields: FieldView[]): DocumentView[] {
  const found = new Map<string, DocumentView>()
  for (const { value } of fields) {
    if (value?.kind !== "documents") continue
    for (const document of value.documents) {
      if (!found.has(document.documentId)) found.set(document.documentId, document)
    }
  }
  return [...found.values()]
}

function plainText(value: FieldValue | undefined): string | null {
  switch (value?.kind) {
    case "text":
    case "number":
      return value.text
    case "date":
      return value.day
    case "choices":
      return value.choices.join(", ")
    default:
      return null
  }
}
