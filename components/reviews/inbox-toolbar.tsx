"use client"

import { ArrowUp, CloudOff, Keyboard } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Switch } from "#components/ui/switch.tsx"
import type { InboxPage, InboxRow } from "#lib/reviews/inbox-types.ts"
import type { ListedQueue } from "#lib/reviews/queues.ts"
import type { SteadyFocus } from "./use-steady-rows.ts"

const ABOUT: Record<Exclude<ListedQueue, "waiting">, string> = {
  claimed: "Being reviewed now, by whoever has the review open.",
  returned: "Back at the pipeline with instructions.",
  approved: "The last decided first.",
  rejected: "The last decided first. Nothing of them was written.",
  superseded: "Replaced, or gone from GHL, before anybody decided.",
}

const inWords = (hours: number) => (hours === 1 ? "1 hour" : `${hours} hours`)

/** What came new while the list stood still. */
function newInWords(unseen: InboxRow[]): string {
  const urgent = unseen.filter(({ critical }) => critical.length > 0).length
  const all = unseen.length === 1 ? "1 new draft" : `${unseen.length} new drafts`
  if (urgent === 0) return all
  return urgent === unseen.length ? all.replace("new", "new urgent") : `${all}, ${urgent} urgent`
}

/** Above a queue: what it is, what came new, whose drafts are shown. Its height never changes. */
export function InboxToolbar({
  page,
  unseen,
  stale,
  steady,
  onShowNew,
  onMine,
  onKeys,
}: {
  page: InboxPage
  unseen: InboxRow[]
  /** The list could not be read again. */
  stale: boolean
  /** For the button that shows what came new. */
  steady: SteadyFocus
  onShowNew: () => void
  onMine: (mine: boolean) => void
  onKeys: () => void
}) {
  const { queue, mine, targetHours } = page
  const undecided = queue === "waiting" || queue === "claimed" || queue === "returned"
  return (
    <div className="sticky top-14 z-10 flex min-h-12 items-center gap-x-3 border-line border-b bg-surface py-1 pr-4 pl-4 md:top-0 md:pr-2">
      <div className="min-w-0 flex-1 text-sm text-ink-muted">
        {unseen.length > 0 ? (
          <span {...steady}>
            <Button size="small" tone="primary" icon={<ArrowUp aria-hidden />} onClick={onShowNew}>
              {newInWords(unseen)}
            </Button>
          </span>
        ) : stale ? (
          <span className="flex items-center gap-1.5 text-warn-text">
            <CloudOff aria-hidden className="size-4 shrink-0" />
            Not up to date: Caredesk cannot be reached.
          </span>
        ) : queue === "waiting" ? (
          <span>
            Decide within {inWords(targetHours.normal)}
            <span className="max-sm:hidden">
              , urgent ones within {inWords(targetHours.urgent)}
            </span>
            .
          </span>
        ) : (
          <span>
            {queue === "claimed" && page.counts.forSecondPerson > 0
              ? "Being reviewed now, or left to a second person by you."
              : ABOUT[queue]}
          </span>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {unseen.length > 0 && `${newInWords(unseen)} in this queue`}
      </p>
      {undecided && <Switch label="Only mine" checked={mine} onCheckedChange={onMine} />}
      <span className="max-md:hidden">
        <IconButton label="Keyboard shortcuts" icon={<Keyboard aria-hidden />} onClick={onKeys} />
      </span>
    </div>
  )
}
