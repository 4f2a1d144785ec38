import type { Metadata } from "next"
import { AdminLinks } from "#components/reviews/admin-links.tsx"
import { InboxScreen } from "#components/reviews/inbox-screen.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { listInbox } from "#lib/reviews/inbox.ts"
import { inboxQuery } from "#lib/reviews/inbox-query.ts"

export const metadata: Metadata = { title: "Reviews" }

/** The inbox: drafts of the pipeline and text found in GHL, by queue. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const person = await requirePage("reviews.read", "/reviews")
  const asked = inboxQuery.catch(inboxQuery.parse({})).parse(await searchParams)
  const first = await listInbox(await database(), asked, person.id)
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-4 p-4 sm:p-6">
      <PageHeader
        title="Reviews"
        hint="AI summaries are saved to GoHighLevel only after a person has read and approved them."
        actions={<AdminLinks role={person.role} />}
      />
      <InboxScreen
        key={`${first.queue} ${first.mine} ${first.page}`}
        first={first}
        at={Date.now()}
        me={person.id}
      />
    </div>
  )
}
