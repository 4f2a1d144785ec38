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

/** What an empty `waiting` means, which depends on whether anybody looks for unread text. */
function nothingWaits({ watch }: InboxPage): { title: string; text: string } {
  if (watch.state === "off") return EMPTY.waiting
  if (watch.state === "standing") {
    return {
      title: "Nothing that Caredesk knows of waits for a review",
      text: "Drafts of the pipeline appear here as before. Text written in GoHighLevel in the meantime does not, until Caredesk can look there again.",
    }
  }
  return {
    title: watch.state === "first" ? "Nothing waits for a review yet" : EMPTY.waiting.title,
    text: "Drafts appear here by themselves as soon as the pipeline hands them in, and unread text in GoHighLevel as soon as it is found.",
  }
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

/** Nothing in `waiting` is for this person to go on with: a second person has to, beside what others review now. */
function LeftToOthers({ page: { counts, holders } }: { page: InboxPage }) {
  const { forSecondPerson: left, heldByOthers: held } = counts
  const of = left === 1 ? "it" : "them"
  if (held === 0) {
    return (
      <EmptyState
        icon={<Inbox />}
        title={
          left === 1
            ? "The one draft that waits needs a second person"
            : `All ${left} drafts that wait need a second person`
        }
        action={<LinkTo queue="claimed">{left === 1 ? "Show it" : "Show them"}</LinkTo>}
      >
        You gave {of} the first approval; the second is for somebody else to give.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<Inbox />}
      title="Nothing waits for you"
      action={<LinkTo queue="claimed">Show who reviews what</LinkTo>}
    >
      {listed(holders)} {holders.length === 1 ? "has" : "have"} {drafts(held)} open now. To{" "}
      {drafts(left)} you gave the first approval: {left === 1 ? "it waits" : "they wait"} for a
      second person.
    </EmptyState>
  )
}

/** Why a queue is empty, and where the work is. */
export function InboxEmpty({ page }: { page: InboxPage }) {
  const { queue, mine, counts, holders } = page
  const { title, text } = queue === "waiting" ? nothingWaits(page) : EMPTY[queue]
  const icon =
    queue === "waiting" && page.watch.state !== "standing" ? <CircleCheckBig /> : <Inbox />
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
  if (queue === "waiting" && counts.forSecondPerson > 0) return <LeftToOthers page={page} />
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
        icon={icon}
        title={title}
        action={<LinkTo queue="backlog">Go to the backlog</LinkTo>}
      >
        {text} {counts.backlog === 1 ? "One text" : `${counts.backlog} texts`} that stood in
        GoHighLevel before Caredesk {counts.backlog === 1 ? "is" : "are"} still to be read.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={icon} title={title}>
      {text}
    </EmptyState>
  )
}
