"use client"

import { Keyboard } from "lucide-react"
import type { ReactNode } from "react"
import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"
import { IconButton } from "#components/ui/icon-button.tsx"

export type Act = "approve" | "approve-next" | "reject" | "return" | "edit"

/** The decision, always in view. `blocked` says why approving is not possible; nothing is while it is not `mine`. */
export function DecisionBar({
  blocked,
  passing,
  mine,
  canReturn,
  busy,
  onAct,
  onHelp,
  children,
}: {
  blocked: string | null
  /** It goes by itself: no reason for alarm. */
  passing: boolean
  /** The draft is this person's now. */
  mine: boolean
  canReturn: boolean
  busy: boolean
  onAct: (act: Act) => void
  onHelp: () => void
  /** What went wrong, above the buttons. */
  children?: ReactNode
}) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 shrink-0 border-line border-t bg-canvas/95 px-4 py-2.5 backdrop-blur max-md:bottom-[calc(3.5625rem+env(safe-area-inset-bottom))] sm:-mx-6 sm:px-6">
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <span className="max-md:hidden">
          <IconButton
            label="Keyboard shortcuts (?)"
            icon={<Keyboard aria-hidden />}
            onClick={onHelp}
          />
        </span>
        {mine && !blocked && (
          <p className="text-xs text-ink-muted max-md:hidden">
            Yours while you work on it; others can read it.
          </p>
        )}
        {blocked && (
          <p className={cx("min-w-0 flex-1 text-sm", passing ? "text-ink-muted" : "text-bad-text")}>
            {blocked}
          </p>
        )}
        <span className="ml-auto flex flex-wrap justify-end gap-2 max-sm:w-full max-sm:justify-between max-sm:gap-1.5 max-sm:*:flex-auto max-sm:*:px-2 max-sm:*:text-xs">
          <Button disabled={busy || !mine} onClick={() => onAct("reject")}>
            Reject
          </Button>
          {canReturn && (
            <Button disabled={busy || !mine} onClick={() => onAct("return")}>
              Return
            </Button>
          )}
          <Button
            disabled={blocked !== null || !mine || busy}
            onClick={() => onAct("approve-next")}
          >
            Approve and next
          </Button>
          <Button
            tone="primary"
            disabled={blocked !== null || !mine}
            busy={busy}
            onClick={() => onAct("approve")}
          >
            Approve
          </Button>
        </span>
      </div>
    </div>
  )
}
