import "server-only"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact, FieldDefinition } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import type { Problem } from "#lib/problem.ts"
import { fieldsProblemOf } from "./fields-problem.ts"
import { toRow } from "./row.ts"
import type { RowsPage } from "./row-types.ts"
import { cellsOf } from "./table/cells.ts"
import { readableFields } from "./table/fields.ts"
import type { Filter, Sort } from "./table/types.ts"
import { rememberTags } from "./tags-seen.ts"

/** The location's fields; without them (`problem`) the table still shows who is who. */
export type KnownFields = { known: FieldDefinition[]; problem: Problem | null }

/** The fields' names, or why GHL did not give them. */
export async function knownFields(): Promise<KnownFields> {
  try {
    return { known: await ghl().listFieldDefinitions(), problem: null }
  } catch (error) {
    if (!(error instanceof GhlError)) throw error
    log.warn({ kind: error.kind, traceId: error.traceId }, "GHL read of the fields failed")
    return { known: [], problem: fieldsProblemOf(error) }
  }
}

/** By which fields contacts were asked for, for the audit: never with what. */
export const askedBy = ({ filter, sort }: { filter: Filter; sort: Sort | null }) => ({
  ...(filter.conditions.length > 0
    ? { filteredBy: filter.conditions.map(({ field }) => field) }
    : {}),
  ...(sort ? { sortedBy: sort.field } : {}),
})

/** A page of GHL's contacts as rows, audited as delivered to this person. */
export async function deliver<Position>(
  db: Db,
  personId: string,
  audited: { action: "contacts.listed" | "contacts.searched" } & ReturnType<typeof askedBy>,
  page: { contacts: Contact[]; total: number | null; next: Position | null },
  fields: KnownFields,
  columns: string[],
): Promise<RowsPage<Position>> {
  const { contacts, total, next } = page
  const { action, ...by } = audited
  await rememberTags(
    db,
    contacts.flatMap(({ tags }) => tags),
  )
  await recordAudit(db, {
    actor: "person",
    personId,
    action,
    detail: { count: contacts.length, contactIds: contacts.map(({ id }) => id), ...by },
  })
  const readable =
    columns.length > 0 ? readableFields([], fields.known, env().CLINIC_TIME_ZONE) : []
  return {
    rows: contacts.map((contact) => ({
      ...toRow(contact, fields.known),
      cells: cellsOf(contact, readable, columns),
    })),
    total,
    next,
    fieldsProblem: fields.problem,
  }
}
