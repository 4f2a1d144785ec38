import "server-only"
import { formatDay } from "#lib/day-text.ts"
import type { Contact, FieldValue } from "#lib/ghl/types.ts"
import { shownText } from "./cells.ts"
import { type ReadableField, valueText } from "./fields.ts"
import { fold } from "./texts.ts"

/** Fields whose hits show by themselves: they stand in the row. */
const SHOWN = new Set(["name", "email", "phone"])
/** What everybody has, or what is no word of the contact's. */
const NOT_SEARCHED = new Set(["doNotDisturb", "dateAdded", "updatedAt"])
const MAX_TOLD = 2

const digitsOf = (text: string) => text.replace(/\D/g, "")

/**
 * Finds the words of a text, each of them somewhere in any field of the contact as it was stored or as
 * the table shows it, and digits in the phone however it is written. Answers the names of fields that were hit and do not stand in every row,
 * or null when the contact is not found. Without a word there is no test.
 */
export function searchTest(
  text: string,
  fields: readonly ReadableField[],
): ((contact: Contact) => string[] | null) | null {
  const words = fold(text).split(" ").filter(Boolean)
  if (words.length === 0) return null
  const number = /^[\d\s()+.-]{3,}$/.test(text.trim()) ? digitsOf(text) : ""
  const names = new Map(fields.map(({ id, name }) => [id, name]))
  return (contact) => {
    if (number !== "" && digitsOf(contact.phone ?? "").includes(number)) return []
    const open = new Set(words)
    const told: string[] = []
    for (const { id, text: value } of textsOf(contact, fields)) {
      const hits = [...open].filter((word) => value.includes(word))
      if (hits.length > 0 && !SHOWN.has(id)) told.push(names.get(id) ?? id)
      for (const word of hits) open.delete(word)
      if (open.size === 0) return told.slice(0, MAX_TOLD)
    }
    return null
  }
}

type FoldedText = { id: string; text: string }

/** Made once for each contact as it stands: most of a search is the folding. */
const known = new WeakMap<Contact, FoldedText[]>()

function textsOf(contact: Contact, fields: readonly ReadableField[]): FoldedText[] {
  const cached = known.get(contact)
  if (cached) return cached
  const texts = fields.flatMap((field) => {
    const value = NOT_SEARCHED.has(field.id) ? undefined : field.read(contact)
    return value ? [{ id: field.id, text: fold(textOf(field, value)) }] : []
  })
  known.set(contact, texts)
  return texts
}

/** An amount is looked for in dollars too, and a day in words. */
function textOf(field: ReadableField, value: FieldValue): string {
  const stored = valueText(value)
  const shown = field.kind === "day" ? formatDay(stored) : shownText(field, value)
  return shown === stored ? stored : `${stored} ${shown}`
}
