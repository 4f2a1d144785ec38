import "server-only"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { createMinuteMap, type MinuteMap } from "./minute-map.ts"

const AT_A_TIME = 6

// On globalThis: the web framework loads modules more than once in a process.
const holder = globalThis as typeof globalThis & {
  caredeskNames?: MinuteMap<string>
}

function kept(): MinuteMap<string> {
  holder.caredeskNames ??= createMinuteMap()
  return holder.caredeskNames
}

/**
 * Names of contacts in their owners' spelling, by id, audited as delivered to this person. A contact
 * that GHL does not give now is left out: lists work without names.
 */
export async function contactNames(
  db: Db,
  personId: string,
  contactIds: string[],
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const names = kept()
  const wanted = [...new Set(contactIds)]
  const missing = wanted.filter((id) => names.get(id) === undefined)
  const readNext = async () => {
    for (let id = missing.shift(); id !== undefined; id = missing.shift()) {
      const contact = await ghl()
        .getContact(id, { signal })
        .catch((error: unknown) => {
          if (!(error instanceof GhlError) && !signal.aborted) throw error
          return null
        })
      if (contact?.name) names.set(id, contact.name)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, readNext))
  const found = wanted.flatMap((id) => {
    const name = names.get(id)
    return name ? [[id, name] as const] : []
  })
  if (found.length > 0) {
    await recordAudit(db, {
      actor: "person",
      personId,
      action: "contacts.named",
      detail: { contactIds: found.map(([id]) => id) },
    })
  }
  return Object.fromEntries(found)
}
