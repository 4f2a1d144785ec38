import "server-only"
import { GhlError } from "../errors.ts"
import type { Ghl } from "../types.ts"

/** With the desk's polling of 15 s, a refused token shows within a minute. */
const SILENCE_MS = 35_000
const LONGEST_MS = 8_000

/**
 * Since when GHL refuses the token (ISO instant), or null. Asks GHL only when this process has heard
 * nothing from it for a while, one list of one contact in the background lane.
 */
export async function tokenRefusedSince(ghl: Ghl): Promise<string | null> {
  const { lastHeard } = ghl.dealings()
  if (lastHeard === null || Date.now() - Date.parse(lastHeard) >= SILENCE_MS) {
    const signal = AbortSignal.timeout(LONGEST_MS)
    try {
      await ghl.listContacts({ limit: 1 }, { priority: "background", signal })
    } catch (error) {
      if (!(error instanceof GhlError) && !signal.aborted) throw error
    }
  }
  return ghl.dealings().tokenRefusedSince
}
