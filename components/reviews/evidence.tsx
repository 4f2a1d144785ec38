"use client"

import { useState } from "react"
import { DocumentViewer } from "#components/documents/document-viewer.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Section } from "#components/ui/section.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import type { ReviewView } from "#lib/reviews/types.ts"
import { BiomarkerTable } from "./biomarker-table.tsx"

/** What the draft was written from: the markers, the lab document, the text the pipeline read. */
export function Evidence({
  review,
  documentIsTheirs,
}: {
  review: ReviewView
  documentIsTheirs: boolean
}) {
  const [view, setView] = useState<"biomarkers" | "document" | "text">("biomarkers")
  return (
    <Section title="Evidence">
      <Tabs
        label="Evidence"
        value={view}
        onValueChange={setView}
        items={[
          {
            value: "biomarkers",
            label: "Biomarkers",
            count: review.biomarkers.length,
            panel: <BiomarkerTable biomarkers={review.biomarkers} />,
          },
          {
            value: "document",
            label: "Document",
            panel: (
              <LabDocument review={review} open={view === "document"} theirs={documentIsTheirs} />
            ),
          },
          {
            value: "text",
            label: "Source text",
            panel: <PlainText text={review.sourceText} empty="The pipeline sent no source text." />,
          },
        ]}
      />
    </Section>
  )
}

function LabDocument({
  review,
  open,
  theirs,
}: {
  review: ReviewView
  open: boolean
  theirs: boolean
}) {
  if (!review.documentId) {
    return <p className="text-sm text-ink-muted">The draft names no document.</p>
  }
  if (!theirs) {
    return (
      <p className="text-sm text-ink-muted">
        The draft’s document does not hang on this contact, so it cannot be shown here.
      </p>
    )
  }
  // Fetched when it is looked at: each reading is audited as an opening.
  if (!open) return null
  return (
    <div className="-mx-4 -mb-4 flex h-[70vh] min-h-96 flex-col overflow-hidden rounded-b-xl">
      <DocumentViewer
        href={`/api/contacts/${review.contactId}/documents/${review.documentId}`}
        fileName="Lab document"
      />
    </div>
  )
}
