import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, Ghl } from "#lib/ghl/types.ts"

/** Contacts stay in memory for at most a minute. */
const KEEP_MS = 60_000
/** A page never costs more reads than a quarter of GHL's budget for ten seconds. */
const MAX_READS = 25
const AT_ONCE = 5

type Seen = { name: string; until: number }

/**
 * Gives contacts found by search their names back: the search index keeps lower-cased names only.
 * From pages seen within the last minute, then by reading contacts by id: as many calls as there are
 * hits, however many contacts there are. What is still missing keeps its guess of capitals.
 */
export function createSpelling(now: () => number = Date.now) {
  const seen = new Map<string, Seen>()

  function remember(contacts: readonly Contact[]): void {
    for (const [id, { until }] of seen) {
      if (until > now()) break
      seen.delete(id)
    }
    for (const contact of contacts) {
      if (contact.nameIsLowerCased) continue
      // Deleted first, so that the map stays in the order of age.
      seen.delete(contact.id)
      seen.set(contact.id, { name: contact.name, until: now() + KEEP_MS })
    }
  }

  /** The contact with its name as it was seen within the last minute; as it is when it was not. */
  function recall(contact: Contact): Contact {
    if (!contact.nameIsLowerCased) return contact
    const known = seen.get(contact.id)
    // Another name than the index has: it was changed since, and which one is newer is not known here.
    if (!known || known.until <= now() || !sameLetters(known.name, contact.name)) return contact
    return { ...contact, name: known.name, nameIsLowerCased: undefined }
  }

  async function spelled(ghl: Ghl, found: readonly Contact[]): Promise<Contact[]> {
    const contacts = found.map(recall)
    const asked = contacts
      .filter((contact) => contact.nameIsLowerCased)
      .slice(0, MAX_READS)
      .map(({ id }) => id)
    const read = new Map<string, Contact>()
    const worker = async () => {
      for (let id = asked.shift(); id !== undefined; id = asked.shift()) {
        const contact = await ghl.getContact(id).catch(onlyGhl)
        if (contact) read.set(id, contact)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    remember([...read.values()])
    return contacts.map((contact) => read.get(contact.id) ?? contact)
  }

  return { remember, recall, spelled }
}

// On globalThis: the web framework loads modules more than once in a process.
const holder = globalThis as typeof globalThis & {
  caredeskSpelling?: ReturnType<typeof createSpelling>
}

/** The spellings this process has seen; one a process. */
export function spelling(): ReturnType<typeof createSpelling> {
  holder.caredeskSpelling ??= createSpelling()
  return holder.caredeskSpelling
}

const sameLetters = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** A name's capitals are not worth a failed page; other errors are bugs and go on. */
function onlyGhl(error: unknown): null {
  if (error instanceof GhlError) return null
  throw error
}
