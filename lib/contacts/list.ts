import "server-only"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact, ContactCursor, FieldDefinition } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { failureOf, type Problem } from "#lib/problem.ts"
import { toRow } from "./row.ts"
import type { FoundPage, ListPage, RowsPage } from "./row-types.ts"
import { createSpelling } from "./spelling.ts"
import { rememberTags } from "./tags-seen.ts"

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
  input: { limit: number; cursor: ContactCursor | null },
): Promise<ListPage> {
  const [page, fields] = await Promise.all([ghl().listContacts(input), definitions()])
  spelling().remember(page.contacts)
  return deliver(db, personId, "contacts.listed", page, fields)
}

/**
 * A page of the contacts that GHL's search finds, newest first, with names in their owners' spelling.
 * GHL looks only at the fields its location made searchable. Audited without the text. Throws GhlError.
 */
export async function searchPage(
  db: Db,
  personId: string,
  input: { query: string; limit: number; after: string | null },
): Promise<FoundPage> {
  const [page, fields] = await Promise.all([ghl().searchContacts(input), definitions()])
  const contacts = await spelling().spelled(ghl(), page.contacts)
  return deliver(db, personId, "contacts.searched", { ...page, contacts }, fields)
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
  return {
    rows: contacts.map((contact) => toRow(contact, fields.known)),
    total,
    next,
    fieldsProblem: fields.problem,
  }
}
