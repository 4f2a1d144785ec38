"use client"

import { useEffect, useState } from "react"

/** Seconds until an ISO instant, counted down; for the eye only, the server decides. */
export function HoldCountdown({ until }: { until: string }) {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [])
  if (now === null) return null
  const seconds = Math.ceil((new Date(until).getTime() - now) / 1000)
  return (
    <span aria-hidden className="tabular-nums">
      {seconds > 0 ? `Sent in ${seconds} s` : "Being sent"}
    </span>
  )
}
