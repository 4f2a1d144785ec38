import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, FieldDefinition, Ghl } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { laidOver } from "./laid-over.ts"
import type { OwnChanges, Settled, Touched } from "./types.ts"

const AT_ONCE = 6
/** Somebody waits for them, at a call each. */
const MOST_READ = 10
/** A correction outlives a reading of the list that may lag; it must not grow older than a minute. */
const READ_AGAIN_MS = 20_000

/** A contact as it stood when it was read by id after a change of ours; null when it is gone. */
type Correction = { at: number; readAt: number; contact: Contact | null }

/**
 * Contacts that our own changes touched, read by id: the list may lag behind a write, the contact does
 * not. Where there are many, what the changes are known to have left in them is laid over them instead,
 * which costs no call. `at` is by the database's clock, epoch ms.
 */
export function createCorrections(
  ghl: Pick<Ghl, "getContact">,
  changes: Pick<OwnChanges, "settled">,
  now: () => number,
) {
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
    /**
     * Reads those that moved since they were last read here, and those whose reading has aged. Too many
     * to be read: answers what our changes left in them `since`, to be laid over them.
     */
    async catchUp(touched: readonly Touched[], since: number): Promise<readonly Settled[]> {
      const hasAged = ({ readAt }: Correction) => now() - readAt > READ_AGAIN_MS
      const open = touched.filter(({ contactId, at }) => {
        const correction = known.get(contactId)
        return !correction || correction.at < at || hasAged(correction)
      })
      if (open.length > MOST_READ) {
        const ids = open.map(({ contactId }) => contactId)
        for (const [id, correction] of known) if (hasAged(correction)) known.delete(id)
        const settled = await changes.settled(ids, since)
        return settled.filter(({ contactId, at }) => at > (known.get(contactId)?.at ?? 0))
      }
      const next = async () => {
        for (let one = open.shift(); one !== undefined; one = open.shift()) await readOnce(one)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, next))
      return []
    },

    /** What a reading of all contacts is sure to show by now. */
    forgetBefore(at: number): void {
      for (const [id, correction] of known) if (correction.at < at) known.delete(id)
    },

    clear: () => known.clear(),

    /** The contacts with the corrections laid over them; the same array when there are none. */
    over(
      contacts: readonly Contact[],
      settled: readonly Settled[],
      definitions: readonly FieldDefinition[],
    ): readonly Contact[] {
      if (known.size === 0 && settled.length === 0) return contacts
      const steps = Map.groupBy(settled, ({ contactId }) => contactId)
      return contacts.flatMap((listed) => {
        const correction = known.get(listed.id)
        const contact = correction ? correction.contact : listed
        return contact ? laidOver(contact, steps.get(contact.id) ?? [], definitions) : []
      })
    },
  }
}
