"use client"

import type { ReactNode } from "react"
import { Checkbox } from "#components/ui/checkbox.tsx"
import { Chip } from "#components/ui/chip.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { Keeping } from "#lib/reviews/call-notes.ts"
import { Pane } from "../pane.tsx"
import type { CallNotesUnknown } from "../present-call-notes.ts"
import { KeepChoice } from "./keep-choice.tsx"

/** What an approval writes; null where it writes nothing of the kind. */
export type Result = {
  callNotes: string | null
  tags: { add: string[]; remove: string[] } | null
  note: string | null
}

/** Exactly what an approval writes, where, and in which order. */
export function ResultPane({
  result,
  unknown,
  othersText,
  keeping,
  onKeeping,
  tagsChoice,
  footer,
}: {
  result: Result
  /** Why the call notes to be are not known; null when they are. */
  unknown: CallNotesUnknown | null
  othersText: string
  keeping: Keeping
  /** Absent where nothing can be kept, or nothing is to be decided. */
  onKeeping?: (keeping: Keeping) => void
  /** For text found in GHL: whether tags move is the reviewer's choice. */
  tagsChoice?: { chosen: boolean; onChoose: (chosen: boolean) => void }
  footer?: ReactNode
}) {
  const { callNotes, tags, note } = result
  return (
    <Pane title="What will be written" part="result" footer={footer} className="xl:flex-1">
      <ol className="space-y-4">
        <li>
          <h3 className="text-sm font-medium">1. Call notes</h3>
          {callNotes === null ? (
            <p className="mt-1 text-sm text-ink-muted">
              They stay as they stand. Approving keeps only that you have read them.
            </p>
          ) : unknown ? (
            <Unknown why={unknown} />
          ) : (
            <>
              {othersText.trim() !== "" && onKeeping && (
                <KeepChoice keeping={keeping} onKeeping={onKeeping} />
              )}
              <div className="mt-1.5 rounded-lg border border-line px-3 py-2">
                <PlainText text={callNotes} empty="Empty" />
              </div>
            </>
          )}
        </li>
        <li>
          <h3 className="text-sm font-medium">2. Tags</h3>
          {tagsChoice && (
            <div className="-mx-2 mt-1">
              <Checkbox
                checked={tagsChoice.chosen}
                onCheckedChange={tagsChoice.onChoose}
                label="Move the client on in the lifecycle"
              />
            </div>
          )}
          <Tags tags={tags} />
        </li>
        <li>
          <h3 className="text-sm font-medium">3. A new note</h3>
          {note === null ? (
            <p className="mt-1 text-sm text-ink-muted">No note.</p>
          ) : (
            <div className="mt-1.5 rounded-lg border border-line px-3 py-2">
              <PlainText text={note} empty="Empty" />
              <p className="mt-2 text-xs text-ink-muted">
                The time of the approval follows in its last line. A line “Caredesk ref” with a code
                of its own comes below, by which Caredesk finds the note again.
              </p>
            </div>
          )}
        </li>
      </ol>
    </Pane>
  )
}

/** In the shape of the text to come. */
function Unknown({ why }: { why: CallNotesUnknown }) {
  if (why === "unread") {
    return (
      <p className="mt-1 text-sm text-ink-muted">
        Not known: what stands in the call notes now could not be read.
      </p>
    )
  }
  return (
    <div className="mt-1.5 space-y-2 rounded-lg border border-line px-3 py-2.5">
      <p className="text-sm text-ink-muted">
        Not known yet: what stands in the call notes now is being read.
      </p>
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  )
}

function Tags({ tags }: { tags: Result["tags"] }) {
  if (!tags || tags.add.length + tags.remove.length === 0) {
    return <p className="mt-1 text-sm text-ink-muted">No tag changes.</p>
  }
  return (
    <>
      <div className="mt-1.5 flex flex-wrap items-center gap-1.5 text-sm">
        {tags.add.map((tag) => (
          <Chip key={tag} tone="good">
            + {tag}
          </Chip>
        ))}
        {tags.remove.map((tag) => (
          <Chip key={tag} tone="bad">
            − {tag}
          </Chip>
        ))}
      </div>
      <p className="mt-1 text-xs text-ink-muted">
        Tags may start automations in GoHighLevel that send the client messages. Those cannot be
        unsent.
      </p>
    </>
  )
}
