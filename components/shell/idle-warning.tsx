"use client"

import { useEffect, useState } from "react"
import { Button } from "#components/ui/button.tsx"
import { WARNING_SECONDS } from "./idle-watch.tsx"
import { useSignOut } from "./use-sign-out.ts"

/** "Still there?": any press or key says yes, since the idle watch hears it. */
export function IdleWarning() {
  const { signOut, signingOut } = useSignOut()
  const [left, setLeft] = useState(WARNING_SECONDS)
  useEffect(() => {
    const end = Date.now() + WARNING_SECONDS * 1000
    const timer = setInterval(
      () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))),
      1000,
    )
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="rounded-xl border border-line bg-raised p-5 text-ink shadow-raised">
      <h2 id="session-dialog-title" className="text-lg font-semibold">
        Still there?
      </h2>
      <p className="mt-1 text-sm text-ink-muted">
        Client data will be covered in{" "}
        <span className="font-medium text-ink tabular-nums">{left} s</span>, and you will be asked
        for your password. What you typed stays.
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button busy={signingOut} onClick={signOut}>
          Sign out
        </Button>
        {/* The press itself is the act that the idle watch passes on to the server. */}
        <Button tone="primary" autoFocus data-begin>
          Stay signed in
        </Button>
      </div>
    </div>
  )
}
