"use client"

import { type FormEvent, useState } from "react"
import { Button } from "#components/ui/button.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import { Mark } from "./mark.tsx"
import { tellTabs } from "./session-channel.ts"
import { setPhase } from "./session-phase.ts"
import { SIGN_IN_WORDS, signInWith } from "./sign-in-with.ts"

/** Asks for the password in place; the desk beneath goes on where it stood. */
export function SignInAgain({ email, idleMinutes }: { email: string; idleMinutes: number }) {
  const [password, setPassword] = useState("")
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await signInWith(email, password)
    setBusy(false)
    if (answer !== "ok") {
      setError(SIGN_IN_WORDS[answer])
      return
    }
    tellTabs({ kind: "signed-in", email })
    setPhase("active")
  }

  return (
    <form onSubmit={submit} className="rounded-xl border border-line bg-raised p-6 text-ink">
      <Mark />
      <h2 id="session-dialog-title" className="mt-4 text-lg font-semibold">
        Sign in again to go on
      </h2>
      <p className="mt-1 text-sm text-ink-muted">
        Your session has ended: it does after {idleMinutes} minutes without activity. What you typed
        is still here.
      </p>
      <div className="mt-4 flex flex-col gap-3">
        <TextField label="Email" type="email" value={email} readOnly autoComplete="username" />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1024}
          autoFocus
          data-begin
          value={password}
          error={error}
          onChange={(event) => {
            setPassword(event.target.value)
            setError(undefined)
          }}
        />
        <Button type="submit" tone="primary" busy={busy}>
          Sign in
        </Button>
        <a href="/login" className="text-center text-xs text-ink-muted hover:text-ink">
          Leave and sign in as someone else
        </a>
      </div>
    </form>
  )
}
