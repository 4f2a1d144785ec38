import "server-only"
import type { Contact } from "#lib/ghl/types.ts"
import type { Whole } from "../whole/types.ts"
import { type ReadableField, readableFields } from "./fields.ts"
import { FilterError, filterTest, SORT_GONE } from "./filters.ts"
import { searchTest } from "./search.ts"
import { sorted } from "./sorting.ts"
import type { Filter, Sort, TableField } from "./types.ts"

/** What is asked of the table. */
export type TableQuestion = { search: string; filter: Filter; sort: Sort | null }

/** A contact that was found, and the names of the fields it was found in that its row does not show. */
export type Hit = { contact: Contact; foundIn: string[] }

const fieldsKept = new WeakMap<Whole, ReadableField[]>()

/** The fields of a location that is in memory, made once for each state of it. */
export function fieldsOf(whole: Whole, clinicTimeZone: string): ReadableField[] {
  const known = fieldsKept.get(whole)
  if (known) return known
  const fields = readableFields(whole.contacts, whole.definitions, clinicTimeZone)
  fieldsKept.set(whole, fields)
  return fields
}

/** The contacts that match, in the order asked for, or GHL's. Throws FilterError. */
export function matching(
  whole: Whole,
  { search, filter, sort }: TableQuestion,
  { clinicTimeZone, today }: { clinicTimeZone: string; today: string },
): Hit[] {
  const fields = fieldsOf(whole, clinicTimeZone)
  const byId = new Map(fields.map((field) => [field.id, field]))
  const unknown = filter.conditions.find(({ field }) => !byId.has(field))
  if (whole.fieldsProblem && unknown) throw new FilterError(unknown.field, whole.fieldsProblem)
  const passes = filterTest(filter, byId, today)
  const finds = searchTest(search, fields)
  const by = sort && byId.get(sort.field)
  if (sort && !by) throw new FilterError(sort.field, whole.fieldsProblem ?? SORT_GONE)
  const contacts = by ? sorted(whole.contacts, by, sort.direction) : whole.contacts
  return contacts.flatMap((contact) => {
    if (!passes(contact)) return []
    const foundIn = finds ? finds(contact) : []
    return foundIn === null ? [] : { contact, foundIn }
  })
}

const countsKept = new WeakMap<readonly Contact[], Map<string, number>>()

/** The fields with how many of the contacts have a value in each. */
export function filledFields(whole: Whole, clinicTimeZone: string): TableField[] {
  const fields = fieldsOf(whole, clinicTimeZone)
  const counts =
    countsKept.get(whole.contacts) ??
    new Map(
      fields.map(({ id, read }) => [
        id,
        whole.contacts.reduce((sum, contact) => sum + (read(contact) === undefined ? 0 : 1), 0),
      ]),
    )
  countsKept.set(whole.contacts, counts)
  return fields.map((field) => ({ ...shown(field), filled: counts.get(field.id) ?? 0 }))
}

/** A field as it travels to the browser. */
export const shown = (field: ReadableField): TableField => {
  const { id, name, kind, dataType, group, options } = field
  return { id, name, kind, dataType, group, options, moreOptions: false, filled: null }
}
