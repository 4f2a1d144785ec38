"use client"

import { useEffect, useRef } from "react"

/**
 * Calls `flush` when the page is left by a link, and when its tab is hidden, closed or switched away
 * from: the last moments at which what waits for a pause in typing can still be sent.
 */
export function useLeaving(flush: () => void): void {
  const latest = useRef(flush)
  latest.current = flush
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === "hidden") latest.current()
    }
    document.addEventListener("visibilitychange", hidden)
    return () => {
      document.removeEventListener("visibilitychange", hidden)
      latest.current()
    }
  }, [])
}
