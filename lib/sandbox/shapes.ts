import { LOCATION_ID } from "./seed/location.ts"
import type {
  DndSettings,
  FieldDefinition,
  StoredContact,
  StoredNote,
  StoredTask,
} from "./types.ts"

const lower = (text: string | undefined): string | null => text?.toLowerCase() ?? null

/** Names joined, as GHL shows them. */
export function fullName(contact: StoredContact): string {
  return [contact.firstName, contact.lastName].filter(Boolean).join(" ")
}

/** What the list and the search say alike; empty values are null. */
function common(contact: StoredContact) {
  return {
    id: contact.id,
    locationId: LOCATION_ID,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
    companyName: contact.companyName ?? null,
    timezone: contact.timezone ?? null,
    country: contact.country ?? null,
    source: contact.source ?? null,
    type: contact.type ?? null,
    assignedTo: contact.assignedTo ?? null,
    dnd: contact.dnd,
    city: contact.city ?? null,
    state: contact.state ?? null,
    postalCode: contact.postalCode ?? null,
    dateAdded: contact.dateAdded,
    dateUpdated: contact.dateUpdated,
    tags: contact.tags,
    customFields: contact.customFields,
    businessId: contact.extras?.businessId ?? null,
    followers: contact.extras?.followers ?? [],
    additionalEmails: contact.extras?.additionalEmails ?? [],
  }
}

/** "Do not disturb" by channel; a channel that was never set is absent. */
function dndShape(settings: DndSettings) {
  const channel = (name: keyof DndSettings) => {
    const set = settings[name]
    return set && { status: set.status, message: set.message, code: set.code }
  }
  return {
    Call: channel("Call"),
    Email: channel("Email"),
    SMS: channel("SMS"),
    WhatsApp: channel("WhatsApp"),
    GMB: channel("GMB"),
    FB: channel("FB"),
  }
}

/** A contact in `GET /contacts/`: names lower-cased, the Raw ones beside; empty values are null. */
export function listed(contact: StoredContact) {
  return {
    ...common(contact),
    contactName: lower(fullName(contact)),
    firstName: lower(contact.firstName),
    lastName: lower(contact.lastName),
    firstNameRaw: contact.firstName ?? null,
    lastNameRaw: contact.lastName ?? null,
    address1: contact.address1 ?? null,
    website: contact.website ?? null,
    dateOfBirth: contact.dateOfBirth ? `${contact.dateOfBirth}T00:00:00.000Z` : null,
    dndSettings: dndShape(contact.dndSettings ?? {}),
    attributions: contact.extras?.attributionSource ? [contact.extras.attributionSource] : [],
  }
}

/**
 * A contact in `POST /contacts/search`: lower-cased names only, the address under another name, the
 * birthday in milliseconds, no dndSettings, and its place for the next page.
 */
export function found(contact: StoredContact, searchAfter: (string | number | null)[]) {
  return {
    ...common(contact),
    firstNameLowerCase: lower(contact.firstName),
    lastNameLowerCase: lower(contact.lastName),
    address: contact.address1 ?? null,
    dateOfBirth: contact.dateOfBirth ? Date.parse(contact.dateOfBirth) : null,
    businessName: contact.companyName ?? null,
    phoneLabel: contact.extras?.phoneLabel ?? null,
    validEmail: contact.extras?.validEmail ?? null,
    additionalPhones: contact.extras?.additionalPhones ?? [],
    opportunities: contact.extras?.opportunities ?? [],
    searchAfter,
  }
}

/**
 * A contact in `GET /contacts/{id}`: original case, more than a screen needs; empty ones absent.
 * Every property stands here by name, so that the compiler misses one that is dropped.
 */
export function byId(contact: StoredContact) {
  const { extras } = contact
  return {
    id: contact.id,
    name: fullName(contact) || undefined,
    locationId: LOCATION_ID,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    emailLowerCase: contact.email?.toLowerCase(),
    timezone: contact.timezone,
    companyName: contact.companyName,
    phone: contact.phone,
    dnd: contact.dnd,
    dndSettings: contact.dndSettings && dndShape(contact.dndSettings),
    inboundDndSettings: contact.inboundDndSettings,
    type: contact.type,
    source: contact.source,
    assignedTo: contact.assignedTo,
    address1: contact.address1,
    city: contact.city,
    state: contact.state,
    country: contact.country,
    postalCode: contact.postalCode,
    website: contact.website,
    tags: contact.tags,
    dateOfBirth: contact.dateOfBirth,
    dateAdded: contact.dateAdded,
    dateUpdated: contact.dateUpdated,
    attachments: extras?.attachments,
    ssn: extras?.ssn,
    keyword: extras?.keyword,
    firstNameLowerCase: contact.firstName?.toLowerCase(),
    fullNameLowerCase: fullName(contact).toLowerCase(),
    lastNameLowerCase: contact.lastName?.toLowerCase(),
    lastActivity: extras?.lastActivity,
    customFields: contact.customFields,
    businessId: extras?.businessId,
    attributionSource: extras?.attributionSource,
    lastAttributionSource: extras?.lastAttributionSource,
    visitorId: extras?.visitorId,
  }
}

/** A note as GHL answers it; an account of the HTML kind answers plain ones as HTML too. */
export function noteShape(note: StoredNote, kind: "plain" | "html") {
  return {
    id: note.id,
    body: kind === "html" && !note.html ? asHtml(note.body) : note.body,
    userId: note.userId,
    dateAdded: note.dateAdded,
    contactId: note.contactId,
    title: note.title,
    color: note.color,
    pinned: note.pinned,
  }
}

/** A task as GHL answers it. */
export function taskShape(task: StoredTask) {
  return {
    id: task.id,
    title: task.title,
    body: task.body,
    assignedTo: task.assignedTo,
    dueDate: task.dueDate,
    completed: task.completed,
    contactId: task.contactId,
  }
}

/** A custom field's definition as GHL answers it; what its type does not have is absent. */
export function definitionShape(field: FieldDefinition, dataType: string) {
  return {
    id: field.id,
    name: field.name,
    fieldKey: field.fieldKey,
    placeholder: field.placeholder,
    dataType,
    position: field.position,
    picklistOptions: field.picklistOptions,
    picklistImageOptions: field.picklistImageOptions,
    isAllowedCustomOption: field.isAllowedCustomOption,
    isMultiFileAllowed: field.isMultiFileAllowed,
    maxFileLimit: field.maxFileLimit,
    locationId: field.locationId,
    model: field.model,
    parentId: field.parentId,
    documentType: field.documentType,
    dateAdded: field.dateAdded,
  }
}

function asHtml(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  return `<p>${escaped.replaceAll("\n", "<br>")}</p>`
}
