import "server-only"
import type { LinkOrReason } from "./record-types.ts"

/** `tel:` link of a phone number as people write it (RFC 3966); null when it holds none. */
export function telLink(text: string): string | null {
  const number = text.split(/[a-z#,;]/i)[0] ?? ""
  const digits = number.replace(/\D/g, "")
  if (digits.length < 3 || digits.length > 20) return null
  return `tel:${number.trim().startsWith("+") ? "+" : ""}${digits}`
}

/** `mailto:` link of one address (RFC 6068), nothing but the address in it; null when it is none. */
export function mailLink(text: string): string | null {
  const parts = /^([^\s@<>"?&,;:]{1,64})@([^\s@<>"?&,;:/]{1,255})$/.exec(text.trim().toWellFormed())
  return parts
    ? `mailto:${encodeURIComponent(parts[1] ?? "")}@${encodeURIComponent(parts[2] ?? "")}`
    : null
}

/** The address when the whole text is one `https:` address without credentials; else null. */
export function webLink(text: string): string | null {
  const trimmed = text.trim()
  if (!/^https:\/\/[^\s"'<>\\]+$/i.test(trimmed) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  return url.protocol === "https:" && url.username === "" && url.password === "" ? url.href : null
}

/** The contact's page in GHL's own app. */
export function ghlLink(locationId: string, contactId: string): string {
  return `https://app.gohighlevel.com/v2/location/${encodeURIComponent(locationId)}/contacts/detail/${encodeURIComponent(contactId)}`
}

/** The client's page in the lab platform (USER_ID_LINK with its id put in), or why there is none. */
export function labLink(pattern: string | undefined, userId: string | null): LinkOrReason {
  if (!userId) return { reason: "This contact has no lab platform user id." }
  if (!pattern) return { reason: "Links to the lab platform have not been set up." }
  const href = pattern.replaceAll("{user_id}", () => encodeURIComponent(userId.toWellFormed()))
  const link = /^\.{1,2}$/.test(userId) ? null : webLink(href)
  return link ? { href: link } : { reason: "The lab platform user id does not make an address." }
}

/** Path of our own proxy for a document of a contact. */
export function documentPath(contactId: string, documentId: string): string {
  return `/api/contacts/${encodeURIComponent(contactId)}/documents/${encodeURIComponent(documentId)}`
}
