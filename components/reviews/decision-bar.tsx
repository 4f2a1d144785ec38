"use client"

import { useState } from "react"
import { AlertDialog } from "#components/ui/alert-dialog.tsx"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import type { Problem } from "#lib/problem.ts"

/** Approve and Reject, each with its question. `blocked` says why approving is not possible. */
export function DecisionBar({
  blocked,
  holdSeconds,
  tagsMove,
  busy,
  problem,
  onApprove,
  onReject,
}: {
  blocked: string | null
  holdSeconds: number
  tagsMove: boolean
  busy: boolean
  problem: Problem | null
  /** Resolves when the question may close. */
  onApprove: () => Promise<void>
  onReject: (reason: string) => Promise<boolean>
}) {
  const [asking, setAsking] = useState<"approve" | "reject" | null>(null)
  const [reason, setReason] = useState("")
  const close = (open: boolean) => {
    if (!open && !busy) setAsking(null)
  }
  return (
    <div className="sticky bottom-0 z-10 -mx-4 max-md:bottom-[calc(3.5625rem+env(safe-area-inset-bottom))] border-line border-t bg-canvas/95 px-4 py-3 backdrop-blur sm:-mx-6 sm:px-6">
      {problem && !asking && (
        <div className="mb-3">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {blocked && <p className="min-w-0 flex-1 text-sm text-bad-text">{blocked}</p>}
        <span className="ml-auto flex gap-2">
          <Button disabled={busy} onClick={() => setAsking("reject")}>
            Reject
          </Button>
          <Button
            tone="primary"
            disabled={blocked !== null}
            busy={busy && asking === null}
            onClick={() => setAsking("approve")}
          >
            Approve
          </Button>
        </span>
      </div>
      <AlertDialog
        open={asking === "approve"}
        onOpenChange={close}
        title="Approve and write to GoHighLevel?"
        confirmLabel="Approve and write"
        cancelLabel="Back"
        busy={busy}
        onConfirm={async () => {
          await onApprove()
          setAsking(null)
        }}
      >
        <p>The call notes, the tags and the note are written as shown, in that order.</p>
        {tagsMove && (
          <p>
            The tags may start automations in GoHighLevel that send the client messages. Those
            cannot be unsent.
          </p>
        )}
        {holdSeconds > 0 && (
          <p>It is held for {holdSeconds} seconds, in which you can cancel it.</p>
        )}
      </AlertDialog>
      <Dialog
        open={asking === "reject"}
        onOpenChange={close}
        title="Reject this draft?"
        description="Nothing is written to GoHighLevel. The reason is kept for whoever runs the pipeline."
        footer={
          <>
            <Button disabled={busy} onClick={() => setAsking(null)}>
              Back
            </Button>
            <Button
              tone="danger"
              busy={busy}
              disabled={reason.trim().length < 3}
              onClick={async () => {
                if (await onReject(reason.trim())) setAsking(null)
              }}
            >
              Reject draft
            </Button>
          </>
        }
      >
        <div className="space-y-3">
          <TextArea
            label="Reason"
            rows={4}
            maxLength={2_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {problem && <ProblemNotice problem={problem} />}
        </div>
      </Dialog>
    </div>
  )
}
