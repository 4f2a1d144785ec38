"use client"

import { useEffect } from "react"
import { keepScroll, keptScroll } from "./list-state.ts"

/** Scrolls back to where the page was when it was left, and notes where it is while it is shown. */
export function useKeptScroll(): void {
  useEffect(() => {
    const top = keptScroll()
    // After the router's own scrolling, which comes with the new page.
    const frame = requestAnimationFrame(() => {
      if (top > 0) window.scrollTo({ top, behavior: "instant" })
    })
    const note = () => keepScroll(window.scrollY)
    const later = setTimeout(() => window.addEventListener("scroll", note, { passive: true }), 100)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(later)
      window.removeEventListener("scroll", note)
    }
  }, [])
}
