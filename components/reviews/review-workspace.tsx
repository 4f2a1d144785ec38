"use client"

import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { PlainText } from "#components/ui/plain-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Section } from "#components/ui/section.tsx"
import { combineCallNotes, type Keeping } from "#lib/reviews/call-notes.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { DecidedPanel } from "./decided-panel.tsx"
import { DecisionBar } from "./decision-bar.tsx"
import { DraftTexts } from "./draft-texts.tsx"
import { Evidence } from "./evidence.tsx"
import { ResultPreview } from "./result-preview.tsx"
import { RightClientPanel } from "./right-client-panel.tsx"
import { SaveStatus, SaveTrouble } from "./save-status.tsx"
import { useDecision } from "./use-decision.ts"
import { useSavedTexts } from "./use-saved-texts.ts"

function whyBlocked(review: ReviewView, summary: string): string | null {
  if (review.contact.kind === "problem")
    return "The contact cannot be read, so nothing can be approved."
  if (review.contact.contact.rightClient.blocked) return "This draft is about another client."
  return summary.trim() === "" ? "The summary is empty." : null
}

/** A draft under review: evidence and record beside it, the text to edit, the result, the decision. */
export function ReviewWorkspace({ review }: { review: ReviewView }) {
  const router = useRouter()
  const [reading, startReading] = useTransition()
  const [keeping, setKeeping] = useState<Keeping>("keep")
  const { texts, change, saving, save, settle, version } = useSavedTexts(review.id, {
    summary: review.editedSummary,
    analysis: review.editedAnalysis,
    editVersion: review.editVersion,
  })
  const decision = useDecision(review.id)
  const contact = review.contact.kind === "ok" ? review.contact.contact : null
  const waiting = review.status === "waiting" && decision.changeId === null
  const ai = { summary: review.summary, analysis: review.analysis }
  const edited = texts.summary !== ai.summary || texts.analysis !== ai.analysis
  const callNotes = combineCallNotes({
    summary: texts.summary,
    others: contact?.othersText ?? "",
    keeping,
    day: review.today,
  })

  async function approve() {
    // What is on the screen is what gets approved: it has to be on the server first.
    if (!(await save())) {
      decision.fail({
        kind: "conflict",
        title: "Not approved: your latest edits are not saved yet.",
        advice: "See the message above the text, then approve again.",
      })
      return
    }
    await decision.approve({
      editVersion: version.current,
      seenCallNotes: contact?.callNotes ?? "",
      keeping,
    })
  }

  return (
    <>
      {contact ? (
        <RightClientPanel reviewId={review.id} contact={contact} />
      ) : (
        review.contact.kind === "problem" && (
          <ProblemNotice
            problem={review.contact.problem}
            retrying={reading}
            onRetry={() => startReading(() => router.refresh())}
          />
        )
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          {!waiting && (
            <DecidedPanel review={review} changeId={decision.changeId ?? review.changeId} />
          )}
          <SaveTrouble saving={saving} onRetry={() => void save()} onSettle={settle} />
          <DraftTexts
            texts={texts}
            ai={ai}
            wantedCallNotes={callNotes}
            presentCallNotes={contact?.callNotes ?? null}
            editable={waiting}
            onChange={change}
            status={<SaveStatus saving={saving} edited={edited} />}
          />
          {waiting && (
            <ResultPreview
              callNotes={callNotes}
              note={`${texts.analysis.trimEnd()}\n\n${edited ? review.signature.edited : review.signature.unchanged}`}
              add={review.tagsToAdd}
              remove={review.tagsToRemove}
              othersText={contact?.othersText ?? ""}
              keeping={keeping}
              onKeeping={setKeeping}
            />
          )}
        </div>
        <div className="grid min-w-0 gap-4 max-lg:order-first lg:sticky lg:top-4">
          <Section title="Call notes now" hint="as they stand in GoHighLevel">
            {contact ? (
              <PlainText text={contact.callNotes} empty="The call notes are empty." />
            ) : (
              <p className="text-sm text-ink-muted">They could not be read.</p>
            )}
          </Section>
          <Evidence
            review={review}
            documentIsTheirs={contact?.rightClient.document.state === "match"}
          />
        </div>
      </div>
      {waiting && (
        <DecisionBar
          blocked={whyBlocked(review, texts.summary)}
          holdSeconds={review.holdSeconds}
          tagsMove={review.tagsToAdd.length + review.tagsToRemove.length > 0}
          busy={decision.busy}
          problem={decision.problem}
          onApprove={approve}
          onReject={decision.reject}
        />
      )}
    </>
  )
}
