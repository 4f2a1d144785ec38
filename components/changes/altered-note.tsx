"use client"

import { NoWriting } from "#components/connection/no-writing.tsx"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { Button } from "#components/ui/button.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { AlteredNote as Altered } from "#lib/changes/types.ts"
import { Against, TextPane } from "./text-pane.tsx"
import type { ChangeActs } from "./use-change-acts.ts"
import { useMayCompare } from "./use-may-compare.ts"

/**
 * A note that GHL altered in the saving: what was sent and how it reads, side by side. A person writes it
 * anew or leaves it as it is.
 */
export function AlteredNote({ altered, acts }: { altered: Altered; acts: ChangeActs }) {
  const { driftId, approved, found, rewrite, canRewrite } = altered
  const mayCompare = useMayCompare([approved ?? "", found ?? ""])
  const whyNot = useWhyNotWrite()
  return (
    <div className="@container space-y-3">
      <p className="text-sm font-medium">The note: two texts</p>
      {approved && found ? (
        <div className="grid gap-3 @3xl:grid-cols-2">
          <TextPane title="As it was sent" hint="what was decided">
            <PlainText text={approved} empty="Empty" />
          </TextPane>
          <TextPane title="As GoHighLevel has it" hint="what GoHighLevel altered, marked">
            {mayCompare ? (
              <Against seen={approved} text={found} />
            ) : (
              <Skeleton className="h-64 rounded-lg" />
            )}
          </TextPane>
        </div>
      ) : (
        <p className="text-sm text-ink-soft">
          Its text is no longer kept here. Compare the note in GoHighLevel with the review.
        </p>
      )}
      {canRewrite && <NoWriting why={whyNot} />}
      <div className="flex flex-wrap gap-2">
        <Button size="small" busy={acts.busy} onClick={() => void acts.leaveAltered(driftId)}>
          Leave it so
        </Button>
        {canRewrite && (
          <Button
            size="small"
            tone="primary"
            busy={acts.busy}
            disabled={whyNot !== null}
            onClick={() => void acts.rewriteNote()}
          >
            Write the note anew
          </Button>
        )}
      </div>
      <p className="text-xs text-ink-muted">
        {rewrite && !canRewrite
          ? "It is being written anew; below is how that stands."
          : "Writing anew puts the text that was sent into this same note, and only if the note still reads as shown here."}
      </p>
    </div>
  )
}
