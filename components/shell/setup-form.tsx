"use client"

import { type FormEvent, useState } from "react"
import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import { makeFirstAdmin } from "#lib/people/setup-actions.ts"
import type { Problem } from "#lib/problem.ts"
import { signInWith } from "./sign-in-with.ts"

const LINK_USED: Problem = {
  kind: "conflict",
  title: "This link was used in the meantime.",
  advice: "If it was not you, tell whoever runs Caredesk.",
}
const UNREACHABLE: Problem = {
  kind: "network",
  title: "Caredesk could not be reached. What you typed is still here.",
}

type Errors = { name?: string; email?: string; password?: string }

/** Name, email and password of the first administrator; signs them in when the account stands. */
export function SetupForm({ token }: { token: string }) {
  const [errors, setErrors] = useState<Errors>({})
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)

  const make = async (form: FormData): Promise<Problem | undefined> => {
    const text = (key: string) => String(form.get(key) ?? "")
    const input = { name: text("name"), email: text("email"), password: text("password") }
    const answer = await makeFirstAdmin({ token, ...input })
    if (answer?.validationErrors) {
      const { name, email, password } = answer.validationErrors
      setErrors({
        name: name?._errors?.[0],
        email: email?._errors?.[0],
        password: password?._errors?.[0],
      })
      return undefined
    }
    if (!answer?.data) return answer?.serverError ?? UNREACHABLE
    if (!answer.data.made) return LINK_USED
    const signedIn = await signInWith(input.email, input.password)
    window.location.assign(signedIn === "ok" ? "/contacts" : "/login")
    return undefined
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setErrors({})
    setProblem(await make(form).catch(() => UNREACHABLE))
    setBusy(false)
  }

  const field = (key: keyof Errors) => ({ name: key, error: errors[key], required: true })

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {problem && <ProblemNotice problem={problem} />}
      <TextField label="Name" autoComplete="name" maxLength={100} autoFocus {...field("name")} />
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        maxLength={320}
        {...field("email")}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        hint="At least 12 characters, better 15 or more: a few words that only you put together."
        {...field("password")}
      />
      <Button type="submit" tone="primary" busy={busy} className="mt-1">
        Make account
      </Button>
    </form>
  )
}
