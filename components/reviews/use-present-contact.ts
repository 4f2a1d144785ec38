"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { fetchJson } from "#components/shell/fetch-json.ts"
import { sameText } from "#lib/changes/normalise.ts"
import type { ReviewView } from "#lib/reviews/types.ts"

/** How often an open page looks at the contact again; and how old what it knows is when the person comes back to it. */
const AGAIN_MS = 60_000
const STALE_MS = 30_000

type Contact = ReviewView["contact"]

function callNotesOf(contact: Contact): string | null {
  return contact.kind === "ok" && !contact.contact.fieldsProblem ? contact.contact.callNotes : null
}

/**
 * The contact as the page shows it, and whether its call notes stand otherwise in GoHighLevel by now.
 * What is shown changes only when the person asks for it, or the page is read anew.
 */
export function usePresentContact({ id, status, contact }: ReviewView) {
  const queryClient = useQueryClient()
  const [shown, setShown] = useState({ given: contact, contact })
  if (shown.given !== contact) setShown({ given: contact, contact })
  const queryKey = ["reviews", id, "contact"]
  const { data, refetch, dataUpdatedAt } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      fetchJson<Contact>(`/api/reviews/${id}/contact`, { signal, poll: true }),
    // Read with the page, a moment ago.
    initialData: contact,
    staleTime: STALE_MS,
    refetchInterval: AGAIN_MS,
    refetchOnWindowFocus: true,
    // Health data: in memory no longer than the page needs it.
    gcTime: 0,
    retry: false,
    enabled: status === "waiting",
  })
  useEffect(() => {
    // The page was read anew: what was read behind it before that is old.
    queryClient.setQueryData(["reviews", id, "contact"], contact)
  }, [queryClient, id, contact])
  useEffect(() => {
    // From another window beside it, too, which hides no tab.
    const back = () => {
      if (status === "waiting" && Date.now() - dataUpdatedAt > STALE_MS) void refetch()
    }
    window.addEventListener("focus", back)
    return () => window.removeEventListener("focus", back)
  }, [status, dataUpdatedAt, refetch])

  const [before, now] = [callNotesOf(shown.contact), callNotesOf(data)]
  return {
    contact: shown.contact,
    changed: status === "waiting" && before !== null && now !== null && !sameText(before, now),
    show: () => setShown({ given: contact, contact: data }),
  }
}
