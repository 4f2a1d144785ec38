"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef, useState } from "react"
import { ShortcutHelp } from "#components/ui/shortcut-help.tsx"
import { useShortcuts } from "#components/ui/use-shortcuts.ts"
import type { PlaceView } from "#lib/reviews/evidence-view.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { CallNotesChanged } from "./call-notes-changed.tsx"
import { ClaimBanner } from "./claim/claim-banner.tsx"
import { useClaim } from "./claim/use-claim.ts"
import { Deciding } from "./decision/deciding.tsx"
import { SecondTurn } from "./decision/second-turn.tsx"
import { useDeciding } from "./decision/use-deciding.ts"
import { useDecision } from "./decision/use-decision.ts"
import { DraftPane, type DraftView } from "./draft/draft-pane.tsx"
import { SaveStatus, SaveTrouble } from "./draft/save-status.tsx"
import { useAuthors } from "./draft/use-authors.ts"
import { useFlags } from "./draft/use-flags.ts"
import { useSavedTexts } from "./draft/use-saved-texts.ts"
import { againstInWords } from "./evidence/document-words.ts"
import { EvidencePane } from "./evidence/evidence-pane.tsx"
import { useEvidencePart } from "./evidence/use-evidence-part.ts"
import { useHeldDocument } from "./evidence/use-held-document.ts"
import { useLiveDiff } from "./live-diff/use-live-diff.ts"
import { OtherDrafts } from "./other-drafts.tsx"
import { OutcomePane } from "./outcome-pane.tsx"
import { goToPart, PartSwitch } from "./part-switch.tsx"
import { PresentClient } from "./present-client.tsx"
import { useArrival } from "./use-arrival.ts"
import { usePresentContact } from "./use-present-contact.ts"
import { useResult } from "./use-result.ts"
import { workspaceShortcuts } from "./workspace-shortcuts.ts"

/**
 * Evidence, the text to edit, what will be written, and the decision. `onApproved`: this person approved
 * the draft, here and now.
 */
export function ReviewWorkspace({
  review,
  onApproved,
}: {
  review: ReviewView
  onApproved: () => void
}) {
  const router = useRouter()
  const present = usePresentContact(review)
  const contact = present.contact.kind === "ok" ? present.contact.contact : null
  const { claim, state, claimNow, keep, opened, letGo, look } = useClaim(review, () =>
    router.refresh(),
  )
  const saved = useSavedTexts(review.id, {
    summary: review.editedSummary,
    analysis: review.editedAnalysis,
    editVersion: review.editVersion,
    authorship: review.authorship,
  })
  const { texts } = saved
  const authors = useAuthors(saved.base, texts, review)
  const summaryField = useRef<HTMLTextAreaElement>(null)
  const analysisField = useRef<HTMLTextAreaElement>(null)
  const fields = { summary: summaryField, analysis: analysisField }

  const [draftView, setDraftView] = useState<DraftView>("edit")
  const { part, setPart, lit, light, dark } = useEvidencePart(review, opened)
  const held = useHeldDocument(review, present.contact)
  const ownDocument = review.origin === "watch" ? held.documentId : null
  const flags = useFlags(review.id, texts, fields, ownDocument, light)
  const showPlace = (places: readonly PlaceView[], wanted: PlaceView) => {
    light(places, wanted)
    goToPart("evidence")
  }

  const showCallNotes = () => {
    present.show()
    setPart("record")
    opened("record")
    goToPart("evidence")
  }

  const result = useResult(review, texts, contact)
  const diff = useLiveDiff({ review, texts, wanted: result.callNotes, present: present.callNotes })
  const decision = useDecision(review.id)
  const waiting = review.status === "waiting" && decision.decided === null
  const mine = waiting && claim.state === "mine"
  // Laid out as the person's while it is being claimed: what came in only then would move what stands below.
  const laidOutAsMine = mine || (waiting && claim.state === "claiming")
  const { resume } = saved
  const savingState = saved.saving.state
  useEffect(() => {
    if (savingState === "taken" || savingState === "decided") look()
  }, [savingState, look])
  useEffect(() => {
    if (mine) resume()
  }, [mine, resume])

  const deciding = useDeciding({
    ...{ review, present, saved, flags, result, decision, keep, letGo, onApproved },
    documentId: ownDocument,
    onEdit: () => {
      setDraftView("edit")
      // The field is there once its pane is.
      requestAnimationFrame(() => fields.summary.current?.focus())
    },
  })
  const { act, asking, setAsking } = deciding
  const shortcuts = workspaceShortcuts({
    mine,
    canReturn: deciding.canReturn,
    act,
    stepFlag: flags.step,
    toggleDiff: diff.toggle,
    help: () => setAsking("help"),
  })
  useShortcuts(shortcuts)
  useArrival({ ready: mine, canApprove: present.contact.kind !== "reading" }, act)

  return (
    <>
      <PresentClient
        reviewId={review.id}
        origin={review.origin}
        contact={present.contact}
        documentId={ownDocument}
        critical={review.critical}
        retrying={present.retrying}
        onRetry={present.retry}
      />
      {waiting && (
        <ClaimBanner
          claim={claim}
          state={state}
          firstApproval={review.firstApproval}
          onClaim={claimNow}
          onReload={() => router.refresh()}
        />
      )}
      {waiting && <OtherDrafts others={review.otherDrafts} />}
      {waiting && <SecondTurn first={review.firstApproval} />}
      <CallNotesChanged changed={present.changed} onShow={showCallNotes} />
      <PartSwitch />
      <div className="grid gap-4 max-xl:pb-2 xl:min-h-0 xl:flex-1 xl:grid-cols-[minmax(0,12fr)_minmax(0,13fr)_minmax(0,10fr)] xl:gap-3">
        <EvidencePane
          review={review}
          contact={present.contact}
          held={{
            ...held,
            choose: (documentId) => {
              dark()
              held.choose(documentId)
            },
          }}
          view={part}
          onView={setPart}
          lit={lit}
          onOpened={opened}
        />
        <DraftPane
          review={review}
          view={draftView}
          onView={setDraftView}
          texts={texts}
          authors={authors}
          flags={flags}
          fields={fields}
          savedVersion={saved.version.current}
          wantedCallNotes={result.callNotes}
          diff={diff}
          editable={mine}
          laidOutToEdit={laidOutAsMine}
          onChange={saved.change}
          onRestore={saved.restore}
          onLight={showPlace}
          status={<SaveStatus saving={saved.saving} edited={result.edited} />}
          notices={
            <SaveTrouble
              saving={saved.saving}
              onRetry={() => void saved.save()}
              onSettle={(keep) => {
                saved.settle(keep)
                // Names of whoever wrote what was not on this page before.
                router.refresh()
              }}
            />
          }
        />
        <OutcomePane
          review={review}
          waiting={waiting}
          mine={laidOutAsMine}
          changeId={decision.decided?.changeId ?? review.changeId}
          diff={diff}
          result={result}
          against={againstInWords(review, present.contact)}
        />
      </div>
      <Deciding
        {...{ review, contact, waiting, mine, result, decision, deciding, keep }}
        reading={present.callNotes.unknown === "reading"}
        documentId={ownDocument}
      />
      <ShortcutHelp
        shortcuts={shortcuts}
        open={asking === "help"}
        onOpenChange={(open) => setAsking(open ? "help" : null)}
      />
    </>
  )
}
