import { controlOf } from "#lib/sandbox/control.ts"
import type { RateLimit } from "#lib/sandbox/types.ts"
import { type Decided, mostBackgroundBefore, ownRefusals } from "./judge.ts"
import { leftToUs } from "./left.ts"

export type Measured = {
  accepted: number
  /** Of what the others left after the first interval, which is for learning; 0 to 1. */
  used: number
  refused: number
  ownRefusals: number
  othersAccepted: number
  /** Most calls of background that a person waited behind. */
  backgroundBefore: number
  /** The longest turn at the budget's state, ms; null where time is virtual. */
  slowestMs: number | null
}

/** What was counted so long before, in parts of an interval, we have heard of: as much as with GHL, and more. */
const UNHEARD_PART = 10

/** What became of the calls of one process. */
export type Told = { decided: Decided[]; slowestMs: number }

/** Asks from an instant (epoch ms) for so long; answers for each process. */
export type Ask = (startAt: number, durationMs: number) => Promise<Told[]>

/** One run against a sandbox; the others have an interval for themselves first. */
export async function measure(
  url: string,
  limited: Pick<RateLimit, "max" | "intervalMs" | "kind" | "others">,
  intervals: number,
  ask: Ask,
): Promise<Measured> {
  const limit: RateLimit = { daily: 1_000_000, sendRetryAfter: false, ...limited }
  const control = controlOf(url)
  await control.reset({ contacts: 1 })
  await control.settings({ rateLimit: limit })
  const startAt = Date.now() + limit.intervalMs
  const durationMs = intervals * limit.intervalMs
  const told = await ask(startAt, durationMs)
  const spending = await control.spending()
  const end = startAt + durationMs
  const { left, used } = leftToUs(limit, spending.calls, startAt + limit.intervalMs, end)
  return {
    accepted: spending.app.accepted,
    used: used / left,
    refused: spending.app.refused,
    ownRefusals: ownRefusals(spending, {
      unheardMs: limit.intervalMs / UNHEARD_PART,
      intervalMs: limit.intervalMs,
    }),
    othersAccepted: spending.others.accepted,
    backgroundBefore: mostBackgroundBefore(told.flatMap(({ decided }) => decided)),
    slowestMs: Math.max(...told.map(({ slowestMs }) => slowestMs)),
  }
}
