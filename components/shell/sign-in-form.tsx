"use client"

import { type FormEvent, useState } from "react"
import { Button } from "#components/ui/button.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import { tellTabs } from "./session-channel.ts"
import { SIGN_IN_WORDS, signInWith } from "./sign-in-with.ts"

/** Email and password; goes on to `next`, a path of our own. */
export function SignInForm({ next }: { next: string }) {
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Read from the form itself: what was typed or filled in before the page came alive counts too.
    const form = new FormData(event.currentTarget)
    const email = String(form.get("email") ?? "")
    const password = String(form.get("password") ?? "")
    setBusy(true)
    setError(undefined)
    const answer = await signInWith(email, password)
    if (answer === "ok") {
      tellTabs({ kind: "signed-in", email: email.trim().toLowerCase() })
      // A full load: nothing that another person's session left in memory is shown.
      window.location.assign(next)
      return
    }
    setBusy(false)
    setError(SIGN_IN_WORDS[answer])
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {error && (
        <p
          role="alert"
          className="rounded-md border border-bad-line bg-bad-soft px-3 py-2 text-sm text-bad-text"
        >
          {error}
        </p>
      )}
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={320}
        autoFocus
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={1024}
      />
      <Button type="submit" tone="primary" busy={busy} className="mt-1">
        Sign in
      </Button>
    </form>
  )
}
