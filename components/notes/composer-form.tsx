"use client"

import { useState } from "react"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import type { KeepState } from "#components/shell/use-kept.ts"
import { AlertDialog } from "#components/ui/alert-dialog.tsx"
import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Select } from "#components/ui/select.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import { isEmptyPlan, planOf } from "#lib/contacts/composer-plan.ts"
import { LIFECYCLE_STEPS } from "#lib/contacts/lifecycle.ts"
import { ComposerPreview } from "./composer-preview.tsx"
import { NewerNotes } from "./newer-notes.tsx"
import type { useComposer } from "./use-composer.ts"

const NONE = "none"

const STEPS = [
  { value: NONE, label: "No step" } as const,
  ...LIFECYCLE_STEPS.map(({ id, label }) => ({ value: id, label })),
]

const DRAFT_WORDS: Record<KeepState, string> = {
  none: "",
  unsaved: "Draft not kept yet",
  saving: "Keeping your draft",
  saved: "Draft kept. Nothing is in GoHighLevel until you save.",
  failed: "The draft could not be kept on the server. Your text is still here.",
  unreachable:
    "Caredesk cannot be reached. Your text is still here, and is kept as soon as it can be.",
}

/** The fields of the composer, with preview, save and discard. */
export function ComposerForm({
  composer,
  present,
  holdSeconds,
}: {
  composer: ReturnType<typeof useComposer>
  present: { callNotes: string; tags: string[] }
  holdSeconds: number
}) {
  const [previewing, setPreviewing] = useState(false)
  const [discarding, setDiscarding] = useState(false)
  const { text, seen, change, busy, locked, changeId } = composer
  const plan = planOf(text, present)
  const whyNot = useWhyNotWrite()
  const newer = seen !== present.callNotes && !locked
  return (
    <div className="space-y-4">
      {newer && (
        <NewerNotes
          seen={seen}
          present={present.callNotes}
          mine={text.callNotes}
          onAccept={composer.acceptNewer}
        />
      )}
      <TextArea
        label="Call notes"
        rows={10}
        dir="auto"
        maxLength={100_000}
        readOnly={locked}
        value={text.callNotes}
        onChange={(event) => change({ callNotes: event.currentTarget.value })}
      />
      <TextArea
        label="Note"
        hint="Optional. Becomes a new note with your name on it."
        rows={3}
        dir="auto"
        maxLength={50_000}
        readOnly={locked}
        value={text.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <Select
        label="Lifecycle step"
        items={STEPS}
        disabled={locked}
        value={text.lifecycleStep ?? NONE}
        onValueChange={(step) => change({ lifecycleStep: step === NONE ? null : step })}
      />
      {text.lifecycleStep && (
        <p className="text-ink-soft text-sm">
          Tags may start automations in GoHighLevel that send the client messages. Those cannot be
          unsent.{" "}
          {holdSeconds > 0 &&
            `The save is held for ${holdSeconds} seconds, in which you can cancel it.`}
        </p>
      )}
      {composer.problem && <ProblemNotice problem={composer.problem} />}
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="min-w-0 flex-1 text-ink-muted text-xs">
          {DRAFT_WORDS[composer.draftState]}
          {(composer.draftState === "failed" || composer.draftState === "unreachable") && (
            <Button size="small" tone="quiet" onClick={() => void composer.keep()}>
              Try again
            </Button>
          )}
        </p>
        <Button disabled={locked} onClick={() => setDiscarding(true)}>
          Discard
        </Button>
        <Button disabled={busy} onClick={() => setPreviewing(true)}>
          Preview
        </Button>
        <Button
          tone="primary"
          busy={busy}
          disabled={changeId !== null || newer || whyNot !== null || (isEmptyPlan(plan) && !locked)}
          onClick={() => void composer.save()}
        >
          Save
        </Button>
      </div>
      <ComposerPreview
        plan={plan}
        present={present.callNotes}
        open={previewing}
        onOpenChange={setPreviewing}
      />
      <AlertDialog
        open={discarding}
        onOpenChange={setDiscarding}
        title="Discard what you wrote?"
        confirmLabel="Discard text"
        cancelLabel="Keep writing"
        danger
        busy={busy}
        onConfirm={async () => {
          await composer.discard()
          setDiscarding(false)
        }}
      >
        <p>Your text is thrown away. GoHighLevel is not changed.</p>
      </AlertDialog>
    </div>
  )
}
