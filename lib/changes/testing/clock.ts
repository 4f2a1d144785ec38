import { sql } from "drizzle-orm"
import type { Db } from "#lib/db/store.ts"

/**
 * As if the store's clock had been set forward: what the audit says of a contact is as much older. Its
 * events cannot be altered otherwise.
 */
export const ageAudit = (db: Db, contactId: string, minutes: number): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`alter table audit_events disable trigger audit_events_append_only`)
    await tx.execute(sql`
      update audit_events set at = at - ${minutes}::int * interval '1 minute'
      where contact_id = ${contactId}`)
    await tx.execute(sql`alter table audit_events enable trigger audit_events_append_only`)
  })
