"use client"

import { AlertDialog } from "#components/ui/alert-dialog.tsx"
import { useClock } from "#components/ui/clock.tsx"
import { formatInstant } from "#components/ui/date-format.ts"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { Problem } from "#lib/problem.ts"
import type { Contradiction, Override } from "#lib/reviews/decision/contradiction.ts"
import { OVERRIDE_REASON_MIN, type Question } from "#lib/reviews/decision/honest.ts"
import type { NewerApproved } from "#lib/reviews/decision/newer-approved.ts"
import type { EvidenceView } from "#lib/reviews/evidence-view.ts"
import { DocumentUnreadWarning } from "../document-unread.tsx"
import { ContradictionList } from "./contradiction-list.tsx"
import { OverrideReason } from "./override-reason.tsx"
import { useOverride } from "./use-override.ts"

/** What stands between the reviewer and the approval. */
export type Asked = {
  contradictions: Contradiction[]
  /** Asked once the server found the approval too easy; empty before. */
  questions: Question[]
  /** The approval that one of the questions is about. */
  newerApproved?: NewerApproved
  /** Why nothing could be read in the draft's document; null when it was read, or there is none. */
  documentUnread: EvidenceView["documentUnread"]
}

type AskedOf = {
  client: string
  /** By whom a newer draft was approved, and when. */
  newer: string
}

const QUESTION_WORDS: Record<Question, (of: AskedOf) => string> = {
  unopened: () =>
    "You have not looked at the evidence of this draft: neither its markers, nor the document, nor the source text.",
  fast: () => "You have had this draft in front of you for less time than it takes to read it.",
  "document-unread": () =>
    "The document could not be read just now, so this text was not held against it: what it contradicts there is not known.",
  "client-not-named": ({ client }) =>
    `Nothing in the document shows that it belongs to ${client}: neither the name nor the birth date was found in it.`,
  "client-unshown": ({ client }) =>
    `Nothing in this draft shows that it belongs to ${client}: it names neither a lab platform user id nor a document to compare, and neither the name nor the birth date stands in its source text.`,
  "newer-approved": ({ newer }) =>
    `A newer draft of this client was approved by ${newer}. Its summary stands in the call notes now, and will no longer stand there once this one is written. Its note stays.`,
}

/** The question before an approval: what will happen, a reason where sources contradict, and once more where it came too easily. */
export function ApproveDialog({
  open,
  blocked,
  asked,
  client,
  first,
  writes,
  tagsMove,
  holdSeconds,
  andNext,
  busy,
  problem,
  onClose,
  onApprove,
}: {
  open: boolean
  /** Why approving is not possible by now, as the decision bar says it; null when it is. */
  blocked: string | null
  asked: Asked
  /** The client's name. */
  client: string
  /** This is the first of two approvals: nothing is written yet. */
  first: boolean
  /** Whether anything is written to GHL. */
  writes: boolean
  tagsMove: boolean
  holdSeconds: number
  andNext: boolean
  busy: boolean
  problem: Problem | null
  onClose: () => void
  onApprove: (override: Override) => void
}) {
  const { timeZone } = useClock()
  const { reason, seen, write } = useOverride(asked.contradictions)
  const contradicted = asked.contradictions.length > 0
  const again = asked.questions.length > 0
  const reasonMissing = contradicted && reason.trim().length < OVERRIDE_REASON_MIN
  return (
    <AlertDialog
      // A question of its own: its focus starts anew, so that no second Enter answers it by itself.
      key={again ? "again" : "ask"}
      open={open}
      onOpenChange={(next) => {
        if (!next && !busy) onClose()
      }}
      title={
        again
          ? "Approve it all the same?"
          : first
            ? "Give the first of two approvals?"
            : writes
              ? "Approve and write to GoHighLevel?"
              : "Accept the text as it stands?"
      }
      confirmLabel={`${again ? "Approve all the same" : first ? "Approve as the first" : writes ? "Approve and write" : "Accept"}${andNext ? ", then next" : ""}`}
      cancelLabel="Back"
      danger={again}
      busy={busy}
      confirmDisabled={reasonMissing || blocked !== null}
      confirmFirst={!contradicted && !again}
      onConfirm={() => onApprove({ reason: reason.trim(), seen })}
    >
      {again ? (
        asked.questions.map((question) => (
          <p key={question}>
            {QUESTION_WORDS[question]({ client, newer: newerInWords(asked, timeZone) })}
          </p>
        ))
      ) : (
        <Consequences {...{ first, writes, tagsMove, holdSeconds }} />
      )}
      {again && <p>That you were asked is kept with the decision.</p>}
      {asked.documentUnread && (
        <DocumentUnreadWarning why={asked.documentUnread} className="text-sm text-warn-text" />
      )}
      {contradicted && (
        <div className="space-y-2.5 rounded-lg border border-bad-line bg-bad-soft px-3 py-2.5 text-sm">
          <p className="font-medium text-bad-text">
            The sources contradict {asked.contradictions.length === 1 ? "this" : "these"}:
          </p>
          <ContradictionList contradictions={asked.contradictions} nameText />
          <OverrideReason reason={reason} onChange={write} />
        </div>
      )}
      {blocked && (
        <p role="alert" className="text-sm text-bad-text">
          {blocked}
        </p>
      )}
      {problem && <ProblemNotice problem={problem} />}
    </AlertDialog>
  )
}

function newerInWords({ newerApproved }: Asked, timeZone: string): string {
  if (!newerApproved) return "somebody"
  const at = formatInstant(newerApproved.at, timeZone)
  return at ? `${newerApproved.by} on ${at.date}, ${at.time}` : newerApproved.by
}

function Consequences({
  first,
  writes,
  tagsMove,
  holdSeconds,
}: {
  first: boolean
  writes: boolean
  tagsMove: boolean
  holdSeconds: number
}) {
  if (first) {
    return (
      <p>
        This draft has critical values, so a second person has to approve the very same text.
        Nothing is written before that.
      </p>
    )
  }
  if (!writes) {
    return (
      <p>Nothing is written. Caredesk keeps that you have read this text and stand behind it.</p>
    )
  }
  return (
    <>
      <p>All of “What will be written” goes to GoHighLevel, in that order.</p>
      {tagsMove && (
        <p>
          The tags may start automations in GoHighLevel that send the client messages. Those cannot
          be unsent.
        </p>
      )}
      {holdSeconds > 0 && <p>It is held for {holdSeconds} seconds, in which you can cancel it.</p>}
    </>
  )
}
