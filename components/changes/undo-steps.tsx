import { Chip } from "#components/ui/chip.tsx"
import { DiffText } from "#components/ui/diff-text.tsx"
import { readableDiff } from "#lib/changes/readable-diff.ts"
import type { StepRequest } from "#lib/changes/types.ts"
import type { UndoPreview } from "#lib/changes/undo.ts"

type TextStep = Extract<StepRequest, { kind: "set-field" | "edit-note" }>

const isText = (step: StepRequest): step is TextStep =>
  step.kind === "set-field" || step.kind === "edit-note"

/** Exactly what taking a change back writes. */
export function UndoSteps({ preview }: { preview: UndoPreview }) {
  const texts = preview.steps.filter(isText)
  const added = preview.steps.flatMap((step) => (step.kind === "add-tag" ? [step.tag] : []))
  const removed = preview.steps.flatMap((step) => (step.kind === "remove-tag" ? [step.tag] : []))
  return (
    <>
      {texts.map((step) => (
        // Folds away, and gives the keyboard a place in the dialog from which to scroll.
        <details key={`${step.kind} ${step.label}`} open>
          <summary className="cursor-pointer text-sm font-medium">
            {step.kind === "edit-note" ? "The note" : step.label}
          </summary>
          <div className="mt-1.5 rounded-lg border border-line px-3 py-2">
            <DiffText parts={readableDiff(step.seen, step.wanted)} empty="Nothing differs." />
          </div>
          {step.kind === "edit-note" && (
            <p className="mt-1 text-xs text-ink-muted">
              Notes are not deleted. The time of the withdrawal is added to its first line.
            </p>
          )}
        </details>
      ))}
      {preview.steps.some(({ kind }) => kind === "set-task") && (
        <ul className="text-sm">
          {preview.steps.map(
            (step) =>
              step.kind === "set-task" && (
                <li key={step.taskId}>
                  {step.wanted === "completed"
                    ? "The task is marked as completed. Tasks are not deleted."
                    : "The task is opened again."}
                </li>
              ),
          )}
        </ul>
      )}
      {preview.movesTags && (
        <section>
          <h3 className="text-sm font-medium">Tags</h3>
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
          <p className="mt-2 text-sm text-ink-soft">
            Automations may run again: moving tags back may start those that send the client
            messages, and what was sent before stays sent.{" "}
            {preview.holdSeconds > 0 &&
              `It is held for ${preview.holdSeconds} seconds, in which you can cancel it.`}
          </p>
        </section>
      )}
    </>
  )
}
