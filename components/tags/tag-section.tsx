"use client"

import { Milestone } from "lucide-react"
import { useRouter } from "next/navigation"
import { useCallback, useState } from "react"
import { ChangeProgress } from "#components/changes/change-progress.tsx"
import { QuietProgress } from "#components/changes/quiet-progress.tsx"
import { NoWriting } from "#components/connection/no-writing.tsx"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Section } from "#components/ui/section.tsx"
import { useToast } from "#components/ui/toast.tsx"
import { LifecycleDialog } from "./lifecycle-dialog.tsx"
import { TagInput } from "./tag-input.tsx"
import { tagsWith, useTagEdits } from "./use-tag-edits.ts"

/** A contact's tags: add, create, remove, and take a step of the lifecycle as one action. */
export function TagSection({
  contactId,
  tags,
  holdSeconds,
}: {
  contactId: string
  tags: string[]
  holdSeconds: number
}) {
  const router = useRouter()
  const toast = useToast()
  const { edits, problem, apply, settle } = useTagEdits(contactId)
  const [stepping, setStepping] = useState(false)
  const [stepChange, setStepChange] = useState<string | null>(null)
  const shown = tagsWith(tags, edits)
  const whyNot = useWhyNotWrite()

  const remove = useCallback(
    (tag: string) => {
      void apply("remove-tag", tag)
      toast({
        title: "Tag removed",
        description: tag,
        // What automations did meanwhile stays done; the tag itself comes back.
        action: { label: "Undo", onClick: () => void apply("add-tag", tag) },
      })
    },
    [apply, toast],
  )

  return (
    <Section
      title="Tags"
      count={shown.length}
      actions={
        <Button
          size="small"
          icon={<Milestone aria-hidden />}
          disabled={whyNot !== null}
          onClick={() => setStepping(true)}
        >
          Lifecycle step
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <NoWriting why={whyNot} />
        <TagInput
          tags={shown}
          disabled={whyNot !== null}
          pending={new Set(edits.map((edit) => edit.tag))}
          onAdd={(tag) => void apply("add-tag", tag)}
          onRemove={remove}
        />
        <p role="status" className="sr-only">
          {edits.length > 0 ? "Saving tags" : ""}
        </p>
        {problem && <ProblemNotice problem={problem} />}
        {edits.map(
          (edit) =>
            edit.changeId && (
              <FollowedEdit key={edit.key} changeId={edit.changeId} id={edit.key} settle={settle} />
            ),
        )}
        {stepChange && (
          <ChangeProgress key={stepChange} changeId={stepChange} onOver={() => router.refresh()} />
        )}
      </div>
      {stepping && (
        <LifecycleDialog
          contactId={contactId}
          tags={shown}
          holdSeconds={holdSeconds}
          open
          onOpenChange={setStepping}
          onStored={setStepChange}
        />
      )}
    </Section>
  )
}

function FollowedEdit({
  changeId,
  id,
  settle,
}: {
  changeId: string
  id: number
  settle: (key: number) => void
}) {
  const onOver = useCallback(() => settle(id), [settle, id])
  return <QuietProgress changeId={changeId} onOver={onOver} />
}
