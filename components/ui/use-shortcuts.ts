"use client"

import { useEffect, useRef } from "react"
import { useSingleKeys } from "./shortcut-switch.ts"

/** A single key and what it does here, as the help (`?`) lists it. */
export type Shortcut = {
  /** `KeyboardEvent.key`, such as `j` or `Enter`. */
  key: string
  /** Only with Shift, for keys that are the same with it, such as `Enter`. */
  shift?: boolean
  /** What it does, in a few words. */
  label: string
  act: () => void
  /** Listed, and does nothing now. */
  disabled?: boolean
}

const TYPING =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="combobox"]'
/** Enter on these does what they are for. */
const ACTS_ON_ENTER = 'a[href], button, summary, [role="tab"], [role="menuitem"]'

/** While one of these is open, keys are its own. A toast calls itself a dialog and is none; one that fades is shut. */
const TAKES_KEYS =
  ':is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]):not([data-toast], [data-closed], [data-closed] *)'

function isMeantForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(TYPING)) return true
  if (event.key === "Enter" && target?.closest(ACTS_ON_ENTER)) return true
  return document.querySelector(TAKES_KEYS) !== null
}

/**
 * Single-key shortcuts of a page. Silent while a person types, in dialogs and menus, beside Ctrl, Alt
 * and Meta, and for whoever switched them off.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const on = useSingleKeys()
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent) => {
      if (isMeantForSomethingElse(event)) return
      const found = latest.current.find(
        ({ key, shift }) => key === event.key && (!shift || event.shiftKey),
      )
      if (!found || found.disabled) return
      event.preventDefault()
      found.act()
    }
    document.addEventListener("keydown", onKey)
    return () => document.removeEventListener("keydown", onKey)
  }, [on])
}
