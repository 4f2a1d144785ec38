"use client"

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { ChangeStatus, ChangeView } from "#lib/changes/types.ts"

/** Whether nothing more will happen to a change. */
export const isOver = (status: ChangeStatus) => status === "done" || status === "cancelled"

/** How long until the next look: quick while something happens, slow while a person has to decide. */
function pauseFor(status: ChangeStatus | undefined): number | false {
  if (status === undefined) return 1_000
  if (isOver(status)) return false
  if (status === "stopped" || status === "conflict") return 10_000
  return status === "waiting" || status === "unsure" ? 1_500 : 400
}

/** One change, followed until it is over. */
export const changeQuery = (changeId: string) =>
  queryOptions({
    queryKey: ["changes", changeId],
    queryFn: ({ signal }) =>
      fetchJson<ChangeView>(`/api/changes/${changeId}`, { signal, poll: true }),
    refetchInterval: ({ state }) => pauseFor(state.data?.status),
    staleTime: 0,
  })

/** The latest changes of a contact, followed while one of them is on its way. */
export const contactChangesQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["contacts", contactId, "changes"],
    queryFn: async ({ signal }) =>
      (
        await fetchJson<{ changes: ChangeView[] }>(`/api/contacts/${contactId}/changes`, {
          signal,
          poll: true,
        })
      ).changes,
    refetchInterval: ({ state }) => {
      const pauses = (state.data ?? []).map((change) => pauseFor(change.status))
      const shortest = Math.min(...pauses.map((pause) => pause || Number.POSITIVE_INFINITY))
      return Number.isFinite(shortest) ? Math.max(shortest, 1_500) : false
    },
  })
