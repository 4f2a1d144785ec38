"use client"

import { useQuery } from "@tanstack/react-query"
import { Undo2 } from "lucide-react"
import { useState } from "react"
import { NoWriting } from "#components/connection/no-writing.tsx"
import { useWhyNotWrite, useWhyNotWriteTask } from "#components/connection/use-write-access.ts"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { ChangeView } from "#lib/changes/types.ts"
import { undoQuery } from "./change-queries.ts"
import { KIND_WORDS } from "./status-words.ts"
import { UndoSteps } from "./undo-steps.tsx"
import { useChangeActs } from "./use-change-acts.ts"

/** Takes a finished change back, once the person has seen what that writes. */
export function UndoButton({ change }: { change: ChangeView }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon={<Undo2 aria-hidden />} onClick={() => setOpen(true)}>
        Undo
      </Button>
      {open && <UndoDialog change={change} onClose={() => setOpen(false)} />}
    </>
  )
}

function UndoDialog({ change, onClose }: { change: ChangeView; onClose: () => void }) {
  const acts = useChangeActs(change.id)
  const { data: preview, error } = useQuery(undoQuery(change.id))
  const whyNotWrite = useWhyNotWrite()
  const whyNotTask = useWhyNotWriteTask()
  const writesTask = preview?.steps.some(({ kind }) => kind === "set-task")
  const whyNot = writesTask ? whyNotTask : whyNotWrite
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && !acts.busy && onClose()}
      title={`Take back: ${KIND_WORDS[change.kind]}`}
      description="This is what will be written to GoHighLevel, in this order. Each text is written only if it still stands as Caredesk left it."
      wide
      footer={
        <>
          <Button disabled={acts.busy} onClick={onClose}>
            Leave it
          </Button>
          <Button
            tone="danger"
            busy={acts.busy}
            disabled={!preview || whyNot !== null}
            onClick={async () => {
              if (await acts.undo()) onClose()
            }}
          >
            Take it back
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <NoWriting why={whyNot} />
        {preview ? (
          <UndoSteps preview={preview} />
        ) : error ? (
          <ProblemNotice problem={problemOf(error)} />
        ) : (
          <Skeleton className="h-40 w-full" />
        )}
        {acts.problem && <ProblemNotice problem={acts.problem} />}
      </div>
    </Dialog>
  )
}
