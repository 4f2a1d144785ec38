"use client"

import "./globals.css"
import { EntryCard, EntryPage } from "#components/shell/entry-card.tsx"
import { Button } from "#components/ui/button.tsx"

export default function EverythingFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Caredesk</title>
        <EntryPage>
          <EntryCard
            title="Caredesk could not be shown"
            hint="Nothing was changed by this. Load the page again; if it stays, tell an administrator the number below."
            foot={error.digest && `Error ${error.digest}`}
          >
            <Button tone="primary" onClick={() => window.location.reload()}>
              Load again
            </Button>
          </EntryCard>
        </EntryPage>
      </body>
    </html>
  )
}
