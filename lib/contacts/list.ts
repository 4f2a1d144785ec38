import "server-only"
import type { Db } from "#lib/db/store.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { ContactCursor } from "#lib/ghl/types.ts"
import { deliver, knownFields } from "./deliver.ts"
import type { ListPage } from "./row-types.ts"
import { spelling } from "./spelling.ts"
import { wholeLocation } from "./whole/instance.ts"

/**
 * A page of the location's contacts in GHL's order, audited as delivered to this person. Throws GhlError.
 */
export async function listPage(
  db: Db,
  personId: string,
  input: { limit: number; cursor: ContactCursor | null; columns?: string[] },
): Promise<ListPage> {
  const { limit, cursor, columns = [] } = input
  const [page, fields] = await Promise.all([ghl().listContacts({ limit, cursor }), knownFields()])
  spelling().remember(page.contacts)
  const whole = wholeLocation(db).met(page.total)
  const audited = { action: "contacts.listed" as const }
  return { ...(await deliver(db, personId, audited, page, fields, columns)), whole }
}
