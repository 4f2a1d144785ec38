/**
 * The proof runs at a tenth of the real times, in the real ratios: GHL's effects come up to 30 s after
 * the caller's deadline and its reads lag up to 10 s, and a write in doubt settles for 45 s.
 */
export const SCALE = 0.1

export const TIMES = {
  /** How long a change is held after its approval. */
  holdMs: 1_000,
  /** Where a colleague's edit has to come within the hold, on a busy machine too. */
  longHoldMs: 6_000,
  settleMs: 45_000 * SCALE,
  /** Of desks whose effects come twice as late: switched off, it must be what is missing. */
  longSettleMs: 90_000 * SCALE,
  clientTimeoutMs: 15_000 * SCALE,
  lateEffectMs: 30_000 * SCALE,
  readLagMs: 10_000 * SCALE,
  /** Not scaled as far: a busy machine must not lose its leases by being slow. */
  leaseMs: 2_500,
  /** The two longest delays of the upstream, one after the other. */
  longestUpstreamMs: (30_000 + 10_000) * SCALE,
}

/**
 * Those of processes whose changes stand at await points. Whole lives are waited for there, doubt after
 * doubt, so the settling time is shorter, and outlasts a late effect by as much as elsewhere. Deadline and
 * lease are longer: nothing is slow by plan, and a busy machine must not send a change another way.
 */
const SCALE_AT_POINTS = 0.4
const SETTLE_SECONDS_AT_POINTS = 8
export const TIMES_AT_POINTS = {
  lateEffectMs: 1_500,
  readLagMs: 1_000,
  /** After so long in this process a lease is not trusted any more (two thirds of it, lib/changes/engine/send.ts). */
  heldBackMs: 3_000,
  /** From a doubt to the next look at it (lib/changes/instance.ts). */
  doubtMs: 1.2 * SETTLE_SECONDS_AT_POINTS * 1_000 * SCALE_AT_POINTS,
  /** Variables that give a process these times, and a hold in which faults and edits can be put in place. */
  env: {
    TEST_TIME_SCALE: String(SCALE_AT_POINTS),
    SETTLE_SECONDS: String(SETTLE_SECONDS_AT_POINTS),
    TAG_HOLD_SECONDS: "2",
  },
}

/** A restart is felt by what was decided in so many ms before it. */
export const RECENT_MS = 8_000

export const HOUR_MS = 3_600_000

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Looks until there is something to see; throws with `what` when there is nothing after `ms`. */
export async function until<T>(
  what: string,
  ms: number,
  look: () => Promise<T | null> | T | null,
  everyMs = 50,
): Promise<T> {
  const deadline = performance.now() + ms
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${what}`)
    await pause(everyMs)
  }
}
