import type { ContactCursor } from "#lib/ghl/types.ts"
import type { Problem } from "#lib/problem.ts"
import type { TableField } from "./table/types.ts"

/** What a line of the contacts table shows, and nothing more: all that travels to the browser. */
export type ContactRow = {
  id: string
  /** Empty when GHL has none. */
  name: string
  /** Set where only the letters of the name are known and its capitals are a guess. */
  nameIsGuessed?: true
  email: string | null
  phone: string | null
  /** As GHL's option says: active, inactive. */
  membership: string | null
  /** `step` counts from 1. */
  stage: { label: string; step: number } | null
  bloodworkPurchased: string | null
  /** Calendar day `YYYY-MM-DD`. */
  purchaseDay: string | null
  /** Those of the lifecycle last: the stage tells them already. */
  tags: string[]
  /** ISO instant. */
  updatedAt: string | null
  /** Values of the columns a person chose, by field; empty ones are absent. A day is `YYYY-MM-DD`. */
  cells: Record<string, string>
  /** Names of fields a search found its text in that the row does not show. */
  foundIn: string[]
}

/** A page of rows, and where the next one begins (null on the last). */
export type RowsPage<Position> = {
  rows: ContactRow[]
  total: number | null
  next: Position | null
  /** Set when GHL gave the contacts but not the fields' names: the fields' columns are then empty. */
  fieldsProblem: Problem | null
}

/** A page from the location in memory. */
export type WholePage = {
  mode: "whole"
  rows: ContactRow[]
  /** How many contacts match, and how many there are. */
  matching: number
  all: number
  /** How many more GHL counts than its list gave: they stand in no row, filter or count. */
  missing: number
  fieldsProblem: Problem | null
  /** When to read it again, in ms: a change of ours is on its way. Null: none is. */
  lookAgainMs: number | null
}

/** A page of the table, or that the location is too large: GHL is asked page by page. */
export type TablePage = WholePage | { mode: "paged" }

/** What columns and filters are chosen from. */
export type FieldList = {
  mode: "whole" | "paged"
  fields: TableField[]
  /** Contacts in memory; null where not all are. */
  all: number | null
  /** Most contacts that are kept in memory. */
  limit: number
  /** Set when GHL did not give the custom fields' names: only the contact's own fields are listed. */
  fieldsProblem: Problem | null
}

/** Where a page of the list begins: GHL's cursor, given back unchanged. */
export type ListPosition = ContactCursor

export type ListPage = RowsPage<ListPosition> & {
  /** Whether the location is small enough to be kept in memory: it can be sorted and filtered. */
  whole: boolean
}
export type FoundPage = RowsPage<string>

export const PAGE_SIZES = [20, 50, 100] as const
export type PageSize = (typeof PAGE_SIZES)[number]

/** GHL takes no longer search text. Source: POST /contacts/search. */
export const MAX_SEARCH = 75
