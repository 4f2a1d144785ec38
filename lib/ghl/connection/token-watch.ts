import "server-only"
import { GhlError } from "../errors.ts"
import type { Ghl } from "../types.ts"
import type { DealingsView } from "./dealings.ts"

/** With the desk's polling of 15 s, a refused token shows within a minute. */
const SILENCE_MS = 35_000
const LONGEST_MS = 8_000
/** How often it is tried whether contacts can be read again. */
const READS_AGAIN_MS = 30_000

/** When each client was last asked for the sake of its reads, by the steady clock. */
const readsAskedAt = new WeakMap<Ghl, number>()

/** Whether to ask for the sake of the reads now: whoever is told so is the one who asks. */
function asksForReads(ghl: Ghl, now: number): boolean {
  const { readsRefusedSince, readsInDoubt } = ghl.dealings()
  const last = readsAskedAt.get(ghl) ?? Number.NEGATIVE_INFINITY
  if ((readsRefusedSince === null && !readsInDoubt) || now - last < READS_AGAIN_MS) return false
  readsAskedAt.set(ghl, now)
  return true
}

type Refused = Pick<
  DealingsView,
  "tokenRefusedSince" | "locationRefusedSince" | "readsRefusedSince"
>

/**
 * Since when GHL refuses the token, the token its location, or the reads of contacts. Asks GHL only when
 * this process has heard nothing from it for a while, a 403 that may mean the location, or, every half
 * minute, that reads are refused: one list of one contact in the background lane. `now`: ms of a steady clock.
 */
export async function whatIsRefused(ghl: Ghl, now = performance.now()): Promise<Refused> {
  const { lastHeard, locationInDoubt } = ghl.dealings()
  const isSilent = lastHeard === null || Date.now() - Date.parse(lastHeard) >= SILENCE_MS
  if (asksForReads(ghl, now) || isSilent || locationInDoubt) {
    const signal = AbortSignal.timeout(LONGEST_MS)
    try {
      await ghl.listContacts({ limit: 1 }, { priority: "background", signal })
    } catch (error) {
      if (!(error instanceof GhlError) && !signal.aborted) throw error
    }
  }
  const { tokenRefusedSince, locationRefusedSince, readsRefusedSince } = ghl.dealings()
  return { tokenRefusedSince, locationRefusedSince, readsRefusedSince }
}
