"use client"

import { CloudOff } from "lucide-react"
import { useSyncExternalStore } from "react"
import { readsWait, subscribeToReads } from "./reachable.ts"

/** Says why a page does not come, while Caredesk does not answer. */
export function UnreachableNote() {
  const waiting = useSyncExternalStore(subscribeToReads, readsWait, () => false)
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-2 z-50 flex justify-center px-4"
    >
      {waiting && (
        <p className="flex items-center gap-2 rounded-md border border-line bg-surface px-3 py-2 text-sm shadow-card">
          <CloudOff aria-hidden className="size-4 shrink-0 text-warn-text" />
          Caredesk cannot be reached. It goes on by itself as soon as it answers.
        </p>
      )}
    </div>
  )
}
