"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import type { Kept } from "./last-words.ts"
import { useAskBeforeLeaving } from "./use-ask-before-leaving.ts"
import { useLeaving } from "./use-leaving.ts"

/**
 * How a typed text stands to the server: nothing to keep, waiting for a pause, on its way, kept, refused,
 * or waiting for Caredesk to be reached again.
 */
export type KeepState = "none" | "unsaved" | "saving" | "saved" | "failed" | "unreachable"

const PAUSE_MS = 800
const AGAIN_MS = 3000

/**
 * Keeps on the server what a person types: after a pause, when the page is left, and again and again
 * while Caredesk cannot be reached. `begun`: whether `text` comes from the server, or is still to be sent to
 * it. `send` answers with `data` when the server took it, without when it refused, and throws when it could
 * not be reached.
 */
export function useKept<Text>(
  text: Text,
  begun: "none" | "saved" | "unsaved",
  send: (text: Text) => Promise<{ data?: unknown } | undefined>,
) {
  const [state, setState] = useState<KeepState>(begun)
  /** What the server holds; null where that is not known. */
  const stored = useRef<{ text: Text } | null>(begun === "saved" ? { text } : null)
  const running = useRef<Promise<Kept> | null>(null)
  const latest = useRef({ text, send })
  latest.current = { text, send }

  const idle = useCallback(async () => {
    while (running.current) await running.current
  }, [])

  const keep = useCallback(async (): Promise<Kept> => {
    await idle()
    const { text, send } = latest.current
    if (stored.current?.text === text) {
      setState("saved")
      return "taken"
    }
    setState("saving")
    const attempt = async (): Promise<Kept> => {
      const result = await send(text).catch(() => undefined)
      if (!result?.data) {
        // It may have arrived all the same, or was refused for what the server holds instead.
        stored.current = null
        setState(result ? "failed" : "unreachable")
        return result ? "refused" : "unreachable"
      }
      stored.current = { text }
      setState(latest.current.text === text ? "saved" : "unsaved")
      return "taken"
    }
    running.current = attempt()
    const kept = await running.current
    running.current = null
    return kept
  }, [idle])

  // Each change of the text starts the pause anew.
  useEffect(() => {
    if (state !== "unsaved" && state !== "unreachable") return
    if (latest.current.text !== text) return
    const timer = setTimeout(keep, state === "unsaved" ? PAUSE_MS : AGAIN_MS)
    return () => clearTimeout(timer)
  }, [state, text, keep])

  useLeaving(state === "none" || state === "saved" ? null : keep)
  // What the server refused would be gone with the page; the rest is sent from where it was left.
  useAskBeforeLeaving({
    tab: state === "failed" || state === "unreachable",
    link: state === "failed",
  })

  return {
    state,
    /** Sends it now. */
    keep,
    /** Waits until nothing is on its way. */
    idle,
    /** The text was changed on the screen. */
    changed: useCallback(() => setState("unsaved"), []),
    /** The server holds the text by another way. */
    saved: useCallback(() => setState("saved"), []),
    /** There is nothing to keep any more. */
    forget: useCallback(() => {
      stored.current = null
      setState("none")
    }, []),
  }
}
