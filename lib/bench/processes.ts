import { randomFrom } from "#lib/faults/random.ts"
import { RateLimiter } from "#lib/sandbox/limits/limiter.ts"
import type { RateLimit } from "#lib/sandbox/types.ts"
import type { Demand } from "./coordinators.ts"
import { mostBackgroundBefore, ownRefusals } from "./judge.ts"
import { leftToUs } from "./left.ts"
import { sharedRow } from "./shared-row.ts"
import { type Hardship, type Server, virtualProcess } from "./virtual-process.ts"
import { World } from "./world.ts"

const EPOCH = 1_700_000_000_000

export type Setting = {
  limit: RateLimit
  processes: number
  /** Of all processes together; each kind goes round among them. */
  demand: Demand
  /** The others have an interval to themselves first. */
  intervals: number
  seed: number
  /** The longest way to the shared state and back, ms; the shortest is a tenth of it. */
  databaseMs: number
  /** How long the server is busy with a call, ms: it answers one after the other, and tells what is left then. */
  serverMs: number
  /** The share of calls that the server counts and then fails, with 503. */
  trouble?: number
  /** The others begin with our first call. */
  othersWithUs?: true
} & Hardship

export type Outcome = {
  /** Of what the others left, 0 to 1; after an interval to learn in. */
  used: number
  accepted: number
  refused: number
  ownRefusals: number
  othersAccepted: number
  /** Calls that the budget took for those of others. */
  othersSupposed: number
  /** Most calls of background that a person waited behind. */
  backgroundBefore: number
  /** Calls that were let through, in order, and what was then left of the day. */
  days: { write: boolean; sentAt: number; at: number; left: number }[]
  /** Reads that were refused as what is left of the day is kept for writes. */
  keptForWrites: number
}

/** Ways of a call, three turns of each process at the state, and a crowd's answers one after the other, ms. */
const unheardMs = ({ call, processes, databaseMs, serverMs, answerMs, limit }: Setting): number =>
  1.5 * call.most + 3 * processes * databaseMs + (serverMs + answerMs) * limit.max

/**
 * Processes that share a budget, before the sandbox's own counters, in virtual time: what comes out depends
 * on the setting alone, and on no machine.
 */
export async function simulateProcesses(setting: Setting): Promise<Outcome> {
  const { limit, demand, seed } = setting
  const world = new World()
  const random = randomFrom(seed)
  const limiter = new RateLimiter()
  const days: Outcome["days"] = []
  /** In whole milliseconds, as a server counts. */
  const now = () => EPOCH + Math.floor(world.now)

  let idleAt = 0
  const server: Server = async ({ write, sentAt }) => {
    const accepted = limiter.take(limit, now())
    if (setting.serverMs > 0) {
      idleAt = Math.max(idleAt, world.now) + setting.serverMs
      await world.wait(idleAt - world.now)
    }
    const headers = new Headers(limiter.headers(limit, now()))
    const left = Number(headers.get("x-ratelimit-daily-remaining"))
    if (accepted) days.push({ write, sentAt, at: world.now, left })
    const fails = setting.trouble !== undefined && random.next() < setting.trouble
    return { status: !accepted ? 429 : fails ? 503 : 200, headers }
  }

  const { storeOf, state } = sharedRow(
    world,
    () => (setting.databaseMs / 2) * (0.1 + 0.9 * random.next()),
  )
  const processes = Array.from({ length: setting.processes }, () =>
    virtualProcess(world, storeOf, server, random, setting),
  )
  const startAt = limit.intervalMs
  const end = startAt + setting.intervals * limit.intervalMs

  function stream(kind: keyof Demand): void {
    if (demand[kind] === 0) return
    const gap = 1_000 / demand[kind]
    let count = 0
    const next = () => {
      processes[count % processes.length]?.ask(kind)
      count += 1
      if (world.now + gap < end) world.later(gap, next)
    }
    world.at(startAt + random.next() * gap, next)
  }

  // Others spend from when the server is first asked for anything.
  if (!setting.othersWithUs) limiter.headers(limit, now())
  stream("person")
  stream("background")
  stream("backgroundWrite")
  await world.runUntil(end)
  const spending = limiter.spending(limit, now())
  const from = EPOCH + startAt + limit.intervalMs
  const { left, used } = leftToUs(limit, spending.calls, from, now())
  return {
    used: used / left,
    accepted: spending.app.accepted,
    refused: spending.app.refused,
    ownRefusals: ownRefusals(spending, {
      unheardMs: unheardMs(setting),
      intervalMs: limit.intervalMs,
    }),
    othersAccepted: spending.others.accepted,
    othersSupposed: state.quarters.reduce((sum, { others }) => sum + others, 0),
    backgroundBefore: mostBackgroundBefore(processes.flatMap((one) => one.decided())),
    days,
    keptForWrites: processes.reduce((sum, one) => sum + one.keptForWrites(), 0),
  }
}
