import "server-only"
import type { EngineConfig } from "./config.ts"
import { atMostSince, type Moment, moment } from "./elapsed.ts"
import type { StepRow } from "./rows.ts"
import { type Standing, TARGETS } from "./targets.ts"

/** What a fresh read found, and when. */
export type Look = {
  standing: Standing
  startedAt: Moment
  endedAt: Moment
  /** Longest time in which this process did not run during the read: its answer may be that old. */
  stalledMs: number
}

const TICK_MS = 100

/** Measures how long this process stood still, which a slow GHL must not be mistaken for. */
function watchStalls() {
  let last = moment()
  let longest = 0
  const timer = setInterval(() => {
    longest = Math.max(longest, atMostSince(last))
    last = moment()
  }, TICK_MS)
  return {
    longest: () => Math.max(longest, atMostSince(last)),
    end: () => clearInterval(timer),
  }
}

/** Reads what stands in GHL for a step, past every cache. Throws GhlError. */
export async function look(config: EngineConfig, contactId: string, step: StepRow): Promise<Look> {
  const startedAt = moment()
  const stalls = watchStalls()
  try {
    const standing = await TARGETS[step.kind].read(config.ghl, contactId, step)
    return { standing, startedAt, endedAt: moment(), stalledMs: stalls.longest() }
  } finally {
    stalls.end()
  }
}

/** Whether a write may follow a read: a process that was stopped in or after it must read again. */
export const isFresh = (config: EngineConfig, { startedAt, endedAt, stalledMs }: Look): boolean =>
  atMostSince(endedAt) < config.staleMs &&
  stalledMs < config.staleMs &&
  atMostSince(startedAt) < config.leaseMs
