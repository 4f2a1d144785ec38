import type { Contact, FieldDataType, FieldDefinition, FieldValue } from "#lib/ghl/types.ts"

/** A contact with nothing in it, and what a test says of it. */
export function contactWith(id: string, more: Partial<Contact> = {}): Contact {
  return {
    id,
    name: "",
    firstName: "",
    lastName: "",
    email: null,
    phone: null,
    doNotDisturb: false,
    timeZone: null,
    assignedTo: null,
    source: null,
    companyName: null,
    city: null,
    state: null,
    country: null,
    dateOfBirth: null,
    dateAdded: null,
    dateUpdated: null,
    tags: [],
    fields: [],
    ...more,
  }
}

/** A contact whose one custom field holds a value, or nothing. */
export const holding = (id: string, fieldId: string, value: FieldValue | undefined): Contact =>
  contactWith(id, { fields: value ? [{ fieldId, value }] : [] })

export function definitionOf(
  id: string,
  dataType: FieldDataType,
  options: string[] = [],
): FieldDefinition {
  return {
    id,
    name: `Field ${id}`,
    key: `contact.${id}`,
    dataType,
    rawDataType: dataType,
    position: 0,
    placeholder: null,
    options,
    folderId: null,
  }
}
