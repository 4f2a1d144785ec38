"use client"

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import { type InboxQuery, inboxSearch } from "#lib/reviews/inbox-query.ts"
import type { InboxClient, InboxPage } from "#lib/reviews/inbox-types.ts"

/** A page of a queue, read again and again while it is on the screen. */
export const inboxPageQuery = (which: InboxQuery) =>
  queryOptions({
    queryKey: ["reviews", "inbox", which.queue, which.mine, which.page],
    queryFn: ({ signal }) =>
      fetchJson<InboxPage>(`/api/reviews${inboxSearch(which)}`, { signal, poll: true }),
    refetchInterval: 15_000,
    refetchOnWindowFocus: true,
    staleTime: 10_000,
    // The page brings a fresh one each time it is opened.
    gcTime: 0,
  })

/** Rows whose names one request asks for: the first names come early. */
const AT_ONCE = 12

type Asked = { id: string; answer: (client: InboxClient) => void; fail: (error: unknown) => void }

let asked: Asked[] = []

/** Sends what was asked for since the last turn of the event loop. */
function send() {
  const all = asked
  asked = []
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE)
    const ids = some.map(({ id }) => id).join(",")
    fetchJson<{ clients: InboxClient[] }>(`/api/reviews/clients?drafts=${ids}`, {
      poll: true,
    }).then(
      ({ clients }) => {
        for (const { id, answer } of some) {
          answer(clients.find(({ draftId }) => draftId === id) ?? unread(id))
        }
      },
      (error) => {
        for (const { fail } of some) fail(error)
      },
    )
  }
}

const unread = (draftId: string): InboxClient => ({
  draftId,
  state: "unread",
  name: null,
  stage: null,
  wrongClient: null,
})

/** The contact of a row. Many rows ask in few requests; what GHL did not tell is asked for again. */
export const clientQuery = (draftId: string) =>
  queryOptions({
    queryKey: ["reviews", "client", draftId],
    queryFn: () =>
      new Promise<InboxClient>((answer, fail) => {
        if (asked.length === 0) setTimeout(send)
        asked.push({ id: draftId, answer, fail })
      }),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data?.state === "known" ? false : 30_000),
  })
