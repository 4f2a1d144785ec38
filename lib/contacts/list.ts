import "server-only"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact, ContactCursor, FieldDefinition } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { failureOf, type Problem } from "#lib/problem.ts"
import { toRow } from "./row.ts"
import type { FoundPage, ListPage, RowsPage } from "./row-types.ts"
import { createSpelling } from "./spelling.ts"
import { cellsOf } from "./table/cells.ts"
import { readableFields } from "./table/fields.ts"
import { rememberTags } from "./tags-seen.ts"
import { wholeLocation } from "./whole/instance.ts"

// On globalThis: the web framework loads modules more than once in a process.
const holder = globalThis as typeof globalThis & {
  caredeskSpelling?: ReturnType<typeof createSpelling>
}
const spelling = () => {
  holder.caredeskSpelling ??= createSpelling()
  return holder.caredeskSpelling
}

/**
 * A page of the location's contacts in GHL's order, audited as delivered to this person. Throws GhlError.
 */
export async function listPage(
  db: Db,
  personId: string,
  input: { limit: number; cursor: ContactCursor | null; columns?: string[] },
): Promise<ListPage> {
  const { limit, cursor, columns = [] } = input
  const [page, fields] = await Promise.all([ghl().listContacts({ limit, cursor }), definitions()])
  spelling().remember(page.contacts)
  const whole = wholeLocation(db).met(page.total)
  return { ...(await deliver(db, personId, "contacts.listed", page, fields, columns)), whole }
}

/**
 * A page of the contacts that GHL's search finds, newest first, with names in their owners' spelling.
 * GHL looks only at the fields its location made searchable. Audited without the text. Throws GhlError.
 */
export async function searchPage(
  db: Db,
  personId: string,
  input: { query: string; limit: number; after: string | null; columns?: string[] },
): Promise<FoundPage> {
  const { columns = [], ...asked } = input
  const [page, fields] = await Promise.all([ghl().searchContacts(asked), definitions()])
  const contacts = await spelling().spelled(ghl(), page.contacts)
  return deliver(db, personId, "contacts.searched", { ...page, contacts }, fields, columns)
}

/** The fields' names; without them the table still shows who is who. */
async function definitions(): Promise<{ known: FieldDefinition[]; problem: Problem | null }> {
  try {
    return { known: await ghl().listFieldDefinitions(), problem: null }
  } catch (error) {
    if (!(error instanceof GhlError)) throw error
    log.warn({ kind: error.kind, traceId: error.traceId }, "GHL read of the fields failed")
    return { known: [], problem: failureOf(error) }
  }
}

async function deliver<Position>(
  db: Db,
  personId: string,
  action: "contacts.listed" | "contacts.searched",
  page: { contacts: Contact[]; total: number | null; next: Position | null },
  fields: { known: FieldDefinition[]; problem: Problem | null },
  columns: string[],
): Promise<RowsPage<Position>> {
  const { contacts, total, next } = page
  await rememberTags(
    db,
    contacts.flatMap(({ tags }) => tags),
  )
  await recordAudit(db, {
    actor: "person",
    personId,
    action,
    detail: { count: contacts.length, contactIds: contacts.map(({ id }) => id) },
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
