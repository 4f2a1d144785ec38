"use client"

import { useQueryClient } from "@tanstack/react-query"
import { RotateCcw } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { Problem } from "#lib/problem.ts"
import { reviewDraftAgain } from "#lib/reviews/actions.ts"

/** Puts a draft whose approval was taken back into the inbox: until then its client has no summary. */
export function ReviewAgain({ draftId }: { draftId: string }) {
  const router = useRouter()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function again() {
    setBusy(true)
    setProblem(null)
    try {
      const result = await withSignIn(() => reviewDraftAgain({ draftId }))
      if (!result?.data) setProblem(result?.serverError ?? problemOf(null))
      else if (result.data.outcome === "refused") {
        setProblem({ kind: "conflict", title: "Not put back.", advice: result.data.message })
      }
    } catch {
      setProblem({ kind: "network", title: "Caredesk could not be reached." })
    } finally {
      setBusy(false)
      router.refresh()
      void client.invalidateQueries({ queryKey: ["reviews"] })
    }
  }

  return (
    <div className="mt-3 space-y-2.5">
      <p className="text-sm text-ink-soft">
        The approval was taken back. This draft can be decided anew; the withdrawn note stays as it
        is.
      </p>
      {problem && <ProblemNotice problem={problem} />}
      <Button busy={busy} icon={<RotateCcw aria-hidden />} onClick={() => void again()}>
        Review again
      </Button>
    </div>
  )
}
