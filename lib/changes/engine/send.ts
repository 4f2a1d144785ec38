import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import { log } from "#lib/log.ts"
import type { FailureKind } from "../failures.ts"
import type { EngineConfig } from "./config.ts"
import type { Doubt } from "./decide.ts"
import { atMostSince, moment } from "./elapsed.ts"
import { doubtAfter } from "./failure.ts"
import { markSending } from "./lease.ts"
import { isFresh, type Look } from "./look.ts"
import { type Run, recordStep } from "./record.ts"
import type { StepRow } from "./rows.ts"
import { TARGETS } from "./targets.ts"

/** What is known of a write that left. */
export type Sent = { doubt: Doubt; failure: FailureKind | null; traceId: string | null }

export type SendResult = { step: StepRow } & (
  | { sent: "yes"; outcome: Sent }
  /** Too long had passed since the read by the moment of the send: nothing was sent. */
  | { sent: "stale" }
  | { sent: "no"; error: GhlError }
)

/**
 * Sends a step's write once. `sending` is stored before it leaves; lease and read are checked again at
 * the last moment, after any wait for the rate budget, so that a stalled worker sends at most what was
 * already in flight.
 */
export async function send(
  config: EngineConfig,
  run: Run,
  step: StepRow,
  last: Look,
): Promise<SendResult> {
  const leaseFrom = moment()
  const { version, listed } = last.standing
  const marked = await markSending(run.db, run.change, step, {
    ...(version === undefined ? {} : { readVersion: version }),
    ...(listed === undefined ? {} : { listed }),
  })
  let heldBack = false
  const beforeSend = () => {
    const leased = config.skipLease || atMostSince(leaseFrom) < config.leaseMs * (2 / 3)
    heldBack = !leased || !isFresh(config, last)
    if (heldBack) throw new Error("Too long since the fresh read")
    const windowMs = Math.round(atMostSince(last.endedAt))
    log.info({ changeId: run.change.id, step: step.kind, windowMs }, "window of a write")
  }
  const putBack = (refusal?: GhlError) =>
    recordStep(run, marked, {
      status: "pending",
      attempts: step.attempts,
      sentAt: step.sentAt,
      // On the step, where a refused read leaves nothing: so a refused write is told from it.
      ...(refusal ? { failureKind: refusal.kind, traceId: refusal.traceId } : {}),
    })
  try {
    const receipt = await TARGETS[step.kind].write(config.ghl, run.change.contactId, marked, {
      beforeSend,
    })
    const outcome: Sent = { doubt: "accepted", failure: null, traceId: receipt.traceId }
    const { noteId } = receipt
    const detail = { ...marked.detail, ...(noteId ? { answeredId: noteId } : {}) }
    return { sent: "yes", step: { ...marked, detail }, outcome }
  } catch (error) {
    if (heldBack) return { sent: "stale", step: await putBack() }
    if (!(error instanceof GhlError)) throw error
    const doubt = doubtAfter(error)
    if (doubt === null) return { sent: "no", step: await putBack(error), error }
    const outcome: Sent = { doubt, failure: error.kind, traceId: error.traceId }
    return { sent: "yes", step: marked, outcome }
  }
}
