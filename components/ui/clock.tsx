"use client"

import { createContext, type ReactNode, use, useEffect, useState } from "react"

const ClockContext = createContext({ now: 0, timeZone: "UTC" })

/**
 * The clinic's time zone and the time by the server's clock, for all dates below. The first render in
 * the browser uses the server's `now`, so that both write the same text; then it goes on by minutes.
 */
export function Clock({
  now,
  timeZone,
  children,
}: {
  /** Epoch milliseconds when the page was rendered. */
  now: number
  timeZone: string
  children: ReactNode
}) {
  const [current, setCurrent] = useState(now)
  useEffect(() => {
    setCurrent(Date.now())
    const timer = setInterval(() => setCurrent(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return <ClockContext value={{ now: current, timeZone }}>{children}</ClockContext>
}

/** The current minute and the clinic's time zone. */
export function useClock(): { now: number; timeZone: string } {
  return use(ClockContext)
}
