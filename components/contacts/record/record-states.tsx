"use client"

import { UserRoundX } from "lucide-react"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useEffect, useTransition } from "react"
import { buttonClass } from "#components/ui/button-class.ts"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { Problem } from "#lib/problem.ts"

/** Said when GHL has no such contact. */
export function RecordGone() {
  return (
    <section className="mx-auto my-12 flex max-w-lg flex-col items-center gap-2 text-center">
      <UserRoundX aria-hidden className="mb-1 size-8 text-ink-muted" />
      <h1 className="font-semibold text-xl">This contact is no longer in GoHighLevel</h1>
      <p className="text-ink-muted text-sm">
        It was deleted or merged there, or the address is mistyped. A merged contact can be found by
        its name or email.
      </p>
      <Link href="/contacts" prefetch={false} className={buttonClass({ tone: "primary" }, "mt-3")}>
        Back to contacts
      </Link>
    </section>
  )
}

/** Said when GHL could not be read; "Try again" reads once more. */
export function RecordFailed({ problem }: { problem: Problem }) {
  return (
    <div className="mx-auto my-12 flex w-full max-w-lg flex-col gap-3">
      <h1 className="font-semibold text-xl">The record cannot be shown now</h1>
      <ReadAgain problem={problem} />
    </div>
  )
}

/** What could not be read, with a button that reads the page once more. */
export function ReadAgain({ problem }: { problem: Problem }) {
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
