"use client"

import { NotesHistory } from "#components/notes/notes-history.tsx"
import { FoundText } from "#components/reviews/found/found-text.tsx"
import { Chip } from "#components/ui/chip.tsx"
import { cx } from "#components/ui/cx.ts"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { aboveOf } from "#lib/reviews/call-notes.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { PresentContact } from "../use-present-contact.ts"

/** Where panes are stacked: as much as a screen shows of it, so that the draft below does not move when it comes. */
const PLACE = "max-xl:min-h-[70vh]"

/** The record as it stands in GoHighLevel now. Notes are read when it is looked at. */
export function PresentRecord({
  review,
  contact: read,
  open,
}: {
  review: ReviewView
  contact: PresentContact
  open: boolean
}) {
  if (read.kind === "reading") return <Outline />
  if (read.kind === "problem") {
    const { scope, title } = read.problem
    return (
      <p className="text-sm text-ink-muted">The record could not be read.{scope && ` ${title}`}</p>
    )
  }
  const { contact } = read
  return (
    <div className={cx("space-y-4", PLACE)}>
      {review.origin === "watch" && (
        <FoundText
          before={review.textBefore}
          text={review.summary}
          below={Boolean(aboveOf(contact.callNotes, review.summary))}
          foundAt={review.receivedAt}
          pairedWith={review.pairedWith}
        />
      )}
      <Part title="Call notes now">
        {contact.fieldsProblem ? (
          <p className="text-ink-muted text-sm">
            They cannot be shown. {contact.fieldsProblem.title} {contact.fieldsProblem.advice}
          </p>
        ) : (
          <div className="rounded-lg border border-line px-3 py-2">
            <PlainText text={contact.callNotes} empty="The call notes are empty." />
          </div>
        )}
      </Part>
      <Part title="Stage and tags">
        <p className="text-sm">{contact.stage ?? "No lifecycle tag yet"}</p>
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          {contact.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
          {contact.tags.length === 0 && <span className="text-sm text-ink-muted">No tags.</span>}
        </div>
      </Part>
      {contact.facts.length > 0 && (
        <Part title="Key fields">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            {contact.facts.map(({ label, value }) => (
              <div key={label} className="contents">
                <dt className="text-ink-muted">{label}</dt>
                <dd className="min-w-0 break-words">
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      <Part title="Notes">{open && <NotesHistory contactId={review.contactId} />}</Part>
    </div>
  )
}

function Outline() {
  return (
    <div role="status" className={cx("space-y-4", PLACE)}>
      <span className="sr-only">The record is being read.</span>
      {["Call notes now", "Stage and tags", "Notes"].map((title) => (
        <Part key={title} title={title}>
          <Skeleton className="h-12 w-full rounded-lg" />
        </Part>
      ))}
    </div>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium">{title}</h3>
      {children}
    </section>
  )
}
