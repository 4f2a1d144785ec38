"use client"

import { useEffect, useRef } from "react"
import { createPortal } from "react-dom"
import { IdleWarning } from "./idle-warning.tsx"
import { SignInAgain } from "./sign-in-again.tsx"
import { useSessionGuard } from "./use-session-guard.ts"

/**
 * The warning before the session's end, and the way back after it. A native modal: it stands above and
 * makes inert whatever is open, dialogs of our own included, without closing any of it.
 */
export function SessionDialog({ email, idleMinutes }: { email: string; idleMinutes: number }) {
  const { phase } = useSessionGuard()
  return phase === "active"
    ? null
    : createPortal(<Modal {...{ email, idleMinutes, phase }} />, document.body)
}

function Modal({
  email,
  idleMinutes,
  phase,
}: {
  email: string
  idleMinutes: number
  phase: "warned" | "locked"
}) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    const before = document.activeElement
    dialog.showModal()
    // A native modal takes the first control, which is not the one to begin with.
    dialog.querySelector<HTMLElement>("[data-begin]")?.focus()
    // Dialogs beneath listen on the document for Escape and for presses outside; neither concerns them.
    const keep = (event: Event) => event.stopPropagation()
    const stay = (event: Event) => event.preventDefault()
    const keepEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return
      event.stopPropagation()
      event.preventDefault()
    }
    dialog.addEventListener("cancel", stay)
    dialog.addEventListener("keydown", keepEscape)
    for (const kind of ["pointerdown", "mousedown", "focusin"]) dialog.addEventListener(kind, keep)
    return () => {
      dialog.removeEventListener("cancel", stay)
      dialog.removeEventListener("keydown", keepEscape)
      for (const kind of ["pointerdown", "mousedown", "focusin"])
        dialog.removeEventListener(kind, keep)
      dialog.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby="session-dialog-title"
      className={
        phase === "locked"
          ? "m-auto w-full max-w-sm bg-transparent p-4 backdrop:bg-canvas"
          : "m-auto w-full max-w-sm bg-transparent p-4 backdrop:bg-[#0b1211]/45"
      }
    >
      {phase === "locked" ? (
        <SignInAgain email={email} idleMinutes={idleMinutes} />
      ) : (
        <IdleWarning />
      )}
    </dialog>
  )
}
