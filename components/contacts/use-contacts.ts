"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { use, useEffect, useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import type { ListPage } from "#lib/contacts/row-types.ts"
import type { Problem } from "#lib/problem.ts"
import { goTo, type ListState, syncPosition, useListState } from "./list-state.ts"
import { listQuery, searchQuery } from "./queries.ts"

/** The first page of the list as the server read it with the page itself, and when (epoch ms). */
export type FirstPage = { page: ListPage; at: number } | { problem: Problem }

function queryAt({ search, list, found, pageSize }: ListState, index: number, start?: unknown) {
  if (search === "") {
    const cursor = start === undefined ? list.starts[index] : start
    return listQuery(pageSize, (cursor as (typeof list.starts)[number]) ?? null)
  }
  const after = start === undefined ? found.starts[index] : start
  return searchQuery(search, pageSize, (after as string | null) ?? null)
}

/** The contacts of the page that is shown, and the ways to the pages beside it. */
export function useContacts(first: Promise<FirstPage>) {
  const state = useListState()
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const { index } = state.search === "" ? state.list : state.found
  const options = queryAt(state, index)

  useEffect(() => syncPosition(), [])

  const isFirst = state.search === "" && index === 0 && state.pageSize === 20
  const delivered =
    isFirst && !asked && client.getQueryData(options.queryKey) === undefined ? use(first) : null
  const query = useQuery({
    ...options,
    enabled: !(delivered && "problem" in delivered),
    ...(delivered && "page" in delivered
      ? { initialData: delivered.page, initialDataUpdatedAt: delivered.at }
      : {}),
  })

  const page = query.data
  const next = query.isPlaceholderData ? null : (page?.next ?? null)
  useEffect(() => {
    if (next) client.prefetchQuery(queryAt(state, index + 1, next))
  }, [client, state, index, next])

  const problem =
    delivered && "problem" in delivered
      ? delivered.problem
      : query.error
        ? problemOf(query.error)
        : null
  return {
    state,
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
    next: next ? () => goTo(index + 1, next) : null,
    previous: index > 0 ? () => goTo(index - 1, null) : null,
  }
}
