"use client"

import { CircleCheckBig, Inbox } from "lucide-react"
import Link from "next/link"
import { buttonClass } from "#components/ui/button-class.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { queueAddress } from "#lib/reviews/inbox-query.ts"
import type { InboxPage } from "#lib/reviews/inbox-types.ts"
import type { ListedQueue, QueueId } from "#lib/reviews/queues.ts"

const EMPTY: Record<ListedQueue, { title: string; text: string }> = {
  waiting: {
    title: "Nothing waits for a review",
    text: "Drafts appear here by themselves as soon as the pipeline hands them in.",
  },
  claimed: {
    title: "Nobody is reviewing a draft right now",
    text: "A draft is listed here while somebody has its review open.",
  },
  returned: {
    title: "Nothing is back at the pipeline",
    text: "Drafts returned with instructions are listed here until a new run answers them.",
  },
  approved: { title: "Nothing was approved yet", text: "Approved drafts are listed here." },
  rejected: { title: "Nothing was rejected yet", text: "Rejected drafts are listed here." },
  superseded: {
    title: "Nothing was superseded",
    text: "Drafts and texts that a newer one replaced before anybody decided are listed here.",
  },
}

const listed = (names: string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`

const drafts = (n: number) => (n === 1 ? "1 draft" : `${n} drafts`)

function LinkTo({ queue, children }: { queue: QueueId; children: string }) {
  return (
    <Link href={queueAddress(queue)} className={buttonClass({})}>
      {children}
    </Link>
  )
}

/** Why a queue is empty, and where the work is. */
export function InboxEmpty({ page }: { page: InboxPage }) {
  const { queue, mine, counts, holders } = page
  if (mine && counts[queue] > 0) {
    return (
      <EmptyState
        icon={<Inbox />}
        title="Nothing here is assigned to you"
        action={<LinkTo queue={queue}>Show all of this queue</LinkTo>}
      >
        {drafts(counts[queue])} in this queue {counts[queue] === 1 ? "is" : "are"} assigned to
        others or to nobody.
      </EmptyState>
    )
  }
  if (queue === "waiting" && counts.heldByOthers > 0) {
    const one = counts.heldByOthers === 1
    return (
      <EmptyState
        icon={<Inbox />}
        title={
          one
            ? "The one draft that waits is being reviewed"
            : `All ${counts.heldByOthers} drafts that wait are being reviewed`
        }
        action={<LinkTo queue="claimed">Show who reviews what</LinkTo>}
      >
        {listed(holders)} {holders.length === 1 ? "has" : "have"} {one ? "it" : "them"} open now. A
        draft comes back here when it is let go.
      </EmptyState>
    )
  }
  if (queue === "waiting" && counts.backlog > 0) {
    return (
      <EmptyState
        icon={<CircleCheckBig />}
        title={EMPTY.waiting.title}
        action={<LinkTo queue="backlog">Go to the backlog</LinkTo>}
      >
        {EMPTY.waiting.text} {counts.backlog === 1 ? "One text" : `${counts.backlog} texts`} that
        stood in GoHighLevel before Caredesk {counts.backlog === 1 ? "is" : "are"} still to be read.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={queue === "waiting" ? <CircleCheckBig /> : <Inbox />}
      title={EMPTY[queue].title}
    >
      {EMPTY[queue].text}
    </EmptyState>
  )
}
