import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, FieldDefinition, Ghl } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { createMinuteMap } from "../minute-map.ts"
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
 * not. Where there are many, and where one cannot be read, what the changes are known to have left in
 * them is laid over them instead, which costs no call. `at` is by the database's clock, epoch ms.
 */
export function createCorrections(
  ghl: Pick<Ghl, "getContact">,
  changes: Pick<OwnChanges, "settled">,
  now: () => number,
) {
  const known = createMinuteMap<Correction>(now)
  const reading = new Map<string, { at: number; done: Promise<boolean> }>()

  /** A reading that began before the change must not hide one that began after it, whichever ends last. */
  function learn(contactId: string, correction: Correction): void {
    const before = known.get(contactId)
    if (!before || before.at <= correction.at) {
      known.set(contactId, correction, correction.readAt)
    }
  }

  /** Answers whether the contact could be read. */
  async function read({ contactId, at }: Touched): Promise<boolean> {
    const readAt = now()
    try {
      const contact = await ghl.getContact(contactId, { fresh: true })
      learn(contactId, { at, readAt, contact })
      return true
    } catch (error) {
      if (!(error instanceof GhlError)) throw error
      if (error.kind === "not-found") {
        learn(contactId, { at, readAt, contact: null })
        return true
      }
      log.warn({ contactId, kind: error.kind }, "a changed contact could not be read again")
      return false
    }
  }

  /** One reading at a time for a contact, whoever asks. */
  function readOnce(touched: Touched): Promise<boolean> {
    const underway = reading.get(touched.contactId)
    if (underway && underway.at >= touched.at) return underway.done
    const done = read(touched).finally(() => {
      if (reading.get(touched.contactId)?.done === done) reading.delete(touched.contactId)
    })
    reading.set(touched.contactId, { at: touched.at, done })
    return done
  }

  /** What our changes left in these contacts and what is known of them need not show. */
  async function left(contactIds: readonly string[], since: number): Promise<readonly Settled[]> {
    if (contactIds.length === 0) return []
    const settled = await changes.settled(contactIds, since)
    return settled.filter(({ contactId, at }) => at > (known.get(contactId)?.at ?? 0))
  }

  return {
    /**
     * Reads those that moved since they were last read here, and those whose reading has aged. Answers
     * what our changes left `since` in those that are too many to be read, or that could not be, to be
     * laid over them; the next look tries again.
     */
    async catchUp(touched: readonly Touched[], since: number): Promise<readonly Settled[]> {
      const hasAged = (correction: Correction) => now() - correction.readAt > READ_AGAIN_MS
      const open = touched.filter(({ contactId, at }) => {
        const correction = known.get(contactId)
        return !correction || correction.at < at || hasAged(correction)
      })
      if (open.length > MOST_READ) {
        known.deleteWhere(hasAged)
        return left(
          open.map(({ contactId }) => contactId),
          since,
        )
      }
      const unread: string[] = []
      const next = async () => {
        for (let one = open.shift(); one !== undefined; one = open.shift()) {
          if (!(await readOnce(one))) unread.push(one.contactId)
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, next))
      return left(unread, since)
    },

    /** What a reading of all contacts is sure to show by now. */
    forgetBefore(at: number): void {
      known.deleteWhere((correction) => correction.at < at)
    },

    clear: known.clear,

    /** The contacts with the corrections laid over them; the same array when there are none. */
    over(
      contacts: readonly Contact[],
      settled: readonly Settled[],
      definitions: readonly FieldDefinition[],
    ): readonly Contact[] {
      if (known.size() === 0 && settled.length === 0) return contacts
      const steps = Map.groupBy(settled, ({ contactId }) => contactId)
      return contacts.flatMap((listed) => {
        const correction = known.get(listed.id)
        const contact = correction ? correction.contact : listed
        return contact ? laidOver(contact, steps.get(contact.id) ?? [], definitions) : []
      })
    },
  }
}
