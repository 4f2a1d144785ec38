import type { GhlError } from "#lib/ghl/errors.ts"
import type { FailureKind } from "../failures.ts"
import type { Doubt } from "./decide.ts"
import type { StepEnd } from "./step.ts"

export type Setback = { failure: FailureKind | null; retryAfterMs: number | null }

/** What a failed write leaves in doubt; null when it is certain that nothing was sent. */
export function doubtAfter({ effect, kind }: GhlError): Doubt | null {
  if (effect === "not-sent") return null
  switch (kind) {
    case "rejected":
    case "not-found":
    case "forbidden":
    case "missing-scope":
    case "unauthorized":
      return "refused"
    default:
      return "unknown"
  }
}

/** A failure that passes by itself pauses the change; one that does not stops it at once. */
function ofCall(error: GhlError, status: "waiting" | "unsure"): StepEnd {
  const { kind, traceId, retryAfterMs } = error
  switch (kind) {
    case "rate-limited":
    case "upstream":
    case "timeout":
    case "network":
      return { end: "pause", status, failure: kind, traceId, retryAfterMs }
    default:
      return { end: "stopped", onStep: false, failure: kind, traceId }
  }
}

/** An earlier write that may have happened; what is left of its settling time, in ms, null when that is over. */
export type ReadInDoubt = { settlesInMs: number | null }

/**
 * A read failed. A change with an earlier write in doubt stops, and lets the contact's other changes go
 * first, only once that has settled: until then the write may still arrive, over what they would write.
 */
export function readFailure(error: GhlError, inDoubt: ReadInDoubt | null): StepEnd {
  const { traceId } = error
  const end: StepEnd =
    error.kind === "not-found"
      ? { end: "stopped", onStep: false, failure: "contact-gone", traceId }
      : ofCall(error, inDoubt ? "unsure" : "waiting")
  if (end.end !== "stopped" || !inDoubt || inDoubt.settlesInMs === null) return end
  const { failure } = end
  const { settlesInMs } = inDoubt
  return { end: "pause", status: "unsure", failure, traceId, retryAfterMs: null, settlesInMs }
}

/** A write certainly did not leave or was turned away unread (429, 401, connection refused). */
export const sendFailure = (error: GhlError): StepEnd => ofCall(error, "waiting")
