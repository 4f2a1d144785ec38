"use client"

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { MergedTextView } from "#lib/reviews/merged-types.ts"

/** Whose words a change's merged text is made of; read again with the change. A text of a client is not kept. */
export const mergedTextQuery = (changeId: string) =>
  queryOptions({
    queryKey: ["changes", changeId, "merged"],
    queryFn: ({ signal }) =>
      fetchJson<{ me: string; merged: MergedTextView | null }>(`/api/changes/${changeId}/merged`, {
        signal,
        poll: true,
      }),
    staleTime: 0,
    gcTime: 0,
  })
