"use client"

import { useSyncExternalStore } from "react"
import { isQuickToCompare } from "#lib/changes/readable-diff.ts"

const never = () => () => {}

/**
 * Whether these texts may be compared now: on the server, where everybody else would wait for it, only if
 * that is quick; in the browser always.
 */
export function useMayCompare(texts: readonly string[]): boolean {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return inBrowser || isQuickToCompare(texts)
}
