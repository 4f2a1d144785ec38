"use client"

import { Button } from "#components/ui/button.tsx"

/** What a page shows in its place when it failed in a way nobody foresaw. */
export function PageFailed({ digest, retry }: { digest?: string; retry: () => void }) {
  return (
    <div className="mx-auto max-w-md px-4 py-16">
      <h1 className="text-xl font-semibold tracking-tight">Something went wrong in Caredesk</h1>
      <p className="mt-1 text-sm text-ink-muted">
        Nothing was changed by this. Try again; if it stays, tell an administrator.
        {digest && ` Error ${digest}.`}
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button tone="primary" onClick={retry}>
          Try again
        </Button>
        <Button onClick={() => window.location.assign("/contacts")}>Go to contacts</Button>
      </div>
    </div>
  )
}
