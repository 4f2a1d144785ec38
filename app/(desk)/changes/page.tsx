import type { Metadata } from "next"
import { ChangesBoard } from "#components/changes/changes-board.tsx"
import { ChangesNav } from "#components/changes/changes-nav.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { finishedChanges, openChanges } from "#lib/changes/board.ts"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { openDriftCount } from "#lib/reconcile/list.ts"

export const metadata: Metadata = { title: "Changes" }

/** Everything on its way to GHL, and what ended lately. Needs nothing of GHL but the contacts' names. */
export default async function Page() {
  await requirePage("changes.read", "/changes")
  const db = await database()
  const open = await openChanges(db)
  const finished = await finishedChanges(db, { before: null, limit: 15 })
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 sm:p-6">
      <PageHeader
        title="Changes"
        hint="What Caredesk writes to GoHighLevel: what needs you, what is on its way, and what was written."
      />
      <ChangesNav current="/changes" drifts={await openDriftCount(db)} />
      <ChangesBoard open={open} finished={finished} />
    </div>
  )
}
