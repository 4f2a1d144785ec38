"use client"

import { UserRoundX } from "lucide-react"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useEffect, useTransition } from "react"
import { buttonClass } from "#components/ui/button-class.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { Problem } from "#lib/problem.ts"

/** Said when GHL has no such contact. */
export function RecordGone() {
  return (
    <div className="rounded-xl border border-line bg-surface shadow-card">
      <EmptyState
        icon={<UserRoundX />}
        title="This contact is no longer in GoHighLevel"
        action={
          <Link href="/contacts" className={buttonClass({ tone: "primary" })}>
            Back to contacts
          </Link>
        }
      >
        It was deleted or merged there, or the address is mistyped. A merged contact can be found by
        its name or email.
      </EmptyState>
    </div>
  )
}

/** Said when GHL could not be read; "Try again" reads once more. */
export function RecordFailed({ problem }: { problem: Problem }) {
  const router = useRouter()
  const [waiting, start] = useTransition()
  return (
    <ProblemNotice
      problem={problem}
      retrying={waiting}
      onRetry={() => start(() => router.refresh())}
    />
  )
}

/** Stands in a page that was only fetched ahead: once a person is here, the record is read. */
export function ReadOnArrival() {
  const router = useRouter()
  useEffect(() => {
    const read = () => router.refresh()
    if (!("prerendering" in document) || !document.prerendering) return read()
    document.addEventListener("prerenderingchange", read, { once: true })
    return () => document.removeEventListener("prerenderingchange", read)
  }, [router])
  return null
}
