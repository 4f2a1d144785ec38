"use client"

import { queryOptions } from "@tanstack/react-query"
import type { WaitingCount } from "#lib/reviews/inbox-types.ts"
import { fetchJson } from "./fetch-json.ts"

/** How many drafts wait for a review; invalidate it after a decision. */
export const waitingReviews = queryOptions({
  queryKey: ["reviews", "waiting"],
  queryFn: ({ signal }) => fetchJson<WaitingCount>("/api/reviews/waiting", { signal, poll: true }),
  refetchInterval: 60_000,
  // The title of a tab in the background is where the count is looked at.
  refetchIntervalInBackground: true,
  staleTime: 60_000,
})
