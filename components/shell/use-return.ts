"use client"

import { useRouter } from "next/navigation"
import { startTransition, useEffect, useRef } from "react"
import { lastWordsKept } from "./last-words.ts"

const LOOK_MS = 1000

const answers = async (): Promise<boolean> => {
  try {
    return (await fetch("/api/health", { cache: "no-store" })).ok
  } catch {
    return false
  }
}

/**
 * Reads the page anew once Caredesk answers, and once it holds what was typed on the page that broke.
 * Not by loading the document: that would end what is still being sent. `retry` draws the page again.
 */
export function useReturn(retry: () => void): void {
  const router = useRouter()
  const latest = useRef(retry)
  latest.current = retry
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      const back = await answers()
      if (gone) return
      if (!back) {
        timer = setTimeout(look, LOOK_MS)
        return
      }
      await lastWordsKept()
      if (gone) return
      startTransition(() => {
        router.refresh()
        latest.current()
      })
    }
    timer = setTimeout(look, LOOK_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [router])
}
