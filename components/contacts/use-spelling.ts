"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { ContactRow } from "#lib/contacts/row-types.ts"

/**
 * The rows, with guessed capitals of names put right as soon as GHL has told them; who waits for a page
 * does not wait for these.
 */
export function useSpelling(rows: ContactRow[] | undefined, wanted: boolean) {
  const ids = useMemo(
    () => (wanted && rows ? rows.filter((row) => row.nameIsGuessed).map(({ id }) => id) : []),
    [rows, wanted],
  )
  const { data: names } = useQuery({
    queryKey: ["spelling", ids],
    queryFn: async ({ signal }) =>
      (
        await fetchJson<{ names: Record<string, string> }>("/api/contacts/spelling", {
          body: { ids },
          signal,
          poll: true,
        })
      ).names,
    enabled: ids.length > 0,
    staleTime: 60_000,
  })
  return useMemo(
    () => (names ? rows?.map((row) => ({ ...row, name: names[row.id] ?? row.name })) : rows),
    [rows, names],
  )
}
