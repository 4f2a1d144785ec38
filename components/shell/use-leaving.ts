"use client"

import { useEffect, useRef } from "react"
import { type Kept, keepLastWords } from "./last-words.ts"

/**
 * Keeps what waits for a pause in typing, at the last moments at which it can still be sent: when the
 * tab is hidden, closed or switched away from, and when the page is left by a link or taken away by an
 * error. From a page that is gone it is sent until it arrives. `keep` is null while there is nothing.
 */
export function useLeaving(keep: (() => Promise<Kept>) | null): void {
  const latest = useRef(keep)
  latest.current = keep
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === "hidden") void latest.current?.()
    }
    document.addEventListener("visibilitychange", hidden)
    return () => {
      document.removeEventListener("visibilitychange", hidden)
      if (latest.current) keepLastWords(latest.current)
    }
  }, [])
}
