"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { use, useEffect, useMemo, useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import type { ListPage, ListPosition, WholePage } from "#lib/contacts/row-types.ts"
import { whyNoSort } from "#lib/contacts/table/by-search.ts"
import type { Filter, Sort } from "#lib/contacts/table/types.ts"
import type { Problem } from "#lib/problem.ts"
import { askedColumns } from "./first-columns.ts"
import {
  foundAt,
  goToFound,
  goToListed,
  goToPage,
  type ListState,
  type Mode,
  setMode,
  syncPosition,
  useListState,
} from "./list-state.ts"
import { type AnyPage, listQuery, searchQuery, tableQuery } from "./queries.ts"
import { useAskedFilter } from "./use-asked-filter.ts"
import { useSpelling } from "./use-spelling.ts"

/** So young a page, that came with the screen itself, is not asked for once more (ms). */
const JUST_DELIVERED_MS = 2_000

/** The first page as the server read it with the page itself, and when (epoch ms). */
export type FirstPage = { page: ListPage | WholePage; at: number } | { problem: Problem }

const isWhole = (page: AnyPage): page is WholePage => "mode" in page && page.mode === "whole"

/** How the location is read, as an answer tells it; null when it does not. */
function modeOf(page: AnyPage): Mode | null {
  if ("mode" in page) return page.mode
  return "whole" in page ? (page.whole ? "whole" : "paged") : null
}

/** What is asked of the table now, whichever way it is read. */
type Asked = { search: string; filter: Filter; sort: Sort | null }

const isEverybody = ({ search, filter, sort }: Asked): boolean =>
  search === "" && filter.conditions.length === 0 && sort === null

/** How GHL is asked page by page: its list for everybody as they come, its search for all else. */
function pagedWay(state: ListState, asked: Asked) {
  const columns = askedColumns(state.columns)
  const limit = state.pageSize
  if (isEverybody(asked)) {
    const { starts, index } = state.list
    const at = (cursor: ListPosition | string | null) =>
      listQuery(limit, typeof cursor === "string" ? null : cursor, columns)
    const goTo = (to: number, start: ListPosition | string | null) =>
      goToListed(to, typeof start === "string" ? null : start)
    const start = starts[index] ?? null
    return { index, before: start?.before, query: at(start), at, goTo }
  }
  const question = JSON.stringify([asked, limit])
  const { starts, index } = foundAt(state, question)
  const at = (after: ListPosition | string | null) =>
    searchQuery({ ...asked, limit, columns, after: typeof after === "string" ? after : null })
  const goTo = (to: number, start: ListPosition | string | null) =>
    goToFound(question, to, typeof start === "string" ? start : null)
  return { index, before: undefined, query: at(starts[index] ?? null), at, goTo }
}

/** What the screen needs of a page, whichever way it was read. */
function shownOf(page: AnyPage | undefined) {
  if (!page || !("rows" in page)) return undefined
  const { rows, fieldsProblem } = page
  if (isWhole(page)) {
    const { matching: total, all, missing } = page
    return { rows, fieldsProblem, total, all, missing }
  }
  return { rows, fieldsProblem, total: page.total, all: null, missing: 0 }
}

/** The contacts of the page that is shown, and the ways to the pages beside it. */
export function useContacts(first: Promise<FirstPage>) {
  const state = useListState()
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)

  // Before the mode is noted: that would write over the place a reload came from.
  useEffect(() => syncPosition(), [])

  const begins = state.mode === null && !asked ? use(first) : null
  const beginsWith = begins && "page" in begins ? begins : null
  // Not known, and the first page failed: who answers from memory tells where the location is too large.
  const mode = state.mode ?? (beginsWith && modeOf(beginsWith.page)) ?? "whole"
  useEffect(() => {
    if (beginsWith) setMode(mode)
  }, [beginsWith, mode])

  const { search, pageSize } = state
  const filter = useAskedFilter(state.filter, mode)
  const sort = sortInForce(state.sort, mode)
  const now = useMemo(() => ({ search, filter, sort }), [search, filter, sort])
  const paged = useMemo(() => (mode === "paged" ? pagedWay(state, now) : null), [mode, state, now])
  const index = paged ? paged.index : state.page
  const options = paged
    ? paged.query
    : tableQuery({
        ...now,
        columns: askedColumns(state.columns),
        from: index * pageSize,
        limit: pageSize,
      })

  const everybody = isEverybody(now)
  const isFirst =
    everybody && index === 0 && pageSize === 20 && askedColumns(state.columns).length === 0
  const delivered =
    isFirst && !asked && client.getQueryData(options.queryKey) === undefined ? use(first) : null
  const query = useQuery({
    ...options,
    enabled: !(delivered && "problem" in delivered),
    ...(delivered && "page" in delivered
      ? {
          initialData: asPageOf(mode, delivered.page),
          initialDataUpdatedAt: delivered.at,
          staleTime: JUST_DELIVERED_MS,
        }
      : {}),
  })

  const answered = query.isPlaceholderData ? null : (query.data ?? null)
  const told = answered && modeOf(answered)
  useEffect(() => {
    if (told !== null && told !== mode) setMode(told)
  }, [told, mode])

  const shown = shownOf(query.data)
  const byTextAlone = filter.conditions.length === 0 && sort === null
  const rows = useSpelling(shown?.rows, paged !== null && byTextAlone && !query.isPlaceholderData)
  const page = shown && { ...shown, rows: rows ?? shown.rows }
  const next = answered && "next" in answered ? answered.next : null
  useEffect(() => {
    if (next && paged) client.prefetchQuery(paged.at(next))
  }, [client, paged, next])

  const problem =
    delivered && "problem" in delivered
      ? delivered.problem
      : query.error
        ? problemOf(query.error)
        : null
  const goOn =
    mode === "whole"
      ? page && (index + 1) * pageSize < (page.total ?? 0)
        ? () => goToPage(index + 1)
        : null
      : next
        ? () => paged?.goTo(index + 1, next)
        : null
  const goBack = () => (paged ? paged.goTo(index - 1, null) : goToPage(index - 1))
  return {
    state,
    mode,
    index,
    /** How many rows come before the first one; pages of GHL's list need not be full. */
    before: paged?.before ?? index * pageSize,
    /** The order that is in force. */
    sort,
    /** Whether GHL's search was asked: its index lags. */
    bySearch: paged !== null && !everybody,
    page,
    problem,
    /** On the way to what the screen asks for; rows of before may still stand. */
    busy: query.isFetching && (query.isPlaceholderData || page === undefined || problem !== null),
    waiting: query.isFetching,
    retry: () => {
      if (delivered) setAsked(true)
      else query.refetch()
    },
    next: query.isPlaceholderData ? null : goOn,
    previous: index > 0 ? goBack : null,
  }
}

/** The order asked for, where the way the location is read knows it. */
const sortInForce = (sort: Sort | null, mode: Mode): Sort | null =>
  sort && (mode === "whole" || whyNoSort(sort.field) === null) ? sort : null

/** The first page of the list as the location in memory would give it: it has the same order. */
function asPageOf(mode: Mode, page: ListPage | WholePage): AnyPage {
  if (mode === "paged" || isWhole(page)) return page
  const { rows, fieldsProblem, total } = page
  const all = total ?? rows.length
  return { mode, rows, fieldsProblem, matching: all, all, missing: 0, lookAgainMs: null }
}
