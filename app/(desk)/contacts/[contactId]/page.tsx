import { ChevronLeft } from "lucide-react"
import type { Metadata } from "next"
import { headers } from "next/headers"
import Link from "next/link"
import { type ReactNode, Suspense } from "react"
import { RecordSkeleton } from "#components/contacts/record/record-skeleton.tsx"
import {
  ReadOnArrival,
  RecordFailed,
  RecordGone,
} from "#components/contacts/record/record-states.tsx"
import { endedChangesOf } from "#lib/changes/views.ts"
import { readComposer } from "#lib/contacts/composer.ts"
import { isPrefetch } from "#lib/contacts/prefetch.ts"
import { readRecord, recordOpening } from "#lib/contacts/record.ts"
import { rememberTags } from "#lib/contacts/tags-seen.ts"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { requirePage } from "#lib/people/session.ts"
import { RecordPage } from "./record-page.tsx"

// Without the name: titles are kept in the browser's history.
export const metadata: Metadata = { title: "Contact" }

/** The record of a contact. Session and right come first; GHL is asked behind the page's outline. */
export default async function Page({ params }: { params: Promise<{ contactId: string }> }) {
  const { contactId } = await params
  const person = await requirePage("contacts.browse", `/contacts/${contactId}`)
  if (isPrefetch(await headers())) {
    return (
      <Frame>
        <RecordSkeleton />
        <ReadOnArrival />
      </Frame>
    )
  }
  return (
    <Frame>
      <Suspense fallback={<RecordSkeleton />}>
        <OpenedRecord contactId={contactId} personId={person.id} />
      </Suspense>
    </Frame>
  )
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-400 flex-col gap-4 p-4 sm:p-6">
      <Link
        href="/contacts"
        prefetch={false}
        className="-my-1 inline-flex h-(--control-small) items-center gap-1 self-start text-ink-muted text-sm hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Contacts
      </Link>
      {children}
    </div>
  )
}

async function OpenedRecord({ contactId, personId }: { contactId: string; personId: string }) {
  const db = await database()
  // Asked for first: what ends while GHL is read may not be in the record, and is not among them.
  const ended = await endedChangesOf(db, contactId)
  const answer = await readRecord(contactId)
  if (answer.kind === "gone") return <RecordGone />
  if (answer.kind === "failed") return <RecordFailed problem={answer.problem} />
  await recordOpening(db, personId, contactId)
  await rememberTags(db, answer.record.tags)
  return (
    <RecordPage
      record={answer.record}
      fieldsProblem={answer.fieldsProblem}
      composer={await readComposer(db, personId, contactId)}
      holdSeconds={env().TAG_HOLD_SECONDS}
      ended={ended}
      readAt={Date.now()}
    />
  )
}
