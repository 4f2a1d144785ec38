"use client"

import Link from "next/link"
import { STATUS_WORDS } from "#components/changes/status-words.ts"
import { ContactName } from "#components/contacts/contact-name.tsx"
import { useContactNames } from "#components/contacts/use-contact-names.ts"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import { DateText, RelativeTime } from "#components/ui/date-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { DriftView } from "#lib/reconcile/list.ts"
import { driftInWords } from "./drift-words.ts"
import { useLeaveIt } from "./use-leave-it.ts"

/** Differences by contact, each with the record, the decision, and "Leave it so". */
export function DriftList({ drifts }: { drifts: DriftView[] }) {
  const nameOf = useContactNames(drifts.map(({ contactId }) => contactId))
  return (
    <ul className="divide-y divide-line">
      {[...Map.groupBy(drifts, ({ contactId }) => contactId)].map(([contactId, own]) => (
        <li key={contactId} className="px-4 py-3">
          <Link
            href={`/contacts/${contactId}`}
            prefetch={false}
            className="font-medium hover:underline"
          >
            <ContactName contactId={contactId} name={nameOf(contactId)} />
          </Link>
          <ul className="mt-2 space-y-3">
            {own.map((drift) => (
              <DriftRow key={drift.id} drift={drift} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function howDecided({ changeId, approved }: DriftView): string {
  if (changeId === null) return "Accepted as it stood"
  return approved ? "Approved" : "Written"
}

function DriftRow({ drift }: { drift: DriftView }) {
  const { leave, busy, problem } = useLeaveIt(drift.id)
  const { mend } = drift
  const isAltered = drift.kind === "note-altered"
  return (
    <li className="space-y-2">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="text-sm">{driftInWords(drift)}</p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-ink-muted">
            <Link
              href={
                drift.changeId === null
                  ? `/reviews/${drift.reviewId}`
                  : `/changes/${drift.changeId}`
              }
              prefetch={false}
              className="font-medium text-accent-text hover:underline"
            >
              {howDecided(drift)} by {drift.decidedBy}
            </Link>
            <span>
              {drift.changeId !== null && "written "}
              <DateText iso={drift.writtenAt} withTime />, first seen{" "}
              <RelativeTime iso={drift.foundAt} />
            </span>
            {mend && (
              <Link href={`/changes/${mend.changeId}`} prefetch={false}>
                <Badge tone={STATUS_WORDS[mend.status].tone}>
                  {isAltered ? "Writing anew" : "Marking"}: {STATUS_WORDS[mend.status].label}
                </Badge>
              </Link>
            )}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {isAltered && (
            <Link
              href={`/changes/${drift.changeId}`}
              prefetch={false}
              className={buttonClass({ tone: "primary", size: "small" })}
            >
              Compare the note
            </Link>
          )}
          <Button size="small" busy={busy} onClick={() => void leave()}>
            Leave it so
          </Button>
        </div>
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </li>
  )
}
