"use client"

import { keepPreviousData, queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { FoundPage, ListPage, ListPosition } from "#lib/contacts/row-types.ts"

const shared = { staleTime: 15_000, placeholderData: keepPreviousData }

/** A page of the list. Keys begin with "contacts": invalidate that after a change of a contact. */
export const listQuery = (limit: number, cursor: ListPosition | null) =>
  queryOptions<ListPage | FoundPage>({
    ...shared,
    queryKey: ["contacts", "list", limit, cursor],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ limit: String(limit) })
      if (cursor) {
        query.set("startAfter", String(cursor.startAfter))
        query.set("startAfterId", cursor.startAfterId)
      }
      return fetchJson<ListPage>(`/api/contacts?${query}`, { signal })
    },
  })

/** A page of search results. */
export const searchQuery = (query: string, limit: number, after: string | null) =>
  queryOptions<ListPage | FoundPage>({
    ...shared,
    queryKey: ["contacts", "search", query, limit, after],
    queryFn: ({ signal }) =>
      fetchJson<FoundPage>("/api/contacts/search", { body: { query, limit, after }, signal }),
  })
