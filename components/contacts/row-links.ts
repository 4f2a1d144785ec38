"use client"

import { useRouter } from "next/navigation"
import { type RefObject, useEffect } from "react"

/** Whether a press fell on something that has a meaning of its own, or ended a selection of text. */
function isOwnPress(event: MouseEvent): boolean {
  if (!(event.target instanceof Element)) return true
  if (event.target.closest("a, button, input, label")) return true
  return Boolean(window.getSelection()?.toString())
}

const pathOf = (event: MouseEvent) =>
  event.target instanceof Element
    ? (event.target.closest<HTMLElement>("[data-href]")?.dataset.href ?? null)
    : null

/**
 * Lets a press anywhere in a row do what a press on its link does: open it here, or in a new tab with
 * the middle button or a modifier. The link in the row is the way for keyboards.
 */
export function useRowLinks(rows: RefObject<HTMLElement | null>): void {
  const router = useRouter()
  useEffect(() => {
    const element = rows.current
    if (!element) return
    const open = (event: MouseEvent) => {
      const path = pathOf(event)
      if (path === null || isOwnPress(event)) return
      const newTab = event.button === 1 || event.metaKey || event.ctrlKey
      if (newTab) window.open(path, "_blank", "noopener")
      else if (event.button === 0) router.push(path)
    }
    // The middle button would start scrolling.
    const hold = (event: MouseEvent) => {
      if (event.button === 1 && pathOf(event) !== null) event.preventDefault()
    }
    element.addEventListener("click", open)
    element.addEventListener("auxclick", open)
    element.addEventListener("mousedown", hold)
    return () => {
      element.removeEventListener("click", open)
      element.removeEventListener("auxclick", open)
      element.removeEventListener("mousedown", hold)
    }
  }, [rows, router])
}
