"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { use, useEffect, useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import type { ListPage, ListPosition, WholePage } from "#lib/contacts/row-types.ts"
import type { Problem } from "#lib/problem.ts"
import { askedColumns } from "./first-columns.ts"
import {
  goTo,
  goToPage,
  type ListState,
  type Mode,
  setMode,
  syncPosition,
  useListState,
} from "./list-state.ts"
import { type AnyPage, listQuery, searchQuery, tableQuery } from "./queries.ts"
import { useAskedFilter } from "./use-asked-filter.ts"

/** The first page as the server read it with the page itself, and when (epoch ms). */
export type FirstPage = { page: ListPage | WholePage; at: number } | { problem: Problem }

const isWhole = (page: AnyPage): page is WholePage => "mode" in page && page.mode === "whole"

/** How the location is read, as an answer tells it; null when it does not. */
function modeOf(page: AnyPage): Mode | null {
  if ("mode" in page) return page.mode
  return "whole" in page ? (page.whole ? "whole" : "paged") : null
}

function pagedQuery(state: ListState, index: number, start?: ListPosition | string | null) {
  const { search, list, found, pageSize } = state
  const columns = askedColumns(state.columns)
  if (search === "") {
    const cursor = start === undefined ? list.starts[index] : start
    return listQuery(pageSize, typeof cursor === "string" ? null : (cursor ?? null), columns)
  }
  const after = start === undefined ? found.starts[index] : start
  return searchQuery(search, pageSize, typeof after === "string" ? after : null, columns)
}

/** What the screen needs of a page, whichever way it was read. */
function shownOf(page: AnyPage | undefined) {
  if (!page || !("rows" in page)) return undefined
  const { rows, fieldsProblem } = page
  if (isWhole(page)) return { rows, fieldsProblem, total: page.matching, all: page.all }
  return { rows, fieldsProblem, total: page.total, all: null }
}

/** The contacts of the page that is shown, and the ways to the pages beside it. */
export function useContacts(first: Promise<FirstPage>) {
  const state = useListState()
  const filter = useAskedFilter(state.filter)
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

  const { search, sort, pageSize } = state
  const index = mode === "whole" ? state.page : search === "" ? state.list.index : state.found.index
  const options =
    mode === "whole"
      ? tableQuery({
          search,
          filter,
          sort,
          columns: askedColumns(state.columns),
          from: index * pageSize,
          limit: pageSize,
        })
      : pagedQuery(state, index)

  const everybody = search === "" && filter.conditions.length === 0 && sort === null
  const isFirst =
    everybody && index === 0 && pageSize === 20 && askedColumns(state.columns).length === 0
  const delivered =
    isFirst && !asked && client.getQueryData(options.queryKey) === undefined ? use(first) : null
  const query = useQuery({
    ...options,
    enabled: !(delivered && "problem" in delivered),
    ...(delivered && "page" in delivered
      ? { initialData: asPageOf(mode, delivered.page), initialDataUpdatedAt: delivered.at }
      : {}),
  })

  const answered = query.isPlaceholderData ? null : (query.data ?? null)
  const told = answered && modeOf(answered)
  useEffect(() => {
    if (told !== null && told !== mode) setMode(told)
  }, [told, mode])

  const page = shownOf(query.data)
  const next = answered && "next" in answered ? answered.next : null
  useEffect(() => {
    if (next) client.prefetchQuery(pagedQuery(state, index + 1, next))
  }, [client, state, index, next])

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
        ? () => goTo(index + 1, next)
        : null
  const goBack = () => (mode === "whole" ? goToPage(index - 1) : goTo(index - 1, null))
  return {
    state,
    mode,
    index,
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

/** The first page of the list as the location in memory would give it: it has the same order. */
function asPageOf(mode: Mode, page: ListPage | WholePage): AnyPage {
  if (mode === "paged" || isWhole(page)) return page
  const { rows, fieldsProblem, total } = page
  const all = total ?? rows.length
  return { mode, rows, fieldsProblem, matching: all, all }
}
