import "server-only"
import { GhlError } from "../errors.ts"
import type { Ghl } from "../types.ts"
import type { DealingsView } from "./dealings.ts"

/** With the desk's polling of 15 s, a refused token shows within a minute. */
const SILENCE_MS = 35_000
const LONGEST_MS = 8_000

/**
 * Since when GHL refuses the token, or the token its location. Asks GHL only when this process has heard
 * nothing from it for a while, or a 403 that may mean the location: one list of one contact in the
 * background lane.
 */
export async function whatIsRefused(
  ghl: Ghl,
): Promise<Pick<DealingsView, "tokenRefusedSince" | "locationRefusedSince">> {
  const { lastHeard, locationInDoubt } = ghl.dealings()
  const isSilent = lastHeard === null || Date.now() - Date.parse(lastHeard) >= SILENCE_MS
  if (isSilent || locationInDoubt) {
    const signal = AbortSignal.timeout(LONGEST_MS)
    try {
      await ghl.listContacts({ limit: 1 }, { priority: "background", signal })
    } catch (error) {
      if (!(error instanceof GhlError) && !signal.aborted) throw error
    }
  }
  const { tokenRefusedSince, locationRefusedSince } = ghl.dealings()
  return { tokenRefusedSince, locationRefusedSince }
}
