import { RotateCw } from "lucide-react"
import type { Metadata } from "next"
import { Suspense } from "react"
import { AreaList } from "#components/connection/area-list.tsx"
import { BudgetPicture } from "#components/connection/budget-picture.tsx"
import { FailureList } from "#components/connection/failure-list.tsx"
import { NoteFormWords } from "#components/connection/note-form-words.tsx"
import { WatchState } from "#components/connection/watch-state.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import { Section } from "#components/ui/section.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import {
  lastWritten,
  refusalGivenUp,
  tasksRefused,
  writesRefused,
} from "#lib/changes/write-evidence.ts"
import { recentFailures, withOwnFailures } from "#lib/connection/recent-failures.ts"
import { rememberedContact } from "#lib/connection/remembered-contact.ts"
import { withWriteEvidence } from "#lib/connection/writes.ts"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { watchNews } from "#lib/reviews/watch/news.ts"

export const metadata: Metadata = { title: "Connection" }

/** How Caredesk stands with GHL, for administrators. */
export default async function Page() {
  await requirePage("connection.read", "/connection")
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 sm:p-6">
      <PageHeader
        title="Connection"
        hint="What GoHighLevel lets Caredesk do, asked by reading only."
        actions={
          <a href="/connection" className={buttonClass({})}>
            <RotateCw aria-hidden />
            Look again
          </a>
        }
      />
      <Suspense fallback={<Waiting />}>
        <Findings />
      </Suspense>
    </div>
  )
}

/** The budget and the failures are read after the probe, which is part of both. */
async function Findings() {
  const db = await database()
  const probes = await ghl().probe(() => rememberedContact(db))
  const budget = await ghl().budget()
  const failures = withOwnFailures(await recentFailures(db), ghl().dealings().failures)
  const watch = await watchNews(db, env().WATCH_SECONDS)
  const written = {
    writtenAt: await lastWritten(db),
    refused: await writesRefused(db),
    givenUpAt: await refusalGivenUp(db),
  }
  const tasks = await tasksRefused(db)
  return (
    <>
      <Section title="What the token may do" flush>
        <AreaList probes={withWriteEvidence(probes, written)} tasksRefused={tasks} />
      </Section>
      <Section title="Requests">
        <BudgetPicture budget={budget} />
      </Section>
      <Section title="Form of notes">
        <NoteFormWords form={ghl().noteForm()} />
      </Section>
      <Section title="Unread text">
        <WatchState news={watch} />
      </Section>
      <Section title="Last failures">
        <FailureList failures={failures} />
      </Section>
    </>
  )
}

function Waiting() {
  return (
    <div role="status">
      <span className="sr-only">Asking GoHighLevel</span>
      <Skeleton className="h-96 rounded-xl" />
    </div>
  )
}
