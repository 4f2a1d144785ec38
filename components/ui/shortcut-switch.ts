"use client"

import { useSyncExternalStore } from "react"

/** Remembered by this browser. Says nothing about anybody: on or off. */
const KEY = "caredesk-single-keys"
const CHANGED = "caredesk-single-keys-changed"

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off"
  } catch {
    return true
  }
}

function subscribe(changed: () => void) {
  window.addEventListener(CHANGED, changed)
  window.addEventListener("storage", changed)
  return () => {
    window.removeEventListener(CHANGED, changed)
    window.removeEventListener("storage", changed)
  }
}

/** Whether single keys are shortcuts in this browser (WCAG 2.1.4: a person may switch them off). */
export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, read, () => true)

/** Switches them on or off, in all tabs of this browser. */
export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, "off")
  } catch {
    // Without storage they stay as they are.
  }
  window.dispatchEvent(new Event(CHANGED))
}
