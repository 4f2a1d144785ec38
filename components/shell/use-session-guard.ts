"use client"

import { useSyncExternalStore } from "react"
import type { Problem } from "#lib/problem.ts"
import {
  currentPhase,
  reportProblem,
  type SessionPhase,
  subscribeToPhase,
  whenSignedIn,
} from "./session-phase.ts"

/** What a component needs to survive the end of a session without losing what was typed. */
export function useSessionGuard(): {
  phase: SessionPhase
  reportProblem: (problem: Problem | undefined) => boolean
  whenSignedIn: () => Promise<void>
} {
  const phase = useSyncExternalStore(subscribeToPhase, currentPhase, () => "active" as const)
  return { phase, reportProblem, whenSignedIn }
}
