import "server-only"
import type { Contact } from "#lib/ghl/types.ts"
import { type ReadableField, valueText } from "./fields.ts"
import { fold } from "./texts.ts"

/** Fields whose hits show by themselves: they stand in the row. */
const SHOWN = new Set(["name", "email", "phone"])
/** What everybody has, or what is no word of the contact's. */
const NOT_SEARCHED = new Set(["doNotDisturb", "dateAdded", "updatedAt"])
const MAX_TOLD = 2

const digitsOf = (text: string) => text.replace(/\D/g, "")

/**
 * Finds the words of a text, each of them somewhere in any field of the contact, and digits in the
 * phone however it is written. Answers the names of fields that were hit and do not stand in every row,
 * or null when the contact is not found.
 */
export function searchTest(
  text: string,
  fields: readonly ReadableField[],
): ((contact: Contact) => string[] | null) | null {
  const words = fold(text).split(" ").filter(Boolean)
  if (words.length === 0) return null
  const number = /^[\d\s()+.-]{3,}$/.test(text.trim()) ? digitsOf(text) : ""
  const searched = fields.filter(({ id }) => !NOT_SEARCHED.has(id))
  return (contact) => {
    if (number !== "" && digitsOf(contact.phone ?? "").includes(number)) return []
    const open = new Set(words)
    const told: string[] = []
    for (const field of searched) {
      const value = folded(contact, field)
      const hits =
        value === "" ? [] : words.filter((word) => open.has(word) && value.includes(word))
      if (hits.length === 0) continue
      if (!SHOWN.has(field.id)) told.push(field.name)
      for (const word of hits) open.delete(word)
      if (open.size === 0) return told.slice(0, MAX_TOLD)
    }
    return null
  }
}

/** Texts are folded once for each contact as it stands. */
const known = new WeakMap<Contact, Map<string, string>>()

function folded(contact: Contact, field: ReadableField): string {
  const texts = known.get(contact) ?? new Map<string, string>()
  known.set(contact, texts)
  const cached = texts.get(field.id)
  if (cached !== undefined) return cached
  const value = field.read(contact)
  const text = value ? fold(valueText(value)) : ""
  texts.set(field.id, text)
  return text
}
