import "server-only"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { spelling } from "./spelling.ts"

/**
 * Names in their owners' spelling, by id, for contacts that a search found with guessed capitals: behind
 * whatever people wait for, and for a part of GHL's limit only. Who is left out keeps the guess. Audited
 * as delivered to this person.
 */
export async function spelledNames(
  db: Db,
  personId: string,
  contactIds: string[],
  signal?: AbortSignal,
): Promise<Record<string, string>> {
  const names = await spelling().names(ghl(), contactIds, signal)
  if (names.size > 0) {
    await recordAudit(db, {
      actor: "person",
      personId,
      action: "contacts.named",
      detail: { contactIds: [...names.keys()] },
    })
  }
  return Object.fromEntries(names)
}
