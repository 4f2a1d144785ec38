import { setTimeout as sleep } from "node:timers/promises"
import { controlOf } from "#lib/sandbox/control.ts"
import type { RateLimit } from "#lib/sandbox/types.ts"
import type { Asked } from "./coordinators.ts"
import { mostBackgroundBefore, ownRefusals } from "./judge.ts"

export type Measured = {
  accepted: number
  /** Of what the others left, 0 to 1 and a little more: intervals do not begin when the run does. */
  used: number
  refused: number
  ownRefusals: number
  othersAccepted: number
  /** Most calls of background that a person waited behind. */
  backgroundBefore: number
}

/**
 * One run against a sandbox. The others have the time of `leadMs` for themselves first. `ask` begins at the given
 * instant (epoch ms) and ends `durationMs` later.
 */
export async function measure(
  url: string,
  limit: Partial<RateLimit> & { max: number; intervalMs: number },
  intervals: number,
  { leadMs, knownMs }: { leadMs: number; knownMs: number },
  ask: (startAt: number, durationMs: number) => Promise<Asked>,
): Promise<Measured> {
  const control = controlOf(url)
  await control.reset({ contacts: 1 })
  await control.settings({ rateLimit: { daily: 1_000_000, sendRetryAfter: false, ...limit } })
  const startAt = Date.now() + leadMs
  const durationMs = intervals * limit.intervalMs
  const asking = ask(startAt, durationMs)
  await sleep(Math.max(0, startAt - Date.now()))
  const before = (await control.spending()).others.accepted
  await sleep(Math.max(0, startAt + durationMs - Date.now()))
  const spending = await control.spending()
  const asked = await asking
  const othersAccepted = spending.others.accepted - before
  const full = limit.kind === "bucket" ? limit.max : 0
  return {
    accepted: spending.app.accepted,
    used: spending.app.accepted / (limit.max * intervals + full - othersAccepted),
    refused: spending.app.refused,
    ownRefusals: ownRefusals(spending),
    othersAccepted,
    backgroundBefore: mostBackgroundBefore(asked, knownMs),
  }
}
