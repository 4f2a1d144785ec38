"use client"

import { usePathname } from "next/navigation"
import { useEffect } from "react"
import { stayActive } from "#lib/people/session-actions.ts"
import { hearTabs } from "./session-channel.ts"
import {
  currentPhase,
  hearAct,
  lastActAt,
  noteAct,
  reportProblem,
  setPhase,
} from "./session-phase.ts"

/** How long before the end the person is warned. */
export const WARNING_SECONDS = 60
/** The server notes acts to within half a minute, so a tab ends as much before it. */
const MARGIN = 30_000
/** While a person works, the server hears of it at most this often. */
const TELL_SERVER_EVERY = 60_000

/**
 * Ends the desk in this tab when the server's idle time runs out, and warns a minute before. It never
 * asks the server by itself: only acts of the person, here or in another tab, move the end.
 */
export function IdleWatch({ idleMinutes, email }: { idleMinutes: number; email: string }) {
  const pathname = usePathname()

  useEffect(() => {
    const look = () => {
      if (currentPhase() === "locked") return
      const left = lastActAt() + idleMinutes * 60_000 - MARGIN - Date.now()
      if (left <= 0) setPhase("locked")
      else if (left <= WARNING_SECONDS * 1000) setPhase("warned")
    }
    const timer = setInterval(look, 1000)
    // Timers stand still while a computer sleeps.
    document.addEventListener("visibilitychange", look)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", look)
    }
  }, [idleMinutes])

  useEffect(() => {
    let telling = false
    const act = async () => {
      if (telling || currentPhase() === "locked") return
      if (Date.now() - lastActAt() < TELL_SERVER_EVERY) return
      telling = true
      try {
        const answer = await stayActive()
        if (!reportProblem(answer?.serverError) && answer?.data) noteAct()
      } catch {
        // Unreachable: the end comes nearer, and the next act asks again.
      } finally {
        telling = false
      }
    }
    // On the way down: the session's own dialog lets nothing bubble up to here.
    document.addEventListener("pointerdown", act, true)
    document.addEventListener("keydown", act, true)
    return () => {
      document.removeEventListener("pointerdown", act, true)
      document.removeEventListener("keydown", act, true)
    }
  }, [])

  useEffect(
    () =>
      hearTabs((news) => {
        if (news.kind === "act") hearAct(news.at)
        else if (news.kind === "signed-out") setPhase("locked")
        // Tabs share the cookie: another person's session must not act under this one's screens.
        else if (news.email !== email) window.location.assign("/contacts")
        else {
          hearAct(Date.now())
          setPhase("active")
        }
      }),
    [email],
  )

  return <PageSeen key={pathname} />
}

/** A page that the server rendered counted as an act there. */
function PageSeen() {
  useEffect(() => noteAct(), [])
  return null
}
