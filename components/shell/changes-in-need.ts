"use client"

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "./fetch-json.ts"

/** How many changes need a person or have got no further for long, or are lost in part; read again after each act on one. */
export const changesInNeed = queryOptions({
  queryKey: ["changes", "attention"],
  queryFn: ({ signal }) =>
    fetchJson<{ attention: number }>("/api/changes/attention", { signal, poll: true }),
  refetchInterval: 60_000,
  staleTime: 60_000,
})
