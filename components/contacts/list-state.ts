"use client"

import { useSyncExternalStore } from "react"
import { z } from "zod"
import { type ListPosition, PAGE_SIZES, type PageSize } from "#lib/contacts/row-types.ts"
import {
  type Condition,
  columnsSchema,
  type Filter,
  type Sort,
  type TableField,
} from "#lib/contacts/table/types.ts"

/** Where each page met so far begins (the first at null), and which one is shown. */
type Trail<Position> = { starts: (Position | null)[]; index: number }

/** whole: the server has the location in memory. paged: GHL is asked page by page. */
export type Mode = "whole" | "paged"

/** A filter as it is being put together, complete or not. */
export type DraftCondition = Condition &
  Pick<TableField, "kind" | "dataType" | "name"> & {
    /** Tells it from another on the same field. */
    key: string
  }

/** The field a filter is on, as far as the filter knows it. */
export const fieldOf = ({ field: id, kind, dataType }: DraftCondition) => ({ id, kind, dataType })
type DraftFilter = { match: Filter["match"]; conditions: DraftCondition[] }

export type ListState = {
  /** Null until the first answer tells. */
  mode: Mode | null
  pageSize: PageSize
  /** What is searched for; in this tab's memory and nowhere else. */
  search: string
  /** What is filtered by, complete or not, and the order; in this tab's memory too. */
  filter: DraftFilter
  sort: Sort | null
  /** Fields that a person chose as columns; null: those everybody begins with. */
  columns: string[] | null
  /** Page of the location in memory, from 0. */
  page: number
  list: Trail<ListPosition>
  /** Of GHL's search; it counts only for the question it was met with. */
  found: Trail<string> & { question: string }
}

const atStart = { starts: [null], index: 0 }
const NO_FILTER: DraftFilter = { match: "all", conditions: [] }
const INITIAL: ListState = {
  mode: null,
  pageSize: 20,
  search: "",
  filter: NO_FILTER,
  sort: null,
  columns: null,
  page: 0,
  list: atStart,
  found: { ...atStart, question: "" },
}

// A module's variable outlives the page within a tab: coming back from a record finds it as it was.
let state = INITIAL
let scrollTop = 0
const listeners = new Set<() => void>()

function change(next: ListState) {
  state = next
  scrollTop = 0
  keepPosition()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The state of the contacts page, the same after leaving and coming back. */
export function useListState(): ListState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => INITIAL,
  )
}

export const setPageSize = (pageSize: PageSize) =>
  change({ ...state, pageSize, page: 0, list: atStart })

export function setSearch(search: string): void {
  if (search !== state.search) change({ ...state, search, page: 0 })
}

export const setFilter = (filter: DraftFilter) => change({ ...state, filter, page: 0 })
export const setSort = (sort: Sort | null) => change({ ...state, sort, page: 0 })
export const setColumns = (columns: string[] | null) => change({ ...state, columns })

/** Everybody again. */
export const showAll = () => change({ ...state, search: "", filter: NO_FILTER, page: 0 })

/** Takes note of how the location is read now; a change begins the list anew. */
export function setMode(mode: Mode): void {
  if (state.mode === mode) return
  const anew = state.mode === null ? {} : { page: 0, list: atStart }
  change({ ...state, ...anew, mode })
}

/** Goes to a page of the location in memory. */
export const goToPage = (page: number) => change({ ...state, page: Math.max(0, page) })

/** Goes to a page of GHL's list; `start` is where it begins, when it was not met before. */
export function goToListed(index: number, start: ListPosition | null): void {
  const { starts } = state.list
  if (index < 0 || (index >= starts.length && start === null)) return
  change({ ...state, list: { starts: withStart(starts, index, start), index } })
}

/** Where the pages of a question to GHL's search begin, and which one is shown: the first of a new one. */
export const foundAt = ({ found }: ListState, question: string): Trail<string> =>
  found.question === question ? found : atStart

/** Goes to a page of what GHL's search found, as `goToListed` does. */
export function goToFound(question: string, index: number, start: string | null): void {
  const { starts } = foundAt(state, question)
  if (index < 0 || (index >= starts.length && start === null)) return
  change({ ...state, found: { question, starts: withStart(starts, index, start), index } })
}

const withStart = <P>(starts: (P | null)[], index: number, start: P | null): (P | null)[] =>
  index < starts.length ? starts : [...starts.slice(0, index), start]

/** How far the page is scrolled, kept while it is shown, for coming back to it. */
export const keepScroll = (top: number): void => {
  scrollTop = top
}
export const keptScroll = (): number => scrollTop

const KEY = "caredeskContacts"
const kept = z.object({
  pageSize: z.literal(PAGE_SIZES),
  starts: z
    .array(
      z
        .object({
          startAfter: z.number(),
          startAfterId: z.string(),
          before: z.number().optional(),
        })
        .nullable(),
    )
    .min(1)
    .max(1000),
  index: z.number().int().min(0),
  page: z.number().int().min(0).default(0),
  columns: columnsSchema.nullable().default(null),
})

/**
 * Cursors are ids and times, and columns ids of fields, so they may stand in the history entry; what is
 * searched for and filtered by may not. A page of a search or of an order is not found again without it.
 */
function keepPosition() {
  const { pageSize, list, columns, search, filter, sort } = state
  const page = search === "" && filter.conditions.length === 0 && sort === null ? state.page : 0
  const position = { pageSize, starts: list.starts, index: list.index, page, columns }
  window.history.replaceState({ ...window.history.state, [KEY]: position }, "")
}

/**
 * Once the page is shown: after a reload, or back from another site, to the page of the list that this
 * history entry was on; else the entry learns where the list stands.
 */
export function syncPosition(): void {
  if (state !== INITIAL) {
    keepPosition()
    return
  }
  const [loaded] = window.performance.getEntriesByType("navigation")
  const again = loaded instanceof PerformanceNavigationTiming && loaded.type !== "navigate"
  if (!again) return
  const found = kept.safeParse(window.history.state?.[KEY])
  if (!found.success || found.data.index >= found.data.starts.length) return
  const { pageSize, starts, index, page, columns } = found.data
  change({ ...state, pageSize, page, columns, list: { starts, index } })
}
