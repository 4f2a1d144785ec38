import { CircleCheck, CircleDashed, CircleHelp, CircleX } from "lucide-react"
import type { Verdict } from "./marks.ts"

/** A verdict's shape and colour; its word stands beside it or in its label. */
export function VerdictIcon({ verdict }: { verdict: Verdict }) {
  if (verdict === "supported") {
    return <CircleCheck aria-hidden className="size-4 shrink-0 text-good-text" />
  }
  if (verdict === "contradicted") {
    return <CircleX aria-hidden className="size-4 shrink-0 text-bad-text" />
  }
  if (verdict === "not-compared") {
    return <CircleDashed aria-hidden className="size-4 shrink-0 text-ink-muted" />
  }
  return <CircleHelp aria-hidden className="size-4 shrink-0 text-warn-text" />
}
