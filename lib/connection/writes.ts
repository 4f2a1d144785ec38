import type { WritesRefused } from "#lib/changes/write-evidence.ts"
import type { AreaProbe } from "./types.ts"

/** What the store knows of writing, of all processes, also from before the last start. Instants are ISO. */
export type WriteEvidence = {
  writtenAt: string | null
  refused: WritesRefused | null
  /** When a write was last refused whose change was then given up. */
  givenUpAt: string | null
}

/**
 * The state of writing as the store tells it, which is what opens and closes all that writes. What this
 * process has heard itself is left aside: it knows neither that a refused change was given up nor what
 * another process wrote. Unknown with an instant: refused then, and given up since.
 */
export function withWriteEvidence(
  probes: AreaProbe[],
  { writtenAt, refused, givenUpAt }: WriteEvidence,
): AreaProbe[] {
  const writes = ((): Omit<AreaProbe, "area"> => {
    if (refused) {
      const { since, kind, traceId } = refused
      const failure = { kind, status: null, traceId, at: since }
      return { state: kind === "forbidden" ? "refused" : "missing", at: since, failure }
    }
    if (givenUpAt !== null && (writtenAt === null || writtenAt < givenUpAt))
      return { state: "unknown", at: givenUpAt, failure: null }
    return { state: writtenAt === null ? "unknown" : "granted", at: writtenAt, failure: null }
  })()
  return probes.map((probe) => (probe.area === "writes" ? { area: "writes", ...writes } : probe))
}
