"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { waitingReviews } from "#components/shell/waiting-reviews.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import type { Problem } from "#lib/problem.ts"
import { acceptTexts } from "#lib/reviews/watch/actions.ts"
import type { Selection } from "#lib/reviews/watch/backlog-types.ts"
import { acceptedInWords } from "./backlog-words.ts"

const UNSENT: Problem = {
  kind: "network",
  title: "It is not known whether the texts were accepted.",
  advice: "Check your connection and load the page again: what was accepted is gone from the list.",
}

const refused = (title: string, advice: string): Problem => ({
  kind: "conflict",
  title,
  advice,
  canRetry: false,
})

/** Accepting texts of the backlog, and what came of it in a sentence. */
export function useAccept() {
  const router = useRouter()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  async function accept(selection: Selection): Promise<boolean> {
    setBusy(true)
    setProblem(null)
    setSaid(null)
    try {
      const result = await withSignIn(() => acceptTexts(selection))
      const { data } = result ?? {}
      if (!data) {
        setProblem(result?.serverError ?? UNSENT)
        // Where the fields' names are refused by now, the page says so and closes what needs them.
        if (result?.serverError?.scope) router.refresh()
        return false
      }
      if (data.outcome === "too-many") {
        setProblem(
          refused(
            `More than ${data.limit} at once is for administrators. Nothing was accepted.`,
            "Pick fewer, or ask an administrator.",
          ),
        )
        return false
      }
      if (data.outcome === "no-field") {
        setProblem(
          refused(
            "This location has no call notes field in GoHighLevel. Nothing was accepted.",
            "Tell an administrator.",
          ),
        )
        return false
      }
      setSaid(acceptedInWords(data))
      router.refresh()
      await queryClient.invalidateQueries({ queryKey: waitingReviews.queryKey })
      return true
    } catch {
      setProblem(UNSENT)
      return false
    } finally {
      setBusy(false)
    }
  }

  return { busy, problem, said, accept }
}
