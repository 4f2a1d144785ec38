"use client"

import { useEffect, useRef } from "react"

const ACTS = ["approve", "edit", "reject"] as const
export type ArrivalAct = (typeof ACTS)[number]

/** Does what the address asked for on arrival (`#approve`, `#edit`, `#reject`), once the draft is claimed, and to approve once it `canApprove`. */
export function useArrival(
  { ready, canApprove }: { ready: boolean; canApprove: boolean },
  act: (act: ArrivalAct) => void,
): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!ready) return
    const wanted = ACTS.find((one) => window.location.hash === `#${one}`)
    if (!wanted || (wanted === "approve" && !canApprove)) return
    // Done once: neither a reload nor a step back asks again.
    window.history.replaceState(window.history.state, "", window.location.pathname)
    latest.current(wanted)
  }, [ready, canApprove])
}
