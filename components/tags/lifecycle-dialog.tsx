"use client"

import { useState } from "react"
import { NoWriting } from "#components/connection/no-writing.tsx"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { Button } from "#components/ui/button.tsx"
import { Chip } from "#components/ui/chip.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Select } from "#components/ui/select.tsx"
import { LIFECYCLE_STEPS, lifecycleStep, stageOf, tagsAfter } from "#lib/contacts/lifecycle.ts"
import { moveLifecycle } from "#lib/contacts/tag-actions.ts"
import type { Problem } from "#lib/problem.ts"

type StepId = (typeof LIFECYCLE_STEPS)[number]["id"]

const ITEMS = LIFECYCLE_STEPS.map(({ id, label }) => ({ value: id, label }))

const UNKNOWN: Problem = {
  kind: "network",
  title: "It is not known whether the step was taken.",
  advice:
    "Check your connection, and look under Changes before you try again: there it can be cancelled while it is held.",
}

/** The step after the contact's stage: what is most likely meant. */
function likelyStep(tags: readonly string[]): StepId {
  const next = LIFECYCLE_STEPS.find((step) => !step.add.every((tag) => tags.includes(tag)))
  const stage = stageOf(tags)
  const at = LIFECYCLE_STEPS.findLastIndex((step) =>
    step.add.some((tag) => (stage?.tags ?? []).includes(tag)),
  )
  return (LIFECYCLE_STEPS[at + 1] ?? next ?? LIFECYCLE_STEPS[0]).id
}

/** A step of the lifecycle: chosen, its effect shown, confirmed. The server holds it before it is sent. */
export function LifecycleDialog({
  contactId,
  tags,
  holdSeconds,
  open,
  onOpenChange,
  onStored,
}: {
  contactId: string
  tags: string[]
  holdSeconds: number
  open: boolean
  onOpenChange: (open: boolean) => void
  onStored: (changeId: string) => void
}) {
  const [stepId, setStepId] = useState<StepId>(() => likelyStep(tags))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const whyNot = useWhyNotWrite()
  const step = lifecycleStep(stepId)
  const after = step ? tagsAfter(tags, step) : tags
  const added = after.filter((tag) => !tags.includes(tag))
  const removed = tags.filter((tag) => !after.includes(tag))
  const nothing = added.length + removed.length === 0

  async function confirm() {
    setBusy(true)
    setProblem(null)
    const result = await withSignIn(() => moveLifecycle({ contactId, stepId })).catch(
      () => undefined,
    )
    setBusy(false)
    if (result?.data?.outcome === "stored") {
      onStored(result.data.changeId)
      onOpenChange(false)
      return
    }
    setProblem(
      result?.data
        ? { kind: "bad-request", title: result.data.message, advice: "Try again." }
        : (result?.serverError ?? UNKNOWN),
    )
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !busy && onOpenChange(next)}
      title="Lifecycle step"
      description="Several tags move at once. All other tags stay."
      footer={
        <>
          <Button disabled={busy} onClick={() => onOpenChange(false)}>
            Back
          </Button>
          <Button
            tone="primary"
            busy={busy}
            disabled={nothing || whyNot !== null}
            onClick={confirm}
          >
            Confirm step
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <NoWriting why={whyNot} />
        <Select label="Step" items={ITEMS} value={stepId} onValueChange={setStepId} />
        <div>
          <h3 className="font-medium text-sm">What changes</h3>
          {nothing ? (
            <p className="mt-1 text-ink-muted text-sm">
              Nothing: the contact’s tags are already as this step leaves them.
            </p>
          ) : (
            <ul className="mt-1.5 flex flex-wrap gap-1.5">
              {added.map((tag) => (
                <li key={tag}>
                  <Chip tone="good">{`+ ${tag}`}</Chip>
                </li>
              ))}
              {removed.map((tag) => (
                <li key={tag}>
                  <Chip tone="bad">{`− ${tag}`}</Chip>
                </li>
              ))}
            </ul>
          )}
        </div>
        <p className="text-ink-soft text-sm">
          Tags may start automations in GoHighLevel that send the client messages. Those cannot be
          unsent.{" "}
          {holdSeconds > 0 &&
            `The step is held for ${holdSeconds} seconds, in which you can cancel it.`}
        </p>
        {problem && <ProblemNotice problem={problem} />}
      </div>
    </Dialog>
  )
}
