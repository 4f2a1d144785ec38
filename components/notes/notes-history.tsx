"use client"

import { useQuery } from "@tanstack/react-query"
import { LongText } from "#components/fields/long-text.tsx"
import { problemOf } from "#components/shell/fetch-json.ts"
import { DateText } from "#components/ui/date-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { NoteView } from "#lib/contacts/record-types.ts"
import { notesOf } from "./notes-query.ts"

/** Notes of a contact, newest first. They load after the page: a failure here leaves the rest standing. */
export function NotesHistory({ contactId }: { contactId: string }) {
  const { data: notes, error, refetch, isFetching } = useQuery(notesOf(contactId))
  if (error && !notes) {
    return (
      <ProblemNotice
        problem={problemOf(error)}
        retrying={isFetching}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!notes) return <NotesSkeleton />
  if (notes.length === 0) {
    return (
      <p className="text-ink-muted text-sm">
        No notes yet. Notes saved here or in GoHighLevel appear here.
      </p>
    )
  }
  return (
    <ol className="flex flex-col gap-3">
      {notes.map((note) => (
        <li key={note.id}>
          <NoteEntry note={note} />
        </li>
      ))}
    </ol>
  )
}

function NoteEntry({ note }: { note: NoteView }) {
  return (
    <article className="rounded-lg border border-line bg-surface p-3 text-sm">
      <p className="mb-1 flex flex-wrap justify-between gap-x-3 text-ink-muted text-xs">
        {note.at ? <DateText iso={note.at} withTime /> : <span>Time unknown</span>}
        <span className="min-w-0 break-all">
          {note.authorId ? `GoHighLevel user ${note.authorId}` : "No author recorded"}
        </span>
      </p>
      <LongText text={note.body} />
    </article>
  )
}

function NotesSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Notes are being fetched.</span>
      {[1, 2, 3].map((n) => (
        <Skeleton key={n} className="h-20 w-full" />
      ))}
    </div>
  )
}
