import "server-only"
import type { Db } from "#lib/db/store.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact } from "#lib/ghl/types.ts"
import { knownFields } from "./deliver.ts"
import { createCorrections } from "./whole/corrections.ts"
import { ownChangesIn } from "./whole/own-changes.ts"
import type { OwnChanges } from "./whole/types.ts"

/** GHL's index shows a write some seconds later; no sign of it took longer than this. */
const INDEX_LAG_MS = 30_000

// On globalThis: the web framework loads modules more than once in a process.
const holder = globalThis as { caredeskFound?: ReturnType<typeof createCorrections> }

function corrections(changes: OwnChanges) {
  holder.caredeskFound ??= createCorrections(
    { getContact: (id, options) => ghl().getContact(id, options) },
    changes,
    Date.now,
  )
  return holder.caredeskFound
}

/**
 * Contacts that an index gave, those of them read by id that a change of ours touched while the index
 * may not show it (of many, and of those that cannot be read, with what the changes left in them): by
 * whichever process, by the store's clock. `touched`: which they are. One that is gone is left out.
 * Without a change of ours on the page GHL is asked nothing.
 */
export async function ownChangesOver(
  db: Db,
  contacts: readonly Contact[],
): Promise<{ contacts: readonly Contact[]; touched: Set<string> }> {
  const changes = ownChangesIn(db)
  const since = (await changes.now()) - INDEX_LAG_MS
  const ids = new Set(contacts.map(({ id }) => id))
  const touched = (await changes.since(since)).filter(({ contactId }) => ids.has(contactId))
  const known = corrections(changes)
  known.forgetBefore(since)
  const settled = await known.catchUp(touched, since)
  const definitions = settled.length > 0 ? (await knownFields()).known : []
  return {
    contacts: known.over(contacts, settled, definitions),
    touched: new Set(touched.map(({ contactId }) => contactId)),
  }
}
