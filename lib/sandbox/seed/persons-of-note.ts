import { DEFAULT_SEED } from "./labs.ts"
import { createPerson } from "./people.ts"
import { PAGE_THREE, personas } from "./personas.ts"

/** A contact by what is special about it: for tests that look for it on a screen. */
export type NotedContact = { id: string; name: string }

function contactAt(seed: number, index: number): NotedContact {
  const { contact } = createPerson(seed, index)
  return { id: contact.id, name: [contact.firstName, contact.lastName].join(" ").trim() }
}

/** On page 3 at 20 a page, with a lab PDF, the tag bloodwork_scheduled and call notes. */
export function pageThreeContact(seed = DEFAULT_SEED): NotedContact {
  return contactAt(seed, PAGE_THREE)
}

/** With markup in a note and in fields. */
export function markupContact(seed = DEFAULT_SEED): NotedContact {
  return contactAt(seed, indexWhere("markup"))
}

/** With values of shapes that the definitions do not promise. */
export function strangeContact(seed = DEFAULT_SEED): NotedContact {
  return contactAt(seed, indexWhere("strange"))
}

function indexWhere(property: "markup" | "strange"): number {
  return Number(Object.keys(personas).find((index) => personas[Number(index)]?.[property]))
}
