import "server-only"
import { and, desc, eq, gte, like, lt } from "drizzle-orm"
import { type AuditDetail, auditEvents } from "#lib/db/schema/audit.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"

/** Groups of actions, as the filter offers them: the part of the verb before its dot. */
export const AUDIT_GROUPS = [
  "session",
  "access",
  "contact",
  "contacts",
  "document",
  "draft",
  "reviews",
  "change",
  "reconcile",
  "drift",
  "person",
] as const

export type AuditFilter = {
  group?: (typeof AUDIT_GROUPS)[number]
  personId?: string
  contactId?: string
  /** Instants: from inclusive, to exclusive. */
  from?: Date
  to?: Date
  /** Events older than this one: the next page. */
  before?: number
}

export type AuditRow = {
  id: number
  /** ISO instant. */
  at: string
  actor: "person" | "pipeline" | "system"
  personName: string | null
  action: string
  contactId: string | null
  detail: AuditDetail
}

/** A page of audit events, newest first, and the id to continue before (null on the last page). */
export async function listAuditEvents(
  db: Db,
  filter: AuditFilter,
  limit = 100,
): Promise<{ rows: AuditRow[]; next: number | null }> {
  const found = await db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      actor: auditEvents.actor,
      personName: people.name,
      action: auditEvents.action,
      contactId: auditEvents.contactId,
      detail: auditEvents.detail,
    })
    .from(auditEvents)
    .leftJoin(people, eq(people.id, auditEvents.personId))
    .where(
      and(
        filter.group ? like(auditEvents.action, `${filter.group}.%`) : undefined,
        filter.personId ? eq(auditEvents.personId, filter.personId) : undefined,
        filter.contactId ? eq(auditEvents.contactId, filter.contactId) : undefined,
        filter.from ? gte(auditEvents.at, filter.from) : undefined,
        filter.to ? lt(auditEvents.at, filter.to) : undefined,
        filter.before ? lt(auditEvents.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** People who may be chosen in the filter. */
export function auditPeople(db: Db): Promise<{ id: string; name: string }[]> {
  return db.select({ id: people.id, name: people.name }).from(people).orderBy(people.name)
}
