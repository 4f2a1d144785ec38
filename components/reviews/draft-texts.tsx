"use client"

import { useState } from "react"
import { DiffText } from "#components/ui/diff-text.tsx"
import { Section } from "#components/ui/section.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import { wordDiff } from "#lib/reviews/word-diff.ts"
import type { Texts } from "./use-saved-texts.ts"

type View = "edit" | "against-notes" | "against-ai"

/** The draft's texts: to edit, against what stands in the record, and against what the AI wrote. */
export function DraftTexts({
  texts,
  ai,
  wantedCallNotes,
  presentCallNotes,
  editable,
  onChange,
  status,
}: {
  texts: Texts
  /** As the AI wrote them. */
  ai: Texts
  wantedCallNotes: string
  presentCallNotes: string | null
  editable: boolean
  onChange: (part: Partial<Texts>) => void
  status: React.ReactNode
}) {
  const [view, setView] = useState<View>("edit")
  return (
    <Section title="Draft" actions={status}>
      <Tabs
        label="Views of the draft"
        value={view}
        onValueChange={setView}
        items={[
          {
            value: "edit",
            label: editable ? "Edit" : "Text",
            panel: (
              <div className="space-y-4">
                <TextArea
                  label="Summary, for the call notes"
                  value={texts.summary}
                  readOnly={!editable}
                  rows={12}
                  maxLength={50_000}
                  dir="auto"
                  onChange={(event) => onChange({ summary: event.currentTarget.value })}
                />
                <TextArea
                  label="Full analysis, for the note"
                  value={texts.analysis}
                  readOnly={!editable}
                  rows={10}
                  maxLength={90_000}
                  dir="auto"
                  onChange={(event) => onChange({ analysis: event.currentTarget.value })}
                />
              </div>
            ),
          },
          {
            value: "against-notes",
            label: "Against the call notes",
            panel:
              presentCallNotes === null ? (
                <p className="text-sm text-ink-muted">The call notes could not be read.</p>
              ) : view === "against-notes" ? (
                <DiffText
                  parts={wordDiff(presentCallNotes, wantedCallNotes)}
                  empty="The call notes would stay as they are."
                />
              ) : null,
          },
          {
            value: "against-ai",
            label: "Your edits",
            panel:
              view === "against-ai" ? (
                <div className="space-y-4">
                  <DiffText
                    parts={wordDiff(ai.summary, texts.summary)}
                    empty="The summary is as the AI wrote it."
                  />
                  <hr className="border-line" />
                  <DiffText
                    parts={wordDiff(ai.analysis, texts.analysis)}
                    empty="The analysis is as the AI wrote it."
                  />
                </div>
              ) : null,
          },
        ]}
      />
    </Section>
  )
}
