"use client"

import type { Problem } from "#lib/problem.ts"
import { tellTabs } from "./session-channel.ts"

/**
 * Whether the person in this tab may go on: `warned` shortly before the idle limit, `locked` once the
 * session is over. A locked desk is covered, not unmounted: what was typed waits behind the cover.
 */
export type SessionPhase = "active" | "warned" | "locked"

const TELL_TABS_EVERY = 10_000

let phase: SessionPhase = "active"
let lastAct = 0
let lastTold = 0
let waiting: (() => void)[] = []
const listeners = new Set<() => void>()

export const currentPhase = (): SessionPhase => phase

/** When the server last heard of an act of this person's, epoch ms, as far as this tab knows. */
export const lastActAt = (): number => lastAct

export function subscribeToPhase(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function setPhase(next: SessionPhase): void {
  if (next === phase) return
  phase = next
  for (const listener of listeners) listener()
  if (next === "active") {
    const ready = waiting
    waiting = []
    for (const resolve of ready) resolve()
  }
}

/** Hears that the server has counted an act, in this tab or another: the idle time starts again. */
export function hearAct(at: number): void {
  lastAct = Math.max(lastAct, at)
  if (phase === "warned") setPhase("active")
}

/** Notes that a request of this tab's counted as an act, and tells the other tabs. */
export function noteAct(): void {
  const at = Date.now()
  hearAct(at)
  if (at - lastTold < TELL_TABS_EVERY) return
  lastTold = at
  tellTabs({ kind: "act", at })
}

/** Takes a problem that means "signed out": covers the desk and asks to sign in. True when it was one. */
export function reportProblem(problem: Problem | undefined): boolean {
  if (problem?.kind !== "signed-out") return false
  setPhase("locked")
  return true
}

/** Resolves once the person is signed in: at once, or after they signed in again. */
export function whenSignedIn(): Promise<void> {
  return phase === "locked" ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()
}
