import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, Ghl } from "#lib/ghl/types.ts"
import { createMinuteMap } from "./minute-map.ts"

/** Capitals are not worth more of GHL's limit, however much is looked for. */
const SHARE = 1 / 4
const AT_ONCE = 5

/** `byId`: read from the contact itself, and not off a page that may be of before a change. */
type Seen = { name: string; byId: boolean }

/**
 * Gives contacts found by search their names back: the search index keeps lower-cased names only. At
 * once from pages seen within the last minute, and afterwards by reading contacts by id: as many calls
 * as there are hits, however many contacts there are. What is still missing keeps its guess of capitals.
 */
export function createSpelling(now: () => number = Date.now) {
  const seen = createMinuteMap<Seen>(now)
  /** When contacts were read for their names lately, oldest first. */
  let readAt: number[] = []

  function remember(contacts: readonly Contact[], byId = false): void {
    for (const { id, name, nameIsLowerCased } of contacts) {
      if (!nameIsLowerCased) seen.set(id, { name, byId })
    }
  }

  /** The contact with its name as it was seen within the last minute; as it is when it was not. */
  function recall(contact: Contact): Contact {
    if (!contact.nameIsLowerCased) return contact
    const known = seen.get(contact.id)
    // Another name than the index has: it was changed since, and which one is newer is not known here.
    if (!known || !sameLetters(known.name, contact.name)) return contact
    return { ...contact, name: known.name, nameIsLowerCased: undefined }
  }

  const nameById = (id: string): string | null => {
    const known = seen.get(id)
    return known?.byId ? known.name : null
  }

  /**
   * Names by id, as they were read from the contacts themselves within the last minute or are now: in
   * the background's lane, and in each of GHL's intervals for at most a quarter of its limit as the
   * headers tell it. Who is above that or cannot be read is left out.
   */
  async function names(
    ghl: Pick<Ghl, "budget" | "getContact">,
    contactIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<Map<string, string>> {
    const { limit, intervalMs } = (await ghl.budget()).interval
    const asked = contactIds.filter((id) => nameById(id) === null)
    const worker = async () => {
      for (let id = asked.shift(); id !== undefined; id = asked.shift()) {
        readAt = readAt.filter((at) => now() - at < intervalMs)
        if (signal?.aborted || readAt.length >= Math.floor(limit * SHARE)) return
        readAt.push(now())
        const contact = await ghl
          .getContact(id, { priority: "background", signal })
          .catch((error: unknown) => onlyGhl(error, signal))
        if (contact) remember([contact], true)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    return new Map(
      contactIds.flatMap((id) => {
        const name = nameById(id)
        return name === null ? [] : [[id, name] as const]
      }),
    )
  }

  return { remember, recall, names }
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
function onlyGhl(error: unknown, signal: AbortSignal | undefined): null {
  if (error instanceof GhlError || signal?.aborted) return null
  throw error
}
