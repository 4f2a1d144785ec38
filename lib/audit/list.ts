import "server-only"
import { and, desc, eq, gte, like, lt, or, type SQL, sql } from "drizzle-orm"
import { type AuditDetail, auditEvents } from "#lib/db/schema/audit.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import type { AuditGroup } from "./groups.ts"

export type AuditFilter = {
  group?: AuditGroup
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

/** Events about a contact: about it alone, or about several, which stand by id in the detail. */
export const concerns = (contactId: string): SQL | undefined =>
  or(
    eq(auditEvents.contactId, contactId),
    // Both conditions, in these words: they are those of the index.
    sql`(${auditEvents.detail} ? 'contactIds' and (${auditEvents.detail} -> 'contactIds') @> ${JSON.stringify([contactId])}::jsonb)`,
  )

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
        filter.contactId ? concerns(filter.contactId) : undefined,
        filter.from ? gte(auditEvents.at, filter.from) : undefined,
        filter.to ? lt(auditEvents.at, filter.to) : undefined,
        filter.before ? lt(auditEvents.id, filter.before) : undefined,
      ),
    )
    // With a sum no index is in this order: else the whole table is walked back, in search of a contact
    // that is seldom in it.
    .orderBy(filter.contactId ? desc(sql`${auditEvents.id} + 0`) : desc(auditEvents.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** People who may be chosen in the filter. */
export function auditPeople(db: Db): Promise<{ id: string; name: string }[]> {
  return db.select({ id: people.id, name: people.name }).from(people).orderBy(people.name)
}
