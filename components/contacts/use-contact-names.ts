"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"

/**
 * Names of contacts by id, as far as GHL gives them; the list that asks shows without them until then.
 * In a POST, since a list of ids may be long.
 */
export function useContactNames(contactIds: string[]): Record<string, string> {
  const ids = [...new Set(contactIds)].toSorted().slice(0, 250)
  const { data } = useQuery({
    queryKey: ["contact-names", ...ids],
    queryFn: async ({ signal }) =>
      (
        await fetchJson<{ names: Record<string, string> }>("/api/contacts/names", {
          body: { ids },
          signal,
          poll: true,
        })
      ).names,
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return data ?? {}
}
