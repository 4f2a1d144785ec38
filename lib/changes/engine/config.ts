import type { Ghl } from "#lib/ghl/types.ts"

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
  /** Sends of one step before a person has to look. */
  maxAttempts: number
  /** Changes run at the same time in this process. */
  concurrency: number
  /** Test switch: send blindly. Shows that the fresh read is what protects. */
  skipFreshRead: boolean
}

/** What holds unless said otherwise; see docs/decisions/010. */
export const ENGINE_DEFAULTS = {
  leaseMs: 9_000,
  staleMs: 2_000,
  pauseMs: { first: 1_000, max: 60_000 },
  lookMs: 5_000,
  sweepMs: 1_500,
  maxAttempts: 5,
  concurrency: 4,
  skipFreshRead: false,
} satisfies Partial<EngineConfig>
