"use client"

import { type FocusEvent, type PointerEvent, useEffect, useState } from "react"
import { keepPlaces, type SteadyRow } from "./steady-rows.ts"

const keepsSteady = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[data-steady]") !== null

/** While what has these has the focus nothing in the list moves. */
export type SteadyFocus = {
  "data-steady": ""
  onFocus: () => void
  onBlur: (event: FocusEvent) => void
}

/**
 * The rows of a live list. While the pointer or the focus is in the list, or has gone from it to the button
 * that shows all, nothing moves: what came new waits in `unseen` until `showAll`, or until both are elsewhere.
 */
export function useSteadyRows<Row extends { id: string }>(
  read: Row[],
): {
  rows: SteadyRow<Row>[]
  unseen: Row[]
  showAll: () => void
  /** For the element around the list and what stands above it, so that the pointer never leaves on its way. */
  pointer: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerLeave: () => void
  }
  /** For the list, and for the button that shows all. */
  focus: SteadyFocus
} {
  const [laidOut, setLaidOut] = useState(read)
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  // Where nothing is laid out nothing can move.
  const held = laidOut.length > 0 && (pointed || focused)
  useEffect(() => {
    if (!held) setLaidOut(read)
  }, [held, read])
  const { rows, unseen } = keepPlaces(held ? laidOut : read, read)
  return {
    rows,
    unseen,
    showAll: () => {
      setLaidOut(read)
      // The button goes away with its focus, and nobody is told of that.
      setFocused(false)
    },
    pointer: {
      // A finger is on nothing once it is lifted.
      onPointerEnter: (event) => setPointed(event.pointerType === "mouse"),
      onPointerLeave: () => setPointed(false),
    },
    focus: {
      "data-steady": "",
      onFocus: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget) && !keepsSteady(relatedTarget)) setFocused(false)
      },
    },
  }
}
