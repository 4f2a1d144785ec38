import { fullName } from "../shapes.ts"
import type { StoredContact } from "../types.ts"

/** What is looked at, joined once for each contact as it stands. */
const looked = new WeakMap<StoredContact, { text: string; digits: string }>()

function lookedAt(contact: StoredContact) {
  const known = looked.get(contact)
  if (known) return known
  const text = [fullName(contact), contact.email, contact.companyName]
    .filter((part) => part !== undefined)
    .join("\n")
    .toLowerCase()
  const made = { text, digits: (contact.phone ?? "").replace(/\D/g, "") }
  looked.set(contact, made)
  return made
}

/**
 * Whether the free text of a search hits a contact: names, e-mail, company, or digits of the phone.
 * Null: every contact.
 */
export function textTest(text: string): ((contact: StoredContact) => boolean) | null {
  const wanted = text.trim().toLowerCase()
  if (wanted === "") return null
  const digits = wanted.replace(/[\s()+.-]/g, "")
  const isNumber = /^\d{3,}$/.test(digits)
  return (contact) => {
    const seen = lookedAt(contact)
    return seen.text.includes(wanted) || (isNumber && seen.digits.includes(digits))
  }
}
