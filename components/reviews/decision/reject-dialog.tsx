"use client"

import { useState } from "react"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import type { Problem } from "#lib/problem.ts"

/** Asks why a draft is rejected: a reason of the list, and words where the list does not say enough. */
export function RejectDialog({
  open,
  reasons,
  found,
  busy,
  problem,
  onClose,
  onReject,
}: {
  open: boolean
  reasons: { id: string; label: string }[]
  /** The text stands in GHL already. */
  found: boolean
  busy: boolean
  problem: Problem | null
  onClose: () => void
  onReject: (reasonId: string, reason: string) => void
}) {
  const [reasonId, setReasonId] = useState<string | null>(null)
  const [reason, setReason] = useState("")
  const needsWords = reasonId === "other"
  const ready = reasonId !== null && (!needsWords || reason.trim().length >= 3)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next && !busy) onClose()
      }}
      title="Reject this draft?"
      description={
        found
          ? "Nothing is written to GoHighLevel: the text stays there as it stands. To change it, edit and approve it instead."
          : "Nothing is written to GoHighLevel. The reason is kept for whoever runs the pipeline."
      }
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            Back
          </Button>
          <Button
            tone="danger"
            busy={busy}
            disabled={!ready}
            onClick={() => reasonId && onReject(reasonId, reason.trim())}
          >
            Reject draft
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <fieldset>
          <legend className="text-sm font-medium">Why?</legend>
          <div className="mt-1">
            {reasons.map(({ id, label }) => (
              <label
                key={id}
                className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11"
              >
                <input
                  type="radio"
                  name="reject-reason"
                  className="size-4 accent-accent"
                  checked={reasonId === id}
                  onChange={() => setReasonId(id)}
                />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
        <TextArea
          label="In your words"
          hint={needsWords ? "Say in a few words what is wrong." : "Optional."}
          rows={3}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem && <ProblemNotice problem={problem} />}
      </div>
    </Dialog>
  )
}
