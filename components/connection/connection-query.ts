import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { ConnectionState } from "#lib/connection/types.ts"

/** What GHL refuses, polled on every page. */
export const connectionQuery = queryOptions({
  queryKey: ["connection"],
  queryFn: ({ signal }) => fetchJson<ConnectionState>("/api/connection", { signal, poll: true }),
  refetchInterval: 15_000,
  retry: false,
})
