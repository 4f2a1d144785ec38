"use client"

import { PageFailed } from "#components/shell/page-failed.tsx"

export default function OpenPageFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <main>
      <PageFailed error={error} retry={reset} />
    </main>
  )
}
