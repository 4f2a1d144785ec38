"use client"

import { Button } from "#components/ui/button.tsx"
import { isConnectionLost } from "./connection-lost.ts"
import { useReturn } from "./use-return.ts"

type Failure = Error & { digest?: string }

/** What a page shows in its place when it failed in a way nobody foresaw, or broke off on its way. */
export function PageFailed({ error, retry }: { error: Failure; retry: () => void }) {
  return (
    <div className="mx-auto max-w-md px-4 py-16">
      {isConnectionLost(error) ? (
        <Lost retry={retry} />
      ) : (
        <Failed digest={error.digest} retry={retry} />
      )}
    </div>
  )
}

function Failed({ digest, retry }: { digest?: string; retry: () => void }) {
  return (
    <>
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
    </>
  )
}

/** What stands in the place of a page that broke off, until Caredesk answers. */
export function Lost({ retry }: { retry: () => void }) {
  useReturn(retry)
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">The connection to Caredesk was lost</h1>
      <p role="status" className="mt-1 text-sm text-ink-muted">
        The page comes back by itself as soon as Caredesk answers. What you typed is kept.
      </p>
    </>
  )
}
