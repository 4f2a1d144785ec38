import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { FailureKind } from "../failures.ts"
import { sameText } from "../normalise.ts"
import { isOfEarlierApproval } from "./approved-before.ts"
import type { EngineConfig } from "./config.ts"
import { decide } from "./decide.ts"
import { atMostSince, moment } from "./elapsed.ts"
import { readFailure, type Setback, sendFailure } from "./failure.ts"
import { doubtAgeOf, doubtKnownFor, forgetDoubt } from "./known-doubts.ts"
import { isFresh, type Look, look } from "./look.ts"
import { type Run, recordDone, recordDoubt, recordSkipped } from "./record.ts"
import type { LoadedStep, StepRow } from "./rows.ts"
import { type Sent, send } from "./send.ts"
import { trustedLook } from "./trusted.ts"

/** How a look at a step ended. */
export type StepEnd =
  | { end: "done" }
  /** Goes on by itself later. */
  | ({ end: "pause"; status: "waiting" | "unsure"; traceId: string | null } & Setback & {
        /** For a write in doubt: what is left of the settling time. */
        settlesInMs?: number
      })
  /** A person decides. `step` false: nothing is wrong with the step itself (a token, a contact gone). */
  | {
      end: "stopped" | "conflict"
      failure: FailureKind | null
      traceId: string | null
      onStep: boolean
      found?: string | null
    }

/** Whether the contact was changed since the read on which the step's last send rested. */
const wasTouched = ({ detail }: StepRow, { standing }: Look): boolean =>
  detail.readVersion !== undefined &&
  standing.version !== undefined &&
  detail.readVersion !== standing.version

/** Reads of one step before it pauses: each send must follow its read at once, and a slow machine may not. */
const MAX_READS = 6

/** Stores what is in doubt, so that it outlives this process; the settling time begins. */
async function keepDoubt(run: Run, step: StepRow, known: Sent): Promise<StepRow> {
  const kept = await recordDoubt(run, step, known)
  doubtKnownFor(kept)
  return kept
}

/**
 * Carries one step as far as it goes now. Before every send GHL is read fresh, and after it read back;
 * only what a read shows counts, never GHL's own answer. Throws LeaseLostError when another worker has
 * the change; bugs throw too.
 */
export async function runStep(
  config: EngineConfig,
  run: Run,
  { step: first, doubtAgeMs }: LoadedStep,
): Promise<StepEnd> {
  const startedAt = moment()
  let step = first
  if (step.status === "sending") {
    // The process that sent it is gone, and nobody knows how far it came.
    step = await keepDoubt(run, step, { doubt: "unknown", failure: "network", traceId: null })
  }
  const ageMs = doubtAgeOf({ step: first, doubtAgeMs })
  let settled = first.doubt !== null && ageMs >= config.settleMs
  const settlesInMs = () =>
    first.doubt && first.attempts === step.attempts
      ? config.settleMs - ageMs - atMostSince(startedAt)
      : config.settleMs
  let known: Sent | null = step.doubt
    ? { doubt: step.doubt, failure: step.failureKind as FailureKind | null, traceId: step.traceId }
    : null

  // What was sent is always read back: to pause before would be to forget that it left.
  for (let reads = 0; reads < MAX_READS || step.status === "sending"; reads++) {
    let seen: Look
    try {
      const isFirst = step.attempts === 0 && known === null
      seen =
        config.skipFreshRead && isFirst
          ? trustedLook(step)
          : await look(config, run.change.contactId, step)
    } catch (error) {
      if (!(error instanceof GhlError)) throw error
      if (known && step.status === "sending") step = await keepDoubt(run, step, known)
      return readFailure(error, known && { settlesInMs: settled ? null : settlesInMs() })
    }
    const decision = decide({
      kind: step.kind,
      seen: step.seen,
      wanted: step.wanted,
      stands: seen.standing.text,
      doubt: known?.doubt ?? null,
      settled,
      touched: wasTouched(step, seen),
      mayBeHidden: seen.standing.mayBeHidden ?? false,
      attempts: step.attempts,
      maxAttempts: config.maxAttempts,
    })
    if (step.detail.byHand && decision.act !== "done") {
      await recordSkipped(run, step)
      return { end: "done" }
    }
    switch (decision.act) {
      case "done": {
        const stands = seen.standing.text ?? ""
        const same = sameText(stands, step.wanted)
        const earlier = !same && isOfEarlierApproval(step, stands)
        forgetDoubt(step)
        await recordDone(run, step, {
          alreadySo: decision.alreadySo,
          madeId: seen.standing.madeId,
          altered: same || earlier ? null : stands,
          earlier: earlier ? stands : null,
          takenForHtml: seen.standing.takenForHtml ?? false,
          traceId: known?.traceId ?? null,
        })
        return { end: "done" }
      }
      case "conflict":
        return {
          end: "conflict",
          onStep: true,
          found: seen.standing.text,
          failure: null,
          traceId: known?.traceId ?? null,
        }
      case "stop": {
        const failure = decision.why === "refused" ? (known?.failure ?? "rejected") : decision.why
        return { end: "stopped", onStep: true, failure, traceId: known?.traceId ?? null }
      }
      case "wait":
        if (known && step.status === "sending") step = await keepDoubt(run, step, known)
        return {
          end: "pause",
          status: "unsure",
          failure: known?.failure ?? null,
          traceId: known?.traceId ?? null,
          retryAfterMs: null,
          settlesInMs: settlesInMs(),
        }
      case "write": {
        if (!isFresh(config, seen)) continue
        const result = await send(config, run, step, seen)
        step = result.step
        known = null
        settled = false
        if (result.sent === "no") return sendFailure(result.error)
        if (result.sent === "yes") known = result.outcome
      }
    }
  }
  return { end: "pause", status: "waiting", failure: "timeout", traceId: null, retryAfterMs: null }
}
