"use client"

import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { FinishedPage, OpenChanges } from "#lib/changes/board.ts"
import type { MergeDraft } from "#lib/changes/merge-draft.ts"
import { isOver } from "#lib/changes/over.ts"
import type { ChangeStatus, ChangeView } from "#lib/changes/types.ts"
import type { UndoPreview } from "#lib/changes/undo.ts"

/** How long until the next look: quick while something happens, slow while a person has to decide. */
function pauseFor(status: ChangeStatus | undefined): number | false {
  if (status === undefined) return 1_000
  if (isOver(status)) return false
  if (status === "stopped" || status === "conflict") return 10_000
  return status === "waiting" || status === "unsure" ? 1_500 : 400
}

const shortest = (pauses: (number | false)[]): number | false => {
  const waits = pauses.filter((pause) => pause !== false)
  return waits.length > 0 ? Math.min(...waits) : false
}

/** One change, followed until it is over, and then while it is taken back or its note written anew. */
export const changeQuery = (changeId: string) =>
  queryOptions({
    queryKey: ["changes", changeId],
    queryFn: ({ signal }) =>
      fetchJson<ChangeView>(`/api/changes/${changeId}`, { signal, poll: true }),
    refetchInterval: ({ state }) => {
      const after = [state.data?.undo, state.data?.altered?.rewrite].filter((one) => one != null)
      return shortest([state.data, ...after].map((one) => pauseFor(one?.status)))
    },
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
      const pause = shortest((state.data ?? []).map((change) => pauseFor(change.status)))
      return pause === false ? false : Math.max(pause, 1_500)
    },
    // However young: what it tells may have ended since.
    staleTime: 0,
  })

/** Changes that are not over, and how many there are; looked at often while one moves, seldom while nothing does. */
export const boardQuery = queryOptions({
  queryKey: ["changes", "board"],
  queryFn: ({ signal }) => fetchJson<OpenChanges>("/api/changes/board", { signal, poll: true }),
  refetchInterval: ({ state }) => {
    const pause = shortest((state.data?.changes ?? []).map((change) => pauseFor(change.status)))
    return pause === false ? 15_000 : Math.min(Math.max(pause, 1_000), 10_000)
  },
  staleTime: 0,
})

/** Changes that ended in the last 7 days, by pages. */
export const finishedQuery = infiniteQueryOptions({
  queryKey: ["changes", "finished"],
  queryFn: ({ signal, pageParam }) =>
    fetchJson<FinishedPage>(
      `/api/changes/finished${pageParam === null ? "" : `?before=${pageParam}`}`,
      { signal, poll: true },
    ),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
})

/** What taking a change back will write; asked for anew each time it is wanted. */
export const undoQuery = (changeId: string) =>
  queryOptions({
    queryKey: ["changes", changeId, "undo"],
    queryFn: ({ signal }) => fetchJson<UndoPreview>(`/api/changes/${changeId}/undo`, { signal }),
    staleTime: 0,
    gcTime: 0,
  })

/** What the person typed over the conflicts of a change; asked for once, then the screen has it. */
export const mergesQuery = (changeId: string) =>
  queryOptions({
    queryKey: ["merges", changeId],
    queryFn: async ({ signal }) =>
      (
        await fetchJson<{ merges: Record<string, MergeDraft> }>(`/api/changes/${changeId}/merge`, {
          signal,
        })
      ).merges,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: 1,
  })

/** After an act on a change: every list that may show it is read again. */
export const readChangesAgain = (queryClient: QueryClient): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes("changes") })
