"use client"

import { useEffect } from "react"

const QUESTION = "What you typed here is not kept. Leave this page and lose it?"

/** The link whose click would end this page in this tab; none for one that only scrolls or opens elsewhere. */
function leadsAway(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null
  if (!link?.href || event.button !== 0) return false
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  if ((link.target && link.target !== "_self") || link.hasAttribute("download")) return false
  const { origin, pathname, search } = window.location
  return link.origin !== origin || link.pathname + link.search !== pathname + search
}

/**
 * Asks before the page goes while a text in it is not kept: the browser when the tab is closed or another
 * address loaded (`tab`), ourselves when a link is followed (`link`), which the browser is not told of.
 */
export function useAskBeforeLeaving({ tab, link }: { tab: boolean; link: boolean }) {
  useEffect(() => {
    if (!tab) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [tab])

  useEffect(() => {
    if (!link) return
    const ask = (event: MouseEvent) => {
      if (!leadsAway(event) || window.confirm(QUESTION)) return
      event.preventDefault()
      event.stopPropagation()
    }
    // Before the link's own handler, which would already be on its way.
    document.addEventListener("click", ask, true)
    return () => document.removeEventListener("click", ask, true)
  }, [link])
}
