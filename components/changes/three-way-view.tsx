"use client"

import { useQuery } from "@tanstack/react-query"
import { NoWriting } from "#components/connection/no-writing.tsx"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
import { Button } from "#components/ui/button.tsx"
import { PlainText } from "#components/ui/plain-text.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { StepView } from "#lib/changes/types.ts"
import { useChangeAtHand } from "./at-hand.tsx"
import { mergesQuery } from "./change-queries.ts"
import { MergeEditor } from "./merge-editor.tsx"
import { stepName } from "./step-list.tsx"
import { Against, TextPane } from "./text-pane.tsx"
import type { ChangeActs } from "./use-change-acts.ts"
import { useMayCompare } from "./use-may-compare.ts"

type Conflict = {
  changeId: string
  /** The draft that is written back, if one is. */
  draftId: string | null
  step: StepView
  acts: ChangeActs
}

/** What the person saw, what stands in GHL now, and what they wanted. */
type ThreeTexts = { seen: string; found: string; wanted: string }

/**
 * A conflict three ways: what the person saw, what stands in GHL now and what they wanted, each against
 * what they saw. They put the two together, or keep one of them.
 */
export function ThreeWayView(of: Conflict) {
  const { conflict } = of.step
  const texts = {
    seen: conflict?.seen ?? "",
    found: conflict?.found ?? "",
    wanted: conflict?.wanted ?? "",
  }
  const mayCompare = useMayCompare(Object.values(texts))
  if (!conflict) return null
  return mayCompare ? <Compared {...of} {...texts} /> : <Skeleton className="h-64 rounded-lg" />
}

function Compared({ changeId, draftId, step, acts, seen, found, wanted }: Conflict & ThreeTexts) {
  const whyNot = useWhyNotWrite()
  return (
    <div className="@container space-y-4">
      <p className="text-sm font-medium">{stepName(step.kind, step.label)}: three texts</p>
      <div className="grid gap-3 @3xl:grid-cols-3">
        <TextPane title="When you looked" hint="what the change was based on">
          <PlainText text={seen} empty="Empty" />
        </TextPane>
        <TextPane title="In GoHighLevel now" hint="someone’s changes since, marked">
          <Against seen={seen} text={found} />
        </TextPane>
        <TextPane title="What you want to write" hint="your changes, marked">
          <Against seen={seen} text={wanted} />
        </TextPane>
      </div>
      <NoWriting why={whyNot} />
      <Merge {...{ changeId, draftId, step, acts, seen, found, wanted }} />
      <div className="space-y-2 border-line border-t pt-3">
        <p className="text-sm text-ink-soft">Or let one of the two stand as it is:</p>
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            busy={acts.busy}
            onClick={() => void acts.keepTheirs(step.id, found)}
          >
            Keep what is in GoHighLevel
          </Button>
          <Button
            size="small"
            tone="danger"
            busy={acts.busy}
            disabled={whyNot !== null}
            onClick={() => void acts.writeOurs(step.id, found)}
          >
            Write mine over it
          </Button>
        </div>
      </div>
    </div>
  )
}

/**
 * The editor once it is known for sure what the person typed before. Until then an outline of it, as high as
 * what the page brought, since a page that is come back to brings what stood there when it was first opened.
 */
function Merge({ step, ...shared }: Conflict & ThreeTexts) {
  const atHand = useChangeAtHand()
  const { data, isPending, isPlaceholderData } = useQuery({
    ...mergesQuery(shared.changeId),
    placeholderData: () => atHand?.merges,
  })
  const outline = isPending || isPlaceholderData
  return (
    <div className="relative">
      {outline && <Skeleton className="absolute inset-0 rounded-lg" />}
      <div inert={outline} className={outline ? "invisible" : undefined}>
        <MergeEditor
          key={`${outline} ${step.id} ${shared.found}`}
          {...shared}
          stepId={step.id}
          kept={data?.[step.id] ?? null}
          outline={outline}
        />
      </div>
    </div>
  )
}
