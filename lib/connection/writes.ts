import type { WritesRefused } from "#lib/changes/write-evidence.ts"
import type { AreaProbe } from "./types.ts"

/**
 * The state of writing, from what this process has seen of it and what the store knows of all of them,
 * also from before the last start: the later of the two tells.
 */
export function withWriteEvidence(
  probes: AreaProbe[],
  { writtenAt, refused }: { writtenAt: string | null; refused: WritesRefused | null },
): AreaProbe[] {
  return probes.map((probe) => {
    if (probe.area !== "writes") return probe
    const known = refused?.since ?? writtenAt
    if (known === null || (probe.at !== null && probe.at > known)) return probe
    if (!refused) return { ...probe, state: "granted", at: writtenAt, failure: null }
    const { since, kind, traceId } = refused
    return {
      ...probe,
      state: kind === "forbidden" ? "refused" : "missing",
      at: since,
      failure: { kind, status: null, traceId, at: since },
    }
  })
}
