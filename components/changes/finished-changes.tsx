"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import Link from "next/link"
import { useContactNames } from "#components/contacts/use-contact-names.ts"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Section } from "#components/ui/section.tsx"
import type { FinishedPage } from "#lib/changes/board.ts"
import type { ChangeView } from "#lib/changes/types.ts"
import { UndoneBy } from "./change-card.tsx"
import { finishedQuery } from "./change-queries.ts"
import { KIND_WORDS, statusOf } from "./status-words.ts"
import { UndoButton } from "./undo-button.tsx"
import { Whose } from "./whose.tsx"

/** Changes that ended in the last 7 days, the last asked for first, each with Undo where it can be taken back. */
export function FinishedChanges({ first }: { first: FinishedPage }) {
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...finishedQuery,
    initialData: { pages: [first], pageParams: [null] },
  })
  const changes = data.pages.flatMap((page) => page.changes)
  const nameOf = useContactNames(changes.map(({ contactId }) => contactId))
  return (
    <Section title="Finished" hint="in the last 7 days" flush>
      {changes.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-muted">Nothing was written in the last 7 days.</p>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {changes.map((change) => (
            <li key={change.id} className="px-4 py-3">
              <FinishedChange change={change} name={nameOf(change.contactId)} />
            </li>
          ))}
        </ul>
      )}
      {error && (
        <div className="px-4 pb-4">
          <ProblemNotice problem={problemOf(error)} />
        </div>
      )}
      {hasNextPage && (
        <div className="flex justify-center border-line border-t px-4 py-3">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier ones
          </Button>
        </div>
      )}
    </Section>
  )
}

function FinishedChange({ change, name }: { change: ChangeView; name: string | null | undefined }) {
  const status = statusOf(change)
  return (
    <article
      aria-label={`${KIND_WORDS[change.kind]}: ${status.label}`}
      className="flex flex-wrap items-start gap-x-4 gap-y-2"
    >
      <div className="min-w-0 flex-1 basis-64 space-y-0.5">
        <Whose
          contactId={change.contactId}
          name={name}
          by={change.personName}
          at={change.finishedAt ?? change.createdAt}
        />
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <Link href={`/changes/${change.id}`} prefetch={false} className="hover:underline">
            {KIND_WORDS[change.kind]}
          </Link>
          <Badge tone={status.tone}>{status.label}</Badge>
        </p>
        <p className="text-sm text-ink-soft">{change.message}</p>
        <UndoneBy change={change} />
      </div>
      {change.can.undo && <UndoButton change={change} />}
    </article>
  )
}
