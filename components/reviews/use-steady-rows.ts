"use client"

import { type FocusEvent, type PointerEvent, useEffect, useState } from "react"
import { keepPlaces, type SteadyRow } from "./steady-rows.ts"

/**
 * The rows of a live list. While the pointer or the focus is in the list nothing in it moves: what
 * came new waits in `unseen` until `showAll`, or until pointer and focus are elsewhere.
 */
export function useSteadyRows<Row extends { id: string }>(
  read: Row[],
): {
  rows: SteadyRow<Row>[]
  unseen: Row[]
  showAll: () => void
  /** For the element around the list. */
  holders: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerLeave: () => void
    onFocus: () => void
    onBlur: (event: FocusEvent) => void
  }
} {
  const [laidOut, setLaidOut] = useState(read)
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const held = pointed || focused
  useEffect(() => {
    if (!held) setLaidOut(read)
  }, [held, read])
  const { rows, unseen } = keepPlaces(held ? laidOut : read, read)
  return {
    rows,
    unseen,
    showAll: () => setLaidOut(read),
    holders: {
      // A finger is on nothing once it is lifted.
      onPointerEnter: (event) => setPointed(event.pointerType === "mouse"),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
      },
    },
  }
}
