"use client"

import { useQuery } from "@tanstack/react-query"
import { KeyRound } from "lucide-react"
import type { ReactNode } from "react"
import { connectionQuery } from "./connection-query.ts"
import { WRITE_WORDS } from "./write-words.ts"

/** Shown on every page while GHL refuses the token, its location, its reads of contacts, or its writes. */
export function TokenBanner() {
  const { data } = useQuery(connectionQuery)
  if (data?.tokenRefusedSince) {
    return (
      <Banner title="GoHighLevel refuses Caredesk’s access token.">
        Nothing is lost: changes stop and are kept, and can be tried again on the Changes page once
        an administrator has renewed the token.
      </Banner>
    )
  }
  if (data?.locationRefusedSince) {
    return (
      <Banner title="Caredesk’s access token does not belong to this location.">
        GoHighLevel accepts the token, but refuses it everything here. Nothing is lost: changes stop
        and are kept, and can be tried again on the Changes page once an administrator has checked
        the token and the location id.
      </Banner>
    )
  }
  if (data?.readsRefusedSince) {
    return (
      <Banner title="GoHighLevel does not let Caredesk read contacts.">
        Its access token lacks the scope contacts.readonly, and each contact is read before it is
        written, so nothing is. Nothing is lost: all opens by itself within a minute once an
        administrator has added the scope; then try changes that stopped again on the Changes page.
      </Banner>
    )
  }
  if (data?.writesRefused) {
    const { banner, wayOut } = WRITE_WORDS[data.writesRefused.kind]
    return (
      <Banner title="GoHighLevel lets Caredesk read, but not write.">
        {banner} Nothing is lost: {wayOut}, try the stopped change again on the Changes page, and
        everything can be written.
      </Banner>
    )
  }
  return null
}

function Banner({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-3 border-bad-line border-b bg-bad-soft px-4 py-3 text-sm sm:px-6"
    >
      <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-text" />
      <div>
        <p className="font-medium text-bad-text">{title}</p>
        <p className="text-ink-soft">{children}</p>
      </div>
    </div>
  )
}
