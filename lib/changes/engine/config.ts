import type { Ghl } from "#lib/ghl/types.ts"

/** Told of every change that runs, and of what runs beside one. */
export type Watch = {
  change(changeId: string, act: () => Promise<void>): Promise<void>
  /** The change that runs is this worker's now, and about this contact. */
  claimed(contactId: string): void
  /** For what goes on beside the steps, such as keeping the lease. */
  aside<T>(act: () => T): T
  /** Takes what makes room for another change whenever one stands. */
  onStanding(makeRoom: () => Promise<void>): void
}

export type EngineConfig = {
  ghl: Ghl
  /** How long a write without an answer may still take effect at GHL. */
  settleMs: number
  /** How long a silent worker keeps its change. Renewed three times in that time. */
  leaseMs: number
  /** Greatest age of the fresh read at the moment of the send. Older: read again. */
  staleMs: number
  /** First and longest pause while GHL is down; each is twice the one before. */
  pauseMs: { first: number; max: number }
  /** Longest pause between two looks at a write in doubt. */
  lookMs: number
  /** How often runnable changes without a worker are looked for. */
  sweepMs: number
  /** How long a change must not have moved before the sweep looks at it. */
  idleMs: number
  /** Sends of one step before a person has to look. */
  maxAttempts: number
  /** Changes run at the same time in this process. */
  concurrency: number
  /** Test switch: this process leaves all changes to others until this resolves. */
  standBy: Promise<void> | null
  /** Test switch: before a step's first send trust what the person saw. Shows what the fresh read protects. */
  skipFreshRead: boolean
  /** Test switch: whoever wants a change takes it, and sends whoever has it by then. */
  skipLease: boolean
  /** Test switch: stands at the points where a change waits. Looks on and does nothing otherwise. */
  watch: Watch
}

/** What holds unless said otherwise; see docs/decisions/010. */
export const ENGINE_DEFAULTS = {
  leaseMs: 9_000,
  staleMs: 2_000,
  pauseMs: { first: 1_000, max: 60_000 },
  lookMs: 5_000,
  sweepMs: 1_500,
  idleMs: 1_000,
  maxAttempts: 5,
  concurrency: 4,
  standBy: null,
  skipFreshRead: false,
  skipLease: false,
  watch: {
    change: (_, act) => act(),
    claimed: () => {},
    aside: (act) => act(),
    onStanding: () => {},
  },
} satisfies Partial<EngineConfig>

/** Times that a test of minutes can wait for. What is measured against this process's own pace stays longer. */
export const scaledTimes = (scale: number) => {
  const { leaseMs, staleMs, pauseMs, lookMs, sweepMs, idleMs } = ENGINE_DEFAULTS
  return {
    leaseMs: Math.max(leaseMs * scale, Math.min(leaseMs, 2_500)),
    staleMs: Math.max(staleMs * scale, Math.min(staleMs, 1_000)),
    pauseMs: { first: pauseMs.first * scale, max: pauseMs.max * scale },
    lookMs: lookMs * scale,
    sweepMs: Math.max(sweepMs * scale, Math.min(sweepMs, 300)),
    idleMs: idleMs * scale,
  }
}
