"use client"

import "./globals.css"
import { isConnectionLost } from "#components/shell/connection-lost.ts"
import { EntryCard, EntryPage } from "#components/shell/entry-card.tsx"
import { Lost } from "#components/shell/page-failed.tsx"
import { Button } from "#components/ui/button.tsx"

/** In the place of everything, its frame too: also where an answer broke off before the page's title. */
export default function EverythingFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Caredesk</title>
        <EntryPage>
          {isConnectionLost(error) ? (
            <Lost retry={reset} />
          ) : (
            <EntryCard
              title="Caredesk could not be shown"
              hint="Nothing was changed by this. Load the page again; if it stays, tell an administrator the number below."
              foot={error.digest && `Error ${error.digest}`}
            >
              <Button tone="primary" onClick={() => window.location.reload()}>
                Load again
              </Button>
            </EntryCard>
          )}
        </EntryPage>
      </body>
    </html>
  )
}
