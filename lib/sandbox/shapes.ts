import { LOCATION_ID } from "./seed/location.ts"
import type { StoredContact, StoredNote } from "./types.ts"

const lower = (text: string | undefined): string | null => text?.toLowerCase() ?? null

/** Names joined, as GHL shows them. */
export function fullName(contact: StoredContact): string {
  return [contact.firstName, contact.lastName].filter(Boolean).join(" ")
}

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
    dndSettings: contact.dndSettings ?? {},
    address1: contact.address1 ?? null,
    city: contact.city ?? null,
    state: contact.state ?? null,
    postalCode: contact.postalCode ?? null,
    website: contact.website ?? null,
    dateOfBirth: contact.dateOfBirth ? `${contact.dateOfBirth}T00:00:00.000Z` : null,
    dateAdded: contact.dateAdded,
    dateUpdated: contact.dateUpdated,
    tags: contact.tags,
    customFields: contact.customFields,
    businessId: null,
    followers: [],
    additionalEmails: [],
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
    attributions: contact.extras?.attributionSource ? [contact.extras.attributionSource] : [],
  }
}

/** A contact in `POST /contacts/search`: lower-cased names only, and its place for the next page. */
export function found(contact: StoredContact, searchAfter: (string | number | null)[]) {
  return {
    ...common(contact),
    firstNameLowerCase: lower(contact.firstName),
    lastNameLowerCase: lower(contact.lastName),
    searchAfter,
  }
}

/** A contact in `GET /contacts/{id}`: original case, more than a screen needs; empty ones absent. */
export function byId(contact: StoredContact) {
  const { extras, ...own } = contact
  return {
    ...own,
    locationId: LOCATION_ID,
    ...(fullName(contact) ? { name: fullName(contact) } : {}),
    ...(contact.email ? { emailLowerCase: contact.email.toLowerCase() } : {}),
    ...(contact.firstName ? { firstNameLowerCase: contact.firstName.toLowerCase() } : {}),
    ...(contact.lastName ? { lastNameLowerCase: contact.lastName.toLowerCase() } : {}),
    fullNameLowerCase: fullName(contact).toLowerCase(),
    ...extras,
  }
}

/** A note as GHL answers it; an account of the HTML kind answers plain ones as HTML too. */
export function noteShape(note: StoredNote, kind: "plain" | "html") {
  const { html, ...own } = note
  return kind === "html" && !html ? { ...own, body: asHtml(note.body) } : own
}

function asHtml(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  return `<p>${escaped.replaceAll("\n", "<br>")}</p>`
}
