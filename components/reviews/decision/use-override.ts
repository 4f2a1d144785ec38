"use client"

import { useState } from "react"
import {
  type Contradiction,
  contradictionKey,
  type Override,
} from "#lib/reviews/decision/contradiction.ts"

/**
 * The reason for going over contradictions, while it is typed. It belongs to the list that stood beside
 * it: over any other list the field is empty again.
 */
export function useOverride(
  contradictions: readonly Contradiction[],
): Override & { write: (reason: string) => void } {
  const [typed, setTyped] = useState({ over: "", reason: "" })
  const seen = [...new Set(contradictions.map(contradictionKey))].sort()
  const over = seen.join("\n")
  return {
    reason: typed.over === over ? typed.reason : "",
    seen,
    write: (reason) => setTyped({ over, reason }),
  }
}
