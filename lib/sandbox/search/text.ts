import { fullName } from "../shapes.ts"
import type { StoredContact } from "../types.ts"

/** Whether the free text of a search hits: names, e-mail, company, or digits of the phone. */
export function matchesText(contact: StoredContact, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === "") return true
  const haystack = [fullName(contact), contact.email, contact.companyName]
    .filter((part) => part !== undefined)
    .join("\n")
    .toLowerCase()
  if (haystack.includes(wanted)) return true
  const digits = wanted.replace(/[\s()+.-]/g, "")
  return /^\d{3,}$/.test(digits) && (contact.phone ?? "").replace(/\D/g, "").includes(digits)
}
