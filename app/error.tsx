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
      <PageFailed digest={error.digest} retry={reset} />
    </main>
  )
}
