import type { ContactCursor } from "#lib/ghl/types.ts"
import type { Problem } from "#lib/problem.ts"

/** What a line of the contacts table shows, and nothing more: all that travels to the browser. */
export type ContactRow = {
  id: string
  /** Empty when GHL has none. */
  name: string
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
}

/** A page of rows, and where the next one begins (null on the last). */
export type RowsPage<Position> = {
  rows: ContactRow[]
  total: number | null
  next: Position | null
  /** Set when GHL gave the contacts but not the fields' names: the fields' columns are then empty. */
  fieldsProblem: Problem | null
}

/** Where a page of the list begins: GHL's cursor, given back unchanged. */
export type ListPosition = ContactCursor

export type ListPage = RowsPage<ListPosition>
export type FoundPage = RowsPage<string>

export const PAGE_SIZES = [20, 50, 100] as const
export type PageSize = (typeof PAGE_SIZES)[number]

/** GHL takes no longer search text. Source: POST /contacts/search. */
export const MAX_SEARCH = 75
