"use client"

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "./fetch-json.ts"

/** How many drafts wait for a review; invalidate it after a decision. */
export const waitingReviews = queryOptions({
  queryKey: ["reviews", "waiting"],
  queryFn: ({ signal }) =>
    fetchJson<{ waiting: number }>("/api/reviews/waiting", { signal, poll: true }),
  refetchInterval: 60_000,
  staleTime: 60_000,
})
