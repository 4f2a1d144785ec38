"use client"

import { useCallback, useEffect, useRef } from "react"
import type { EvidencePart } from "#lib/reviews/evidence-parts.ts"

/** Without a sign of the person for this long, they are not counted as reading. */
const STILL_MS = 30_000

const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "touchmove"] as const

/** What the server is told of the time since it was last told. */
export type Worked = { activeSeconds: number; evidenceOpened: EvidencePart[] }

/**
 * Counts the seconds in which the page is in view and somebody is at it, and the parts of the
 * evidence that were opened. `take` answers what is new since the last `take`; `onWake` is called at
 * the first sign of the person after a while without.
 */
export function useSitting(onWake: () => void) {
  const seconds = useRef(0)
  const fresh = useRef(new Set<EvidencePart>())
  const known = useRef(new Set<EvidencePart>())
  const lastSign = useRef(0)
  const wake = useRef(onWake)
  useEffect(() => {
    wake.current = onWake
  })

  useEffect(() => {
    // Coming to the page is a sign.
    lastSign.current = Date.now()
    const sign = () => {
      const asleep = Date.now() - lastSign.current > STILL_MS
      lastSign.current = Date.now()
      if (asleep) wake.current()
    }
    const timer = setInterval(() => {
      const here = document.visibilityState === "visible"
      if (here && Date.now() - lastSign.current < STILL_MS) seconds.current += 1
    }, 1_000)
    for (const name of SIGNS)
      document.addEventListener(name, sign, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const name of SIGNS) document.removeEventListener(name, sign, { capture: true })
    }
  }, [])

  const isHere = useCallback(() => Date.now() - lastSign.current < STILL_MS, [])
  const opened = useCallback((part: EvidencePart) => {
    if (known.current.has(part)) return
    known.current.add(part)
    fresh.current.add(part)
  }, [])
  const take = useCallback((): Worked => {
    const worked = { activeSeconds: seconds.current, evidenceOpened: [...fresh.current] }
    seconds.current = 0
    fresh.current = new Set()
    return worked
  }, [])
  /** Puts back what could not be told. */
  const putBack = useCallback((worked: Worked) => {
    seconds.current += worked.activeSeconds
    for (const part of worked.evidenceOpened) fresh.current.add(part)
  }, [])
  return { isHere, opened, take, putBack }
}
