"use client"

import { PencilLine, Users } from "lucide-react"
import { useCallback } from "react"
import { ChangeProgress } from "#components/changes/change-progress.tsx"
import { NoWriting } from "#components/connection/no-writing.tsx"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { LongText } from "#components/fields/long-text.tsx"
import { Button } from "#components/ui/button.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { Section } from "#components/ui/section.tsx"
import type { ChangeView } from "#lib/changes/types.ts"
import type { ComposerState } from "#lib/contacts/composer-types.ts"
import { ComposerForm } from "./composer-form.tsx"
import { useComposer } from "./use-composer.ts"

/** A contact's call notes, to read and to edit together with a note and a lifecycle step. */
export function CallNotesSection({
  contactId,
  callNotes,
  tags,
  composer: initial,
  holdSeconds,
}: {
  contactId: string
  callNotes: string
  tags: string[]
  composer: ComposerState
  holdSeconds: number
}) {
  const present = { callNotes, tags }
  const composer = useComposer({ contactId, present, initial })
  const { onOver, changeId, open } = composer
  const whyNot = useWhyNotWrite()
  const over = useCallback((change: ChangeView) => onOver(change.status), [onOver])
  return (
    <Section
      title="Call notes"
      actions={
        !open && (
          <Button
            size="small"
            icon={<PencilLine aria-hidden />}
            disabled={whyNot !== null}
            onClick={composer.start}
          >
            Edit call notes
          </Button>
        )
      }
    >
      <div className="space-y-4">
        <NoWriting why={whyNot} />
        {initial.colleagues.map((colleague) => (
          <p
            key={colleague.name}
            className="flex items-start gap-2 rounded-lg border border-info-line bg-info-soft px-3 py-2 text-info-text text-sm"
          >
            <Users aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              {colleague.name} is writing on this contact too, since{" "}
              <RelativeTime iso={colleague.since} />.
            </span>
          </p>
        ))}
        {open && initial.draft && !changeId && composer.draftState === "saved" && (
          <p className="text-ink-soft text-sm">
            This is your unsaved draft from <RelativeTime iso={initial.draft.updatedAt} />.
          </p>
        )}
        {open ? (
          <ComposerForm composer={composer} present={present} holdSeconds={holdSeconds} />
        ) : callNotes ? (
          <LongText text={callNotes} />
        ) : (
          <p className="text-ink-muted text-sm">No call notes yet.</p>
        )}
        {changeId && <ChangeProgress key={changeId} changeId={changeId} onOver={over} />}
      </div>
    </Section>
  )
}
