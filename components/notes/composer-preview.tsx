"use client"

import { Chip } from "#components/ui/chip.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { DiffText } from "#components/ui/diff-text.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import type { ComposerPlan } from "#lib/contacts/composer-plan.ts"
import { wordDiff } from "#lib/reviews/word-diff.ts"

/** Exactly what a save will write. */
export function ComposerPreview({
  plan,
  present,
  open,
  onOpenChange,
}: {
  plan: ComposerPlan
  present: string
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const moves = plan.addTags.length + plan.removeTags.length > 0
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="What will be written"
      description="to GoHighLevel, in this order"
      wide
    >
      <div className="space-y-4">
        <section>
          <h3 className="font-medium text-sm">Call notes</h3>
          <div className="mt-1.5 rounded-lg border border-line px-3 py-2">
            {plan.callNotes === null ? (
              <p className="text-ink-muted text-sm">They stay as they are.</p>
            ) : (
              <DiffText parts={wordDiff(present, plan.callNotes)} empty="Only spaces differ." />
            )}
          </div>
        </section>
        <section>
          <h3 className="font-medium text-sm">Tags</h3>
          {moves ? (
            <div className="mt-1.5 flex flex-wrap gap-1.5">
              {plan.addTags.map((tag) => (
                <Chip key={tag} tone="good">{`+ ${tag}`}</Chip>
              ))}
              {plan.removeTags.map((tag) => (
                <Chip key={tag} tone="bad">{`− ${tag}`}</Chip>
              ))}
            </div>
          ) : (
            <p className="mt-1 text-ink-muted text-sm">No tag changes.</p>
          )}
        </section>
        <section>
          <h3 className="font-medium text-sm">Note</h3>
          <div className="mt-1.5 rounded-lg border border-line px-3 py-2">
            <PlainText text={plan.note ?? ""} empty="No note is made." />
            {plan.note !== null && (
              <p className="mt-2 text-ink-muted text-xs">
                A line with your name, role and the time follows, and a line “Caredesk ref” with a
                code of its own, by which Caredesk finds the note again.
              </p>
            )}
          </div>
        </section>
      </div>
    </Dialog>
  )
}
