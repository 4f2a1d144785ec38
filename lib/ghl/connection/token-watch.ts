import "server-only"
import { GhlError } from "../errors.ts"
import type { Ghl } from "../types.ts"
import type { DealingsView } from "./dealings.ts"

/** With the desk's polling of 15 s, a refused token shows within a minute. */
const SILENCE_MS = 35_000
const LONGEST_MS = 8_000
/** How often it is tried whether contacts can be read again. */
const READS_AGAIN_MS = 30_000
/** How often a look may use what the day keeps for writes, whatever gives rise to it. */
const RESERVE_MS = 30_000
/** What is left to the writes alone, of what the day keeps for them. */
const FOR_WRITES_ALONE = 0.5

/** Whether this client has its turn, which comes at most every `ms` by a steady clock. */
function atMostEvery(ms: number): (ghl: Ghl, now: number) => boolean {
  const last = new WeakMap<Ghl, number>()
  return (ghl, now) => {
    if (now - (last.get(ghl) ?? Number.NEGATIVE_INFINITY) < ms) return false
    last.set(ghl, now)
    return true
  }
}

const turnForReads = atMostEvery(READS_AGAIN_MS)
const turnForReserve = atMostEvery(RESERVE_MS)

/** Whether to ask for the sake of the reads now: whoever is told so is the one who asks. */
function asksForReads(ghl: Ghl, now: number): boolean {
  const { readsRefusedSince, readsInDoubt } = ghl.dealings()
  return (readsRefusedSince !== null || readsInDoubt) && turnForReads(ghl, now)
}

/** Whether a look may have one of the calls that the day keeps for writes, if it comes to that. */
async function mayUseReserve(ghl: Ghl, now: number): Promise<boolean> {
  const { remaining, reserve } = (await ghl.budget()).daily
  if (remaining !== null && remaining <= reserve * FOR_WRITES_ALONE) return false
  return turnForReserve(ghl, now)
}

type Refused = Pick<
  DealingsView,
  "tokenRefusedSince" | "locationRefusedSince" | "readsRefusedSince"
>

/**
 * Since when GHL refuses the token, the token its location, or the reads of contacts. Asks GHL only when
 * this process has heard nothing from it for a while, a 403 that may mean the location, or, every half
 * minute, that reads are refused: one list of one contact in the background lane. Every half minute one look
 * may use what the day keeps for writes, down to a half of it, or nobody would learn that the token is refused
 * while no more is left. `now`: ms of a steady clock.
 */
export async function whatIsRefused(ghl: Ghl, now = performance.now()): Promise<Refused> {
  const { heardAt, locationInDoubt } = ghl.dealings()
  const isSilent = heardAt === null || performance.now() - heardAt >= SILENCE_MS
  if (asksForReads(ghl, now) || isSilent || locationInDoubt) {
    const signal = AbortSignal.timeout(LONGEST_MS)
    try {
      const forWrite = await mayUseReserve(ghl, now)
      await ghl.tryList({ priority: "background", forWrite, signal })
    } catch (error) {
      if (!(error instanceof GhlError) && !signal.aborted) throw error
    }
  }
  const { tokenRefusedSince, locationRefusedSince, readsRefusedSince } = ghl.dealings()
  return { tokenRefusedSince, locationRefusedSince, readsRefusedSince }
}
