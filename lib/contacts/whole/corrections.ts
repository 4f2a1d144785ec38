import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, Ghl } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import type { Touched } from "./types.ts"

const AT_ONCE = 6
/** A correction outlives a reading of the list that may lag; it must not grow older than a minute. */
const READ_AGAIN_MS = 20_000

/** A contact as it stood when it was read by id after a change of ours; null when it is gone. */
type Correction = { at: number; readAt: number; contact: Contact | null }

/**
 * Contacts that our own changes touched, read by id: the list may lag behind a write, the contact does
 * not. `at` is by the database's clock, epoch ms.
 */
export function createCorrections(ghl: Pick<Ghl, "getContact">, now: () => number) {
  const known = new Map<string, Correction>()
  const reading = new Map<string, { at: number; done: Promise<void> }>()

  async function read({ contactId, at }: Touched): Promise<void> {
    const readAt = now()
    try {
      const contact = await ghl.getContact(contactId, { fresh: true })
      known.set(contactId, { at, readAt, contact })
    } catch (error) {
      if (!(error instanceof GhlError)) throw error
      if (error.kind === "not-found") known.set(contactId, { at, readAt, contact: null })
      // As it was read with the others; the next look tries again.
      else log.warn({ contactId, kind: error.kind }, "a changed contact could not be read again")
    }
  }

  /** One reading at a time for a contact, whoever asks. */
  function readOnce(touched: Touched): Promise<void> {
    const underway = reading.get(touched.contactId)
    if (underway && underway.at >= touched.at) return underway.done
    const done = read(touched).finally(() => {
      if (reading.get(touched.contactId)?.done === done) reading.delete(touched.contactId)
    })
    reading.set(touched.contactId, { at: touched.at, done })
    return done
  }

  return {
    /** Reads those that moved since they were last read here, and those whose reading has aged. */
    async catchUp(touched: readonly Touched[]): Promise<void> {
      const open = touched.filter(({ contactId, at }) => {
        const correction = known.get(contactId)
        return !correction || correction.at < at || now() - correction.readAt > READ_AGAIN_MS
      })
      const next = async () => {
        for (let one = open.shift(); one !== undefined; one = open.shift()) await readOnce(one)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, next))
    },

    /** What a reading of all contacts is sure to show by now. */
    forgetBefore(at: number): void {
      for (const [id, correction] of known) if (correction.at < at) known.delete(id)
    },

    clear: () => known.clear(),

    /** The contacts with the corrections laid over them; the same array when there are none. */
    over(contacts: readonly Contact[]): readonly Contact[] {
      if (known.size === 0) return contacts
      return contacts.flatMap((contact) => {
        const correction = known.get(contact.id)
        return correction ? (correction.contact ?? []) : contact
      })
    },
  }
}
