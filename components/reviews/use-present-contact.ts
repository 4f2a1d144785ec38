"use client"

import { useQuery } from "@tanstack/react-query"
import { useCallback, useEffect, useRef, useState } from "react"
import { fetchJson, problemOf } from "#components/shell/fetch-json.ts"
import { sameText } from "#lib/changes/normalise.ts"
import type { ContactRead, ReviewView } from "#lib/reviews/types.ts"
import { callNotesOf } from "./present-call-notes.ts"

/** How often an open page looks at the contact again; and how old what it knows is when the person comes back to it. */
const AGAIN_MS = 60_000
const STALE_MS = 30_000

/** The contact as the page shows it: on its way from GoHighLevel, there, or not to be read. */
export type PresentContact = { kind: "reading" } | ContactRead

/**
 * The contact as the page shows it, and whether its call notes stand otherwise in GoHighLevel by now. It
 * comes after the draft, which waits for nobody: the browser asks for it, since a page that is read anew
 * shows once all of it is here, however slow GoHighLevel is. What is shown changes only when the person asks for it,
 * when the page is read anew, or when there was nothing to show before.
 */
export function usePresentContact(read: ReviewView) {
  const { id, status } = read
  const open = status === "waiting"
  const [shown, setShown] = useState<ContactRead | null>(null)
  /** The person has the answer to come before their eyes, empty: it goes before the background. */
  const awaited = useRef(true)
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery({
    queryKey: ["reviews", id, "contact"],
    queryFn: ({ signal }) =>
      fetchJson<ContactRead>(`/api/reviews/${id}/contact${awaited.current ? "?awaited=1" : ""}`, {
        signal,
        poll: true,
      }),
    staleTime: STALE_MS,
    refetchInterval: open && AGAIN_MS,
    refetchOnWindowFocus: open,
    // Health data: in memory no longer than the page needs it.
    gcTime: 0,
    retry: false,
  })
  if (shown?.kind !== "ok" && data && data !== shown) setShown(data)

  /** Reads the contact now, and shows what comes. */
  const readNow = useCallback(
    async (cancelRefetch: boolean) => {
      awaited.current = true
      const { data: now } = await refetch({ cancelRefetch })
      awaited.current = false
      if (now) setShown(now)
    },
    [refetch],
  )
  const readAs = useRef<ReviewView>(null)
  useEffect(() => {
    // What was read behind the page before it was read anew is old; at first it is on its way already.
    const anew = readAs.current !== null
    if (readAs.current !== read) void readNow(anew)
    readAs.current = read
  }, [read, readNow])
  useEffect(() => {
    // From another window beside it, too, which hides no tab.
    const back = () => {
      if (open && Date.now() - dataUpdatedAt > STALE_MS) void refetch({ cancelRefetch: false })
    }
    window.addEventListener("focus", back)
    return () => window.removeEventListener("focus", back)
  }, [open, dataUpdatedAt, refetch])

  const contact: PresentContact =
    shown ?? (error ? { kind: "problem", problem: problemOf(error) } : { kind: "reading" })
  const callNotes = callNotesOf(contact)
  const before = callNotes.text
  const now = data ? callNotesOf(data).text : null
  return {
    contact,
    callNotes,
    changed: open && before !== null && now !== null && !sameText(before, now),
    show: () => data && setShown(data),
    retry: () => void readNow(true),
    retrying: isFetching,
  }
}
