"use client"

import { keepPreviousData, queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type {
  FieldList,
  FoundPage,
  ListPage,
  ListPosition,
  TablePage,
} from "#lib/contacts/row-types.ts"
import type { Filter, Sort } from "#lib/contacts/table/types.ts"

const shared = { staleTime: 15_000, placeholderData: keepPreviousData }

/** Any page of the table, whichever way it was read. */
export type AnyPage = ListPage | FoundPage | TablePage

/** What is asked of the location in memory. */
export type TableQuestion = {
  search: string
  filter: Filter
  sort: Sort | null
  columns: string[]
  from: number
  limit: number
}

/** A page of the list. Keys begin with "contacts": invalidate that after a change of a contact. */
export const listQuery = (limit: number, cursor: ListPosition | null, columns: string[]) =>
  queryOptions<AnyPage>({
    ...shared,
    queryKey: ["contacts", "list", limit, cursor, columns],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ limit: String(limit) })
      if (cursor) {
        query.set("startAfter", String(cursor.startAfter))
        query.set("startAfterId", cursor.startAfterId)
        if (cursor.before !== undefined) query.set("before", String(cursor.before))
      }
      if (columns.length > 0) query.set("columns", columns.join(","))
      return fetchJson<ListPage>(`/api/contacts?${query}`, { signal })
    },
  })

/** What is asked of GHL's search. */
export type SearchQuestion = Omit<TableQuestion, "from"> & { after: string | null }

/** A page of what GHL's search finds. */
export const searchQuery = ({ search: query, ...rest }: SearchQuestion) =>
  queryOptions<AnyPage>({
    ...shared,
    queryKey: ["contacts", "search", query, rest],
    queryFn: ({ signal }) =>
      fetchJson<FoundPage>("/api/contacts/search", { body: { query, ...rest }, signal }),
  })

/**
 * A page from the location in memory, which knows of our own changes at once: asked anew each time, when the
 * person comes back to the window, and while a change is on its way. Asked anew by itself it is no act.
 */
export const tableQuery = (question: TableQuestion) =>
  queryOptions<AnyPage>({
    ...shared,
    // However young: they say when to look again, and do not know of what began since.
    staleTime: 0,
    queryKey: ["contacts", "table", question],
    queryFn: ({ signal, client, queryKey }) => {
      const poll = client.getQueryData(queryKey) !== undefined
      const path = poll ? "/api/contacts/table/again" : "/api/contacts/table"
      return fetchJson<TablePage>(path, { body: question, signal, poll })
    },
    refetchInterval: ({ state: { data } }) =>
      (data && "lookAgainMs" in data && data.lookAgainMs) || false,
    refetchOnWindowFocus: true,
  })

/** The fields that columns and filters are chosen from. */
export const fieldsQuery = queryOptions<FieldList>({
  queryKey: ["contacts", "fields"],
  staleTime: 30_000,
  queryFn: ({ signal }) => fetchJson<FieldList>("/api/contacts/fields", { signal }),
})
