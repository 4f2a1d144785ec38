import "server-only"
import type { Context } from "./context.ts"

/** How old what was read may be where something is proven; where nothing is, it is read before each write. */
const READ_AGAIN_MS = 60_000

/**
 * Takes over what other processes have proven, and this one before it was restarted. Reads the store, and
 * never GHL; to be called where nothing depends on how soon it is back.
 */
export function proofRecall({ settings, noteKind }: Pick<Context, "settings" | "noteKind">) {
  const { noteProof: store, locationId } = settings
  let readAt = Number.NEGATIVE_INFINITY

  return async function recall(): Promise<void> {
    const isFresh = performance.now() - readAt < READ_AGAIN_MS
    if (store === undefined || (isFresh && noteKind.proof() !== null)) return
    const kept = await store.read(locationId)
    readAt = performance.now()
    if (kept !== null) noteKind.recalled(kept)
    const proof = noteKind.proof()
    // What was proven while the store was out of reach is not in it yet.
    if (proof !== null && proof.at > (kept?.at ?? "")) store.keep(locationId, proof)
  }
}
