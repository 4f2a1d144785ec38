import "server-only"
import { recordRead } from "#lib/audit/reads.ts"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { askedBy } from "../deliver.ts"
import { toRow } from "../row.ts"
import type { TablePage, WholePage } from "../row-types.ts"
import { rememberTags } from "../tags-seen.ts"
import { wholeLocation } from "../whole/instance.ts"
import type { Whole } from "../whole/types.ts"
import { today } from "../words.ts"
import { cellsOf } from "./cells.ts"
import { lookAgainMs } from "./look-again.ts"
import { fieldsOf, matching, type TableQuestion } from "./view.ts"

type TableInput = TableQuestion & {
  columns: string[]
  /** Place of the first row, from 0. */
  from: number
  limit: number
}

/**
 * A page of the table from the location in memory: searched, filtered and sorted by any field, audited
 * as delivered to this person, with the fields it was filtered by and not what was looked for. Where the
 * location has more contacts than are kept, that is the answer. Throws GhlError and FilterError.
 */
export async function tablePage(
  db: Db,
  personId: string,
  input: TableInput,
  { byItself = false }: { byItself?: boolean } = {},
): Promise<TablePage> {
  const again = await lookAgainMs(db)
  const whole = await wholeLocation(db).read()
  return whole ? deliver(db, { personId, byItself }, whole, again, input) : { mode: "paged" }
}

/** The first page, when the location is in memory already; undefined when GHL is to be asked. */
export async function firstTablePage(
  db: Db,
  personId: string,
  limit: number,
): Promise<WholePage | undefined> {
  const again = await lookAgainMs(db)
  const whole = await wholeLocation(db).readIfHere()
  if (!whole) return undefined
  const everybody = { search: "", filter: { match: "all" as const, conditions: [] }, sort: null }
  return deliver(db, { personId, byItself: false }, whole, again, {
    ...everybody,
    columns: [],
    from: 0,
    limit,
  })
}

async function deliver(
  db: Db,
  to: { personId: string; byItself: boolean },
  whole: Whole,
  again: number | null,
  input: TableInput,
): Promise<WholePage> {
  const { CLINIC_TIME_ZONE: clinicTimeZone } = env()
  const hits = matching(whole, input, { clinicTimeZone, today: today(clinicTimeZone) })
  const page = hits.slice(input.from, input.from + input.limit)
  const contacts = page.map(({ contact }) => contact)
  const { filter, search } = input
  await rememberTags(
    db,
    contacts.flatMap(({ tags }) => tags),
  )
  const entry = {
    action:
      search === "" && filter.conditions.length === 0 ? "contacts.listed" : "contacts.searched",
    detail: {
      count: contacts.length,
      contactIds: contacts.map(({ id }) => id),
      ...askedBy(input),
      ...(input.columns.length > 0 ? { columns: input.columns } : {}),
    },
  } as const
  // What a person asks for is an event each time; what the page reads again is one while it brings the same.
  await (to.byItself
    ? recordRead(db, {
        verb: entry.action,
        personId: to.personId,
        subject: entry.detail,
        byItself: true,
      })
    : recordAudit(db, { actor: "person", personId: to.personId, ...entry }))
  const fields = fieldsOf(whole, clinicTimeZone)
  return {
    mode: "whole",
    rows: page.map(({ contact, foundIn }) => ({
      ...toRow(contact, whole.definitions),
      cells: cellsOf(contact, fields, input.columns),
      foundIn,
    })),
    matching: hits.length,
    all: whole.contacts.length,
    missing: whole.missing,
    fieldsProblem: whole.fieldsProblem,
    lookAgainMs: again,
  }
}
