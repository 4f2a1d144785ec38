import "server-only"
import { type AuditDetail, auditEvents } from "#lib/db/schema/audit.ts"
import type { Db } from "#lib/db/store.ts"
import type { AuditVerb } from "./words.ts"

export type AuditEntry = {
  actor: "person" | "pipeline" | "system"
  personId?: string | null
  /** Dotted verb: `contact.opened`, `change.created`, `session.refused`. */
  action: AuditVerb
  contactId?: string | null
  /** Ids, kinds, field names, tags, fingerprints and traceIds: never texts or names of clients. */
  detail?: AuditDetail
}

/** Appends an audit event, in the caller's transaction where one is given: no act without its event. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.insert(auditEvents).values({
    actor: entry.actor,
    personId: entry.personId ?? null,
    action: entry.action,
    contactId: entry.contactId ?? null,
    detail: entry.detail ?? {},
  })
}
