import "server-only"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Contact, SearchOrder, SearchPage } from "#lib/ghl/types.ts"
import { askedBy, deliver, knownFields } from "./deliver.ts"
import { ownChangesOver } from "./own-changes-over.ts"
import type { FoundPage } from "./row-types.ts"
import { spelling } from "./spelling.ts"
import { sortedBy } from "./table/by-search.ts"
import { type ReadableField, readableFields } from "./table/fields.ts"
import { FilterError, filterTest, SORT_GONE } from "./table/filters.ts"
import { searchFilter } from "./table/search-filter.ts"
import type { Filter, Sort } from "./table/types.ts"
import { today } from "./words.ts"

/** What is looked for by GHL's search. */
type SearchQuestion = {
  /** Looked for in the fields that the location made searchable; empty: no text. */
  query: string
  filter: Filter
  sort: Sort | null
  limit: number
  /** Position of the page; null for the first. */
  after: string | null
}

/**
 * A page of the contacts that GHL's search finds, newest first unless it is sorted: one request of GHL,
 * however many contacts there are. GHL's index lags: those that our own changes touched within the last
 * half minute are read by id, and left out where they do not pass the filter any more. Names that were
 * not seen just now have capitals that are guessed, and the row says so; `spelledNames` has them right.
 * Audited without texts and values. Throws GhlError, and FilterError for what GHL cannot be asked.
 */
export async function searchPage(
  db: Db,
  personId: string,
  question: SearchQuestion & { columns?: string[] },
): Promise<FoundPage> {
  const { columns = [] } = question
  const [{ page, passes }, fields] = await Promise.all([ask(question), knownFields()])
  const { contacts: found, touched } = await ownChangesOver(db, page.contacts)
  const passing = found.filter((contact) => !touched.has(contact.id) || passes(contact))
  const contacts = passing.map(spelling().recall)
  const left = page.contacts.length - contacts.length
  const total = page.total === null ? null : page.total - left
  const audited = { action: "contacts.searched" as const, ...askedBy(question) }
  return deliver(db, personId, audited, { ...page, contacts, total }, fields, columns)
}

async function ask({
  filter,
  sort,
  ...rest
}: SearchQuestion): Promise<{ page: SearchPage; passes: (contact: Contact) => boolean }> {
  const clinicTimeZone = env().CLINIC_TIME_ZONE
  const clock = { clinicTimeZone, today: today(clinicTimeZone) }
  const fields = new Map((await fieldsFor(filter)).map((field) => [field.id, field]))
  const { query, limit, after } = rest
  const asked = searchFilter(filter, fields, clock)
  const page = await ghl().searchContacts({
    query,
    limit,
    after,
    filter: asked,
    order: sort && orderOf(sort),
  })
  return { page, passes: filterTest(filter, fields, clock.today) }
}

/** The fields that a filter may name; GHL's definitions are needed only for custom ones. */
async function fieldsFor({ conditions }: Filter): Promise<ReadableField[]> {
  const { CLINIC_TIME_ZONE } = env()
  const own = readableFields([], [], CLINIC_TIME_ZONE)
  if (conditions.every(({ field }) => own.some(({ id }) => id === field))) return own
  const { known, problem } = await knownFields()
  const fields = readableFields([], known, CLINIC_TIME_ZONE)
  const unknown = conditions.find(({ field }) => fields.every(({ id }) => id !== field))
  if (problem && unknown) throw new FilterError(unknown.field, problem)
  return fields
}

function orderOf({ field, direction }: Sort): SearchOrder {
  const by = sortedBy(field)
  if (by === null) throw new FilterError(field, SORT_GONE)
  return { by: by === "updatedAt" ? "dateUpdated" : by, direction }
}
