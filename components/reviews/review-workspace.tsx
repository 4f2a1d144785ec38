"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef, useState } from "react"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { ShortcutHelp } from "#components/ui/shortcut-help.tsx"
import { useShortcuts } from "#components/ui/use-shortcuts.ts"
import { saysNothing } from "#lib/reviews/decision/honest.ts"
import type { EvidencePart } from "#lib/reviews/evidence-parts.ts"
import type { PlaceView } from "#lib/reviews/evidence-view.ts"
import { callNotesUnknown } from "#lib/reviews/fields-words.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { ClaimBanner } from "./claim/claim-banner.tsx"
import { useClaim } from "./claim/use-claim.ts"
import { ApproveDialog } from "./decision/approve-dialog.tsx"
import { DecidedPanel } from "./decision/decided-panel.tsx"
import { type Act, DecisionBar } from "./decision/decision-bar.tsx"
import { RejectDialog } from "./decision/reject-dialog.tsx"
import { ReturnDialog } from "./decision/return-dialog.tsx"
import { useApproval } from "./decision/use-approval.ts"
import { useDecision } from "./decision/use-decision.ts"
import { DraftPane, type DraftView } from "./draft/draft-pane.tsx"
import { SaveStatus, SaveTrouble } from "./draft/save-status.tsx"
import { useAuthors } from "./draft/use-authors.ts"
import { useFlags } from "./draft/use-flags.ts"
import { useSavedTexts } from "./draft/use-saved-texts.ts"
import { EvidencePane, type Lit, partOf } from "./evidence/evidence-pane.tsx"
import { MergedText } from "./merged/merged-text.tsx"
import { goToPart, PartSwitch } from "./part-switch.tsx"
import { ResultPane } from "./result/result-pane.tsx"
import { RightClient } from "./right-client-panel.tsx"
import { useArrival } from "./use-arrival.ts"
import { useResult } from "./use-result.ts"

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
  const contact = review.contact.kind === "ok" ? review.contact.contact : null
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
  const [part, setPart] = useState<EvidencePart>(
    review.biomarkers.length > 0 ? "biomarkers" : review.sourceText.trim() ? "text" : "record",
  )
  const [lit, setLit] = useState<Lit | null>(null)
  /** Lights places up, on the part the person reads when one of them is there and none is `wanted`. */
  const light = (places: readonly PlaceView[], wanted?: PlaceView) => {
    const parts = places.map(partOf)
    const shown = wanted ? partOf(wanted) : parts.includes(part) ? part : (parts[0] ?? part)
    setLit((now) => ({ places, turn: (now?.turn ?? 0) + 1 }))
    setPart(shown)
    opened(shown)
  }
  const flags = useFlags(review.id, texts, fields, light)
  const showPlace = (places: readonly PlaceView[], wanted: PlaceView) => {
    light(places, wanted)
    goToPart("evidence")
  }

  const result = useResult(review, texts)
  const decision = useDecision(review.id)
  const waiting = review.status === "waiting" && decision.decided === null
  const mine = waiting && claim.state === "mine"
  const first = review.needsSecond && !review.firstApproval
  const [asking, setAsking] = useState<"reject" | "return" | "help" | null>(null)
  const approval = useApproval({
    reviewId: review.id,
    decision,
    contradictions: flags.open
      .filter(({ verdict }) => verdict === "contradicted")
      .map((finding) => ({
        text: finding.text,
        claim: flags.claimOf(finding),
        message: finding.message,
      })),
    documentUnread: flags.evidence.state === "checked" ? flags.evidence.documentUnread : null,
    prepare: async () => (await saved.save()) && (await keep()),
    input: () => ({
      editVersion: saved.version.current,
      seenCallNotes: contact?.callNotes ?? "",
      keeping: result.keeping,
      withTags: result.withTags,
    }),
    onFirst: letGo,
    onDecided: () => {
      letGo()
      onApproved()
    },
  })
  const { resume } = saved
  const savingState = saved.saving.state
  useEffect(() => {
    if (savingState === "taken" || savingState === "decided") look()
  }, [savingState, look])
  useEffect(() => {
    if (mine) resume()
  }, [mine, resume])
  const whyNotWrite = useWhyNotWrite()
  const blocked =
    whyBlocked(review, texts.summary, saved.version.current) ??
    // Accepting what stands in GHL already may write nothing.
    (result.writes ? whyNotWrite : null)

  const act = (wanted: Act) => {
    if (wanted === "edit") {
      setDraftView("edit")
      // The field is there once its pane is.
      requestAnimationFrame(() => fields.summary.current?.focus())
    } else if (wanted === "approve" || wanted === "approve-next") {
      if (blocked === null) approval.ask(wanted === "approve-next")
    } else {
      decision.fail(null)
      setAsking(wanted)
    }
  }
  const canReturn = review.origin === "pipeline"
  const shortcuts = [
    { key: "a", label: "Approve", act: () => act("approve"), disabled: !mine },
    { key: "A", label: "Approve and next", act: () => act("approve-next"), disabled: !mine },
    {
      key: "Enter",
      shift: true,
      label: "Approve and next",
      act: () => act("approve-next"),
      disabled: !mine,
    },
    { key: "e", label: "Edit", act: () => act("edit"), disabled: !mine },
    { key: "r", label: "Reject", act: () => act("reject"), disabled: !mine },
    {
      key: "b",
      label: "Return to the pipeline",
      act: () => act("return"),
      disabled: !mine || !canReturn,
    },
    { key: "n", label: "Next open flag", act: () => flags.step(1) },
    { key: "p", label: "Previous open flag", act: () => flags.step(-1) },
    { key: "?", label: "These shortcuts", act: () => setAsking("help") },
  ]
  useShortcuts(shortcuts)
  useArrival(mine, act)

  return (
    <>
      {contact ? (
        <RightClient reviewId={review.id} contact={contact} critical={review.critical} />
      ) : (
        review.contact.kind === "problem" && (
          <ProblemNotice problem={review.contact.problem} onRetry={() => router.refresh()} />
        )
      )}
      {waiting && (
        <ClaimBanner
          claim={claim}
          state={state}
          origin={review.origin}
          firstApproval={review.firstApproval}
          onClaim={claimNow}
          onReload={() => router.refresh()}
        />
      )}
      {waiting && review.firstApproval && !review.firstApproval.mine && (
        <p className="rounded-xl border border-info-line bg-info-soft px-4 py-2 text-sm text-info-text">
          {review.firstApproval.by} gave the first approval to this very text. Yours is the second:
          then it is written. An edit takes the first one back.
        </p>
      )}
      <PartSwitch />
      <div className="grid gap-4 max-xl:pb-2 xl:min-h-0 xl:flex-1 xl:grid-cols-[minmax(0,12fr)_minmax(0,13fr)_minmax(0,10fr)] xl:gap-3">
        <EvidencePane
          review={review}
          contact={contact}
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
          presentCallNotes={contact && !contact.fieldsProblem ? contact.callNotes : null}
          editable={mine}
          onChange={saved.change}
          onRestore={saved.restore}
          onLight={showPlace}
          status={<SaveStatus saving={saved.saving} edited={result.edited} />}
          notices={
            <SaveTrouble
              saving={saved.saving}
              onRetry={() => void saved.save()}
              onSettle={saved.settle}
            />
          }
        />
        {waiting ? (
          <ResultPane
            result={result.result}
            othersText={result.othersText}
            keeping={result.keeping}
            onKeeping={result.setKeeping}
            tagsChoice={
              review.origin === "watch"
                ? { chosen: result.withTags, onChoose: result.setWithTags }
                : undefined
            }
          />
        ) : (
          <Decided review={review} changeId={decision.decided?.changeId ?? review.changeId} />
        )}
      </div>
      {waiting && (
        <DecisionBar
          blocked={blocked}
          mine={mine}
          canReturn={canReturn}
          busy={decision.busy || approval.busy}
          onAct={act}
          onHelp={() => setAsking("help")}
        >
          {decision.problem && !approval.open && !asking && (
            <div className="mb-2.5">
              <ProblemNotice problem={decision.problem} />
            </div>
          )}
        </DecisionBar>
      )}
      <ApproveDialog
        open={approval.open}
        asked={approval.asked}
        client={contact?.name ?? "this client"}
        first={first}
        writes={result.writes}
        tagsMove={result.tagsMove}
        holdSeconds={review.holdSeconds}
        andNext={approval.andNext}
        busy={approval.busy}
        problem={decision.problem}
        onClose={approval.close}
        onApprove={(override) => void approval.approve(override)}
      />
      <RejectDialog
        open={asking === "reject"}
        reasons={review.rejectReasons}
        found={review.origin === "watch"}
        busy={decision.busy}
        problem={decision.problem}
        onClose={() => setAsking(null)}
        onReject={async (reasonId, reason) => {
          await keep()
          if (await decision.reject(reasonId, reason)) setAsking(null)
        }}
      />
      <ReturnDialog
        open={asking === "return"}
        busy={decision.busy}
        problem={decision.problem}
        onClose={() => setAsking(null)}
        onReturn={async (instructions) => {
          await keep()
          if (await decision.giveBack(instructions)) setAsking(null)
        }}
      />
      <ShortcutHelp
        shortcuts={shortcuts}
        open={asking === "help"}
        onOpenChange={(open) => setAsking(open ? "help" : null)}
      />
    </>
  )
}

/** What became of a draft: the decision, its write-back, and the text that was merged over a conflict. */
function Decided({ review, changeId }: { review: ReviewView; changeId: string | null }) {
  return (
    <div className="min-w-0 space-y-3 max-xl:order-first xl:overflow-y-auto">
      <DecidedPanel review={review} changeId={changeId} />
      {changeId && <MergedText changeId={changeId} />}
    </div>
  )
}

/** Why approving is not possible, whoever has the draft; null when it is. */
function whyBlocked(review: ReviewView, summary: string, editVersion: number): string | null {
  if (review.contact.kind === "problem") {
    return "The contact cannot be read, so nothing can be approved."
  }
  const { fieldsProblem } = review.contact.contact
  if (fieldsProblem) return callNotesUnknown(fieldsProblem)
  if (review.contact.contact.rightClient.blocked) return "This draft is about another client."
  if (saysNothing(summary)) return "The summary is empty."
  if (review.firstApproval?.mine && review.editVersion === editVersion) {
    return "You gave the first approval: a second person has to give the other."
  }
  return null
}
