"use client"

import { PageFailed } from "#components/shell/page-failed.tsx"

export default function DeskPageFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <PageFailed error={error} retry={reset} />
}
