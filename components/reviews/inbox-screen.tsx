"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"
import { waitingReviews } from "#components/shell/waiting-reviews.ts"
import { AlertDialog } from "#components/ui/alert-dialog.tsx"
import { ShortcutHelp } from "#components/ui/shortcut-help.tsx"
import { type Shortcut, useShortcuts } from "#components/ui/use-shortcuts.ts"
import { inboxAddress } from "#lib/reviews/inbox-query.ts"
import type { InboxPage, InboxRow as Row } from "#lib/reviews/inbox-types.ts"
import { isOpenQueue } from "#lib/reviews/queues.ts"
import { InboxEmpty } from "./inbox-empty.tsx"
import { InboxLane } from "./inbox-lane.tsx"
import { InboxPager } from "./inbox-pager.tsx"
import { inboxPageQuery } from "./inbox-queries.ts"
import { InboxRow } from "./inbox-row.tsx"
import { useSelection } from "./inbox-selection.ts"
import { InboxToolbar } from "./inbox-toolbar.tsx"
import { QueueNav } from "./queue-nav.tsx"
import type { SteadyRow } from "./steady-rows.ts"
import { useInboxActs } from "./use-inbox-acts.ts"
import { useSteadyRows } from "./use-steady-rows.ts"
import { WatchLine } from "./watch-line.tsx"

/**
 * A queue of the inbox, live. `first` is the page as the server read it at `at` (epoch ms); give a new
 * `key` for another queue, filter or page.
 */
export function InboxScreen({ first, at, me }: { first: InboxPage; at: number; me: string }) {
  const router = useRouter()
  const client = useQueryClient()
  const { queue, mine } = first
  const query = useQuery({
    ...inboxPageQuery({ queue, mine, page: first.page }),
    initialData: first,
    initialDataUpdatedAt: at,
  })
  const page = query.data
  const { waiting, urgent } = page.counts
  useEffect(() => {
    client.setQueryData(waitingReviews.queryKey, { waiting, urgent })
  }, [client, waiting, urgent])

  const steady = useSteadyRows(page.rows)
  const { selected, select, move } = useSelection(steady.rows)
  const acts = useInboxActs()
  const [help, setHelp] = useState(false)

  const open = (row: Row | null, hash = "") => row && router.push(`/reviews/${row.id}${hash}`)
  const undecided = selected?.status === "waiting" && !selected.left
  const shortcuts: Shortcut[] = [
    { key: "j", label: "Next draft", act: () => move(1) },
    { key: "k", label: "Previous draft", act: () => move(-1) },
    {
      key: "Enter",
      label: "Open the selected draft",
      act: () => open(selected),
      disabled: !selected,
    },
    {
      key: "a",
      label: "Open it, to approve",
      act: () => open(selected, "#approve"),
      disabled: !undecided,
    },
    {
      key: "e",
      label: "Open it, to edit",
      act: () => open(selected, "#edit"),
      disabled: !undecided,
    },
    {
      key: "r",
      label: "Open it, to reject",
      act: () => open(selected, "#reject"),
      disabled: !undecided,
    },
    {
      key: "c",
      label: "Claim it for me",
      act: () => selected && void acts.claim(selected),
      disabled: !undecided,
    },
    { key: "?", label: "Show these shortcuts", act: () => setHelp(true) },
  ]
  useShortcuts(shortcuts)

  const laneOf = (row: Row) => {
    if (isOpenQueue(queue) && row.firstApproval?.id === me && !row.claim) return "second-person"
    return isOpenQueue(queue) && row.critical.length > 0 ? "urgent" : "other"
  }
  const lanes = Map.groupBy(steady.rows, laneOf)
  const urgentRows = lanes.get("urgent") ?? []
  const otherRows = lanes.get("other") ?? []
  const leftRows = lanes.get("second-person") ?? []
  const lay = (row: SteadyRow<Row>) => (
    <InboxRow
      key={row.id}
      row={row}
      selected={row.id === selected?.id}
      onSelect={select}
      me={me}
      reviewers={page.reviewers}
      acts={acts}
    />
  )
  return (
    <div className="rounded-xl border border-line bg-surface shadow-card">
      <QueueNav current={queue} counts={page.counts} />
      <div {...steady.pointer}>
        <InboxToolbar
          page={page}
          unseen={steady.unseen}
          stale={query.isError}
          steady={steady.focus}
          onShowNew={steady.showAll}
          onMine={(on) => router.replace(inboxAddress({ queue, mine: on, page: 1 }))}
          onKeys={() => setHelp(true)}
        />
        {queue === "waiting" && <WatchLine news={page.watch} />}
        {steady.rows.length === 0 && <InboxEmpty page={page} />}
        <div {...steady.focus} className="overflow-hidden rounded-b-xl">
          {urgentRows.length > 0 && (
            <InboxLane urgent title="Urgent" hint="Values beyond their critical limits">
              {urgentRows.map(lay)}
            </InboxLane>
          )}
          {otherRows.length > 0 && (
            <InboxLane title={urgentRows.length > 0 ? "To review" : null}>
              {otherRows.map(lay)}
            </InboxLane>
          )}
          {leftRows.length > 0 && (
            <InboxLane title="Waits for a second person" hint="After your approval">
              {leftRows.map(lay)}
            </InboxLane>
          )}
        </div>
      </div>
      <InboxPager page={page} />
      <ShortcutHelp shortcuts={shortcuts} open={help} onOpenChange={setHelp} />
      <AlertDialog
        open={acts.held !== null}
        onOpenChange={(stays) => {
          if (!stays && !acts.busy) acts.leave()
        }}
        title={`Take over from ${acts.held?.by ?? "them"}?`}
        confirmLabel="Take over and open"
        cancelLabel="Leave it"
        busy={acts.busy}
        onConfirm={acts.takeOver}
      >
        <p>
          They are reviewing this draft now. What they typed is saved and stays in the draft; they
          are told that you took over, and cannot decide it any more.
        </p>
      </AlertDialog>
    </div>
  )
}
