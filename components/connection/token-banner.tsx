"use client"

import { useQuery } from "@tanstack/react-query"
import { KeyRound } from "lucide-react"
import { fetchJson } from "#components/shell/fetch-json.ts"

/** Shown on every page while GHL refuses the token. */
export function TokenBanner() {
  const { data } = useQuery({
    queryKey: ["connection"],
    queryFn: ({ signal }) =>
      fetchJson<{ tokenRefusedSince: string | null }>("/api/connection", { signal, poll: true }),
    refetchInterval: 15_000,
    retry: false,
  })
  if (!data?.tokenRefusedSince) return null
  return (
    <div
      role="alert"
      className="flex items-start gap-3 border-bad-line border-b bg-bad-soft px-4 py-3 text-sm sm:px-6"
    >
      <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-text" />
      <div>
        <p className="font-medium text-bad-text">GoHighLevel refuses Caredesk’s access token.</p>
        <p className="text-ink-soft">
          Nothing is lost: changes stop and are kept, and can be tried again on the Changes page
          once an administrator has renewed the token.
        </p>
      </div>
    </div>
  )
}
