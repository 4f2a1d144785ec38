import "server-only"
import type { EngineConfig } from "./config.ts"
import { sendFailure } from "./failure.ts"
import { type Run, recordDone } from "./record.ts"
import type { StepRow } from "./rows.ts"
import { send } from "./send.ts"
import type { StepEnd } from "./step.ts"

/**
 * The step without its fresh reads: what the engine would be if it trusted GHL's answers. Only the
 * test switch runs this, to show that the suites notice.
 */
export async function runStepBlind(
  config: EngineConfig,
  run: Run,
  step: StepRow,
): Promise<StepEnd> {
  const result = await send(config, run, step, null)
  if (result.sent === "no") return sendFailure(result.error)
  if (result.sent === "stale") throw new Error("A blind send cannot be stale")
  const { doubt, failure, traceId } = result.outcome
  if (doubt !== "accepted") {
    return { end: "pause", status: "waiting", failure, traceId, retryAfterMs: null }
  }
  await recordDone(run, result.step, { alreadySo: false, differs: false, traceId })
  return { end: "done" }
}
