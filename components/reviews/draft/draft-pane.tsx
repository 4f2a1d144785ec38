"use client"

import { type ReactNode, type RefObject, useDeferredValue, useMemo, useState } from "react"
import { DiffText } from "#components/ui/diff-text.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import { type Authorship, authorAt } from "#lib/reviews/authorship.ts"
import type { PlaceView } from "#lib/reviews/evidence-view.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { changedPlaces, wordDiff } from "#lib/reviews/word-diff.ts"
import { LiveDiffBelow } from "../live-diff/live-diff-parts.tsx"
import type { LiveDiff } from "../live-diff/use-live-diff.ts"
import { Pane } from "../pane.tsx"
import { UNKNOWN_WORDS } from "../present-call-notes.ts"
import { ContextLine } from "./context-line.tsx"
import { FlagsBar } from "./flags-bar.tsx"
import { Legend } from "./legend.tsx"
import { MarkedEditor } from "./marked-editor.tsx"
import { useAuthorWords } from "./use-authors.ts"
import type { Flags } from "./use-flags.ts"
import type { Texts } from "./use-saved-texts.ts"
import { Versions } from "./versions.tsx"

export type DraftView = "edit" | "against-notes" | "against-ai" | "versions"

/** The draft's texts: to edit with their marks, against the record, against what came in, as they were. */
export function DraftPane({
  review,
  view,
  onView,
  texts,
  authors,
  flags,
  fields,
  savedVersion,
  wantedCallNotes,
  diff,
  editable,
  laidOutToEdit,
  onChange,
  onRestore,
  onLight,
  status,
  notices,
}: {
  review: ReviewView
  view: DraftView
  onView: (view: DraftView) => void
  texts: Texts
  authors: Authorship
  flags: Flags
  fields: Record<keyof Texts, RefObject<HTMLTextAreaElement | null>>
  savedVersion: number
  wantedCallNotes: string
  diff: LiveDiff
  editable: boolean
  /** It is to be edited, or will be in a moment: all parts have their place. */
  laidOutToEdit: boolean
  onChange: (part: Partial<Texts>) => void
  onRestore: (versionId: string) => Promise<boolean>
  onLight: (places: readonly PlaceView[], wanted: PlaceView) => void
  status: ReactNode
  notices: ReactNode
}) {
  const [hovered, setHovered] = useState<string | null>(null)
  const [atCaret, setAtCaret] = useState<string | null>(null)
  const inWords = useAuthorWords(review)
  const first = review.origin === "watch" ? "stood in GoHighLevel" : (review.model ?? "the AI")
  const author = hovered ?? atCaret
  // Counted behind the typing, never in its way.
  const counted = useDeferredValue(texts)
  const edits = useMemo(
    () =>
      changedPlaces(review.summary, counted.summary) +
      changedPlaces(review.analysis, counted.analysis),
    [review, counted],
  )

  const editor = (name: keyof Texts, label: string, maxLength: number, hint?: string) => (
    <MarkedEditor
      label={label}
      hint={hint}
      value={texts[name]}
      readOnly={!editable}
      maxLength={maxLength}
      findings={flags.of(name)}
      authors={authors[name]}
      activeId={flags.active?.id ?? null}
      field={fields[name]}
      onChange={(value) => onChange({ [name]: value })}
      onCaret={(at) => {
        setAtCaret(authorAt(authors[name], at))
        flags.chooseAt(name, at)
      }}
      onHover={setHovered}
    />
  )

  return (
    <Pane
      title="Draft"
      part="draft"
      actions={status}
      bare
      footer={
        view === "edit" && (
          <ContextLine
            finding={flags.active}
            claim={flags.active ? flags.claimOf(flags.active) : ""}
            author={author ? `Here: ${inWords(author)}` : null}
            onLight={onLight}
          />
        )
      }
    >
      <Tabs
        label="Views of the draft"
        value={view}
        onValueChange={onView}
        fill
        items={[
          {
            value: "edit",
            label: laidOutToEdit ? "Edit" : "Text",
            panel: (
              <div className="space-y-3.5">
                {notices}
                <FlagsBar
                  evidence={flags.evidence}
                  open={flags.open}
                  activeId={flags.active?.id ?? null}
                  claimOf={flags.claimOf}
                  onStep={flags.step}
                  onChoose={flags.choose}
                />
                {editor("summary", "Summary, for the call notes", 50_000)}
                {laidOutToEdit && <LiveDiffBelow diff={diff} review={review} name="summary" />}
                {review.origin === "pipeline"
                  ? editor("analysis", "Full analysis, for the note", 90_000)
                  : editor("analysis", "Note, if you want to leave one", 90_000, "optional")}
                {laidOutToEdit && <LiveDiffBelow diff={diff} review={review} name="analysis" />}
                <Legend first={first} />
              </div>
            ),
          },
          {
            value: "against-notes",
            label: "Against the call notes",
            panel:
              diff.present.text === null ? (
                <p className="text-sm text-ink-muted">{UNKNOWN_WORDS[diff.present.unknown]}</p>
              ) : view === "against-notes" ? (
                <DiffText
                  parts={wordDiff(diff.present.text, wantedCallNotes)}
                  empty="The call notes would stay as they are."
                />
              ) : null,
          },
          {
            value: "against-ai",
            label: "Your edits",
            count: edits,
            panel:
              view === "against-ai" ? (
                <div className="space-y-4">
                  <DiffText
                    parts={wordDiff(review.summary, texts.summary)}
                    empty="The summary is as it came in."
                  />
                  <hr className="border-line" />
                  <DiffText
                    parts={wordDiff(review.analysis, texts.analysis)}
                    empty="The analysis is as it came in."
                  />
                </div>
              ) : null,
          },
          {
            value: "versions",
            label: "Versions",
            panel:
              view === "versions" ? (
                <Versions
                  reviewId={review.id}
                  texts={texts}
                  firstAuthor={
                    review.origin === "watch" ? "Found in GoHighLevel" : (review.model ?? "The AI")
                  }
                  savedVersion={savedVersion}
                  editable={editable}
                  onRestore={onRestore}
                />
              ) : null,
          },
        ]}
      />
    </Pane>
  )
}
