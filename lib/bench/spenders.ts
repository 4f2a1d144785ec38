import type { RateLimit } from "#lib/sandbox/types.ts"

/** The second spenders of the matrix, by the limit and the interval they spend on. */
export const SPENDERS = {
  nobody: () => null,
  /** A fifth of the limit, evenly. */
  steady: (max: number, intervalMs: number) => ({ perSecond: (0.2 * max * 1_000) / intervalMs }),
  /** A fifth of the limit at once, every now and then. */
  bursts: (max: number, intervalMs: number) => ({
    perSecond: 0,
    burst: { calls: Math.round(0.2 * max), everyMs: 2.3 * intervalMs },
  }),
  /** A tenth evenly, and bursts. */
  both: (max: number, intervalMs: number) => ({
    perSecond: (0.1 * max * 1_000) / intervalMs,
    burst: { calls: Math.round(0.2 * max), everyMs: 2.3 * intervalMs },
  }),
} satisfies Record<string, (max: number, intervalMs: number) => RateLimit["others"]>

export type SpenderName = keyof typeof SPENDERS

export const KINDS = ["fixed", "sliding", "bucket"] as const
export const LIMITS = [25, 100] as const
