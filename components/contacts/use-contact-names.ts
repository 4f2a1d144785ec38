"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"

/**
 * Tells the name of each of these contacts by its id: undefined while it is on its way, null where GHL
 * gives none. In a POST, since a list of ids may be long.
 */
export function useContactNames(
  contactIds: string[],
): (contactId: string) => string | null | undefined {
  const ids = [...new Set(contactIds)].toSorted().slice(0, 250)
  const { data, isPending, isPlaceholderData } = useQuery({
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
  const asked = isPending || isPlaceholderData ? ids : []
  return (contactId) => data?.[contactId] ?? (asked.includes(contactId) ? undefined : null)
}
