import type { Metadata } from "next"
import { z } from "zod"
import { AdminLinks } from "#components/reviews/admin-links.tsx"
import { InboxList } from "#components/reviews/inbox-list.tsx"
import { QueueNav } from "#components/reviews/queue-nav.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { inboxCounts, listInbox } from "#lib/reviews/inbox.ts"
import { backlogCount } from "#lib/reviews/watch/backlog.ts"

export const metadata: Metadata = { title: "Reviews" }

const query = z.object({ queue: z.enum(["waiting", "approved", "rejected"]).catch("waiting") })

/** The inbox: drafts of the pipeline, by queue. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const person = await requirePage("reviews.read", "/reviews")
  const { queue } = query.parse(await searchParams)
  const db = await database()
  const counts = await inboxCounts(db)
  const rows = await listInbox(db, queue)
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 sm:p-6">
      <PageHeader
        title="Reviews"
        hint="AI summaries are saved to GoHighLevel only after a person has read and approved them."
        actions={<AdminLinks role={person.role} backlog={await backlogCount(db)} />}
      />
      <div className="rounded-xl border border-line bg-surface shadow-card">
        <QueueNav current={queue} counts={counts} />
        <InboxList rows={rows} status={queue} />
      </div>
    </div>
  )
}
