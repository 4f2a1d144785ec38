"use client"

import { createContext, type ReactNode, useContext } from "react"
import type { ChangeAtHand } from "#lib/changes/at-hand.ts"

const AtHand = createContext<ChangeAtHand | null>(null)

/** Hands what a page brought of a change to the parts of the page that show it; null: the page brought nothing. */
export function WithChangeAtHand({
  change,
  children,
}: {
  change: ChangeAtHand | null
  children: ReactNode
}) {
  return <AtHand value={change}>{children}</AtHand>
}

/** What the page brought of the change it shows; null where it brought nothing, and the browser asks. */
export const useChangeAtHand = (): ChangeAtHand | null => useContext(AtHand)
