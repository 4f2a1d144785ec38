"use client"

import { useState } from "react"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import type { Problem } from "#lib/problem.ts"

/** Asks what the pipeline shall do about a draft that is returned. */
export function ReturnDialog({
  open,
  busy,
  problem,
  onClose,
  onReturn,
}: {
  open: boolean
  busy: boolean
  problem: Problem | null
  onClose: () => void
  onReturn: (instructions: string) => void
}) {
  const [instructions, setInstructions] = useState("")
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next && !busy) onClose()
      }}
      title="Return this draft to the pipeline?"
      description="Nothing is written to GoHighLevel. The pipeline fetches your instructions, and its next draft comes to the inbox."
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            Back
          </Button>
          <Button
            tone="primary"
            busy={busy}
            disabled={instructions.trim().length < 3}
            onClick={() => onReturn(instructions.trim())}
          >
            Return draft
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <TextArea
          label="Instructions"
          hint="What it has to do differently. No need to name the client."
          rows={4}
          maxLength={5_000}
          value={instructions}
          onChange={(event) => setInstructions(event.currentTarget.value)}
        />
        {problem && <ProblemNotice problem={problem} />}
      </div>
    </Dialog>
  )
}
