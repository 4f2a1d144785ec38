import type { Metadata } from "next"
import { z } from "zod"
import { AdminLinks } from "#components/reviews/admin-links.tsx"
import { BacklogEnd } from "#components/reviews/backlog/backlog-end.tsx"
import { BacklogPager } from "#components/reviews/backlog/backlog-pager.tsx"
import { BacklogReader } from "#components/reviews/backlog/backlog-reader.tsx"
import { QueueNav } from "#components/reviews/queue-nav.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { knownFields } from "#lib/contacts/deliver.ts"
import { database } from "#lib/db/instance.ts"
import { allows } from "#lib/people/permissions.ts"
import { requirePage } from "#lib/people/session.ts"
import { inboxCounts } from "#lib/reviews/inbox.ts"
import { readBacklog } from "#lib/reviews/watch/backlog.ts"

export const metadata: Metadata = { title: "Backlog" }

const query = z.object({ after: z.uuid().nullable().catch(null) })

/** Texts that stood in the call notes before Caredesk was started: a queue of the inbox, to read and to accept, many at once. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const person = await requirePage("reviews.read", "/reviews/backlog")
  const { after } = query.parse({ after: null, ...(await searchParams) })
  const db = await database()
  const [page, fields] = await Promise.all([
    readBacklog(db, { after, personId: person.id }),
    knownFields(),
  ])
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-4 p-4 sm:p-6">
      <PageHeader
        title="Reviews"
        hint="AI summaries are saved to GoHighLevel only after a person has read and approved them."
        actions={<AdminLinks role={person.role} />}
      />
      <div className="rounded-xl border border-line bg-surface shadow-card">
        <QueueNav current="backlog" counts={await inboxCounts(db, person.id)} />
        {page.rows.length > 0 ? (
          <BacklogReader
            page={page}
            mayAcceptMany={allows(person.role, "reviews.accept-many")}
            fieldsProblem={fields.problem}
          />
        ) : (
          <BacklogEnd total={page.total} />
        )}
        {page.rows.length > 0 && <BacklogPager after={after} next={page.next} />}
      </div>
    </div>
  )
}
