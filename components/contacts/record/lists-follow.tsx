"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"

/** Reads notes and changes again whenever the page itself was read again, as it is after a save. */
export function ListsFollow({ contactId, readAt }: { contactId: string; readAt: number }) {
  const queryClient = useQueryClient()
  const last = useRef(readAt)
  useEffect(() => {
    if (last.current === readAt) return
    last.current = readAt
    void queryClient.invalidateQueries({ queryKey: ["contacts", contactId] })
  }, [queryClient, contactId, readAt])
  return null
}
