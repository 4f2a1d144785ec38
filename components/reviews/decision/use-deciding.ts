"use client"

import { useState } from "react"
import { useWhyNotApprove, useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { turnShown } from "#lib/reviews/turn-shown.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import { CALL_NOTES_CHANGED } from "../call-notes-changed.tsx"
import type { Flags } from "../draft/use-flags.ts"
import type { useSavedTexts } from "../draft/use-saved-texts.ts"
import type { usePresentContact } from "../use-present-contact.ts"
import type { useResult } from "../use-result.ts"
import { whyBlocked } from "../why-blocked.ts"
import type { Act } from "./decision-bar.tsx"
import { useApproval } from "./use-approval.ts"
import type { useDecision } from "./use-decision.ts"

/** What a decision is made of, as the page has it. */
type Grounds = {
  review: ReviewView
  present: ReturnType<typeof usePresentContact>
  saved: ReturnType<typeof useSavedTexts>
  flags: Flags
  result: ReturnType<typeof useResult>
  decision: ReturnType<typeof useDecision>
  /** For text found in GHL: the client's document it is held against. */
  documentId: string | null | undefined
  /** Tells the server of the work on the draft. */
  keep: () => Promise<boolean>
  letGo: () => void
  /** The person wants to edit. */
  onEdit: () => void
  onApproved: () => void
}

/** What a person can do with the draft, by button or by key; what they are asked before; and why approving is not possible. */
export function useDeciding(grounds: Grounds) {
  const { review, present, saved, flags, result, decision, documentId, keep, letGo } = grounds
  const contact = present.contact.kind === "ok" ? present.contact.contact : null
  const [asking, setAsking] = useState<"reject" | "return" | "help" | null>(null)
  const approval = useApproval({
    reviewId: review.id,
    holds: review.holdSeconds > 0,
    decision,
    contradictions: flags.open
      .filter(({ verdict }) => verdict === "contradicted")
      .map((finding) => ({
        text: finding.text,
        claim: flags.claimOf(finding),
        message: finding.message,
      })),
    documentUnread: flags.evidence.state === "checked" ? flags.evidence.documentUnread : null,
    save: saved.save,
    keep,
    input: () => ({
      editVersion: saved.version.current,
      seenCallNotes: contact?.callNotes ?? "",
      seenOthersText: result.othersText,
      seenDay: review.today,
      seenTurn: turnShown(review, saved.version.current),
      keeping: result.keeping,
      withTags: result.withTags,
      documentId: documentId ?? undefined,
    }),
    onFirst: letGo,
    onDecided: () => {
      letGo()
      grounds.onApproved()
    },
  })
  const whyNotWrite = useWhyNotWrite()
  const whyNotApprove = useWhyNotApprove()
  const blocked =
    whyBlocked(review, present.contact, saved.texts.summary, saved.version.current) ??
    (present.changed ? `${CALL_NOTES_CHANGED} Show them first.` : null) ??
    whyNotApprove ??
    // Accepting what stands in GHL already may write nothing.
    (result.writes ? whyNotWrite : null)

  const act = (wanted: Act) => {
    if (wanted === "edit") grounds.onEdit()
    else if (wanted === "approve" || wanted === "approve-next") {
      if (blocked === null) approval.ask(wanted === "approve-next")
    } else {
      decision.fail(null)
      setAsking(wanted)
    }
  }
  return {
    act,
    approval,
    blocked,
    asking,
    setAsking,
    canReturn: review.origin === "pipeline",
    first: turnShown(review, saved.version.current) === "first",
  }
}
