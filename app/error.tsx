"use client"

import { EntryCard } from "#components/shell/entry-card.tsx"
import { Button } from "#components/ui/button.tsx"

export default function PageFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <EntryCard
      title="Something went wrong in Caredesk"
      hint="Nothing was changed by this. Try again; if it stays, tell an administrator the number below."
      foot={error.digest && `Error ${error.digest}`}
    >
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" onClick={reset}>
          Try again
        </Button>
        <Button onClick={() => window.location.assign("/contacts")}>Go to contacts</Button>
      </div>
    </EntryCard>
  )
}
