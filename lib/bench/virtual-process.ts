import type { Random } from "#lib/faults/random.ts"
import { KEPT_FOR_WRITES } from "#lib/ghl/budget/daily.ts"
import type { BudgetStore } from "#lib/ghl/budget/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { createRateBudget } from "#lib/ghl/rate-budget.ts"
import { DEFAULT_TIMEOUTS } from "#lib/ghl/settings.ts"
import { isPassing, MOST_TRIES, pauseAfter } from "#lib/ghl/tries.ts"
import type { Demand } from "./coordinators.ts"
import { type Asked, type Decided, newTry } from "./judge.ts"
import { watchTurns } from "./turns.ts"
import type { World } from "./world.ts"

const OUT_OF_TIME = new Error("Given up at its deadline")

/** GHL, as it takes a call and answers it. */
export type Server = (call: {
  write: boolean
  sentAt: number
}) => Promise<{ status: number; headers: Headers }>

/** What a process has to bear, ms. */
export type Hardship = {
  /** A call is on its way from `least` to `most`, there and back. */
  call: { least: number; most: number }
  /** A process stands still for at most `mostMs`, and then works for `everyMs` or so. */
  stall: { everyMs: number; mostMs: number } | null
  /** How long a process is busy with an answer, ms: with one after the other. */
  answerMs: number
}

/** A process in virtual time: the real budget on the store given, and calls tried as the client tries them. */
export function virtualProcess(
  world: World,
  storeOf: (awake: () => Promise<void>) => BudgetStore,
  server: Server,
  random: Random,
  { call, stall, answerMs }: Hardship,
): { ask(kind: keyof Demand): void; decided(): Decided[]; keptForWrites(): number } {
  const asked: Asked[] = []
  let stillUntil = 0
  let idleAt = 0
  let keptForWrites = 0

  /** Runs `act` when the process stands still no more. */
  function awake(act: () => void): void {
    if (world.now < stillUntil) world.at(stillUntil, () => awake(act))
    else act()
  }
  const awakeAgain = () => new Promise<void>((done) => awake(done))
  const turns = watchTurns(storeOf(awakeAgain), world.moment)

  if (stall) {
    const next = () => {
      stillUntil = world.now + random.next() * stall.mostMs
      world.at(stillUntil + (0.5 + random.next()) * stall.everyMs, next)
    }
    world.later(random.next() * stall.everyMs, next)
  }

  const budget = createRateBudget(turns.store, {
    now: () => world.now,
    later: (ms, act) => world.later(ms, () => awake(act)),
  })
  const wayMs = () => (call.least + random.next() * (call.most - call.least)) / 2

  async function tryCall(kind: keyof Demand): Promise<void> {
    const priority = kind === "person" ? "person" : "background"
    const deadline = world.now + DEFAULT_TIMEOUTS[priority]
    const patience = new AbortController()
    const cancel = world.at(deadline, () => awake(() => patience.abort(OUT_OF_TIME)))
    try {
      await tryUntil(kind, deadline, patience.signal)
    } finally {
      cancel()
    }
  }

  async function tryUntil(
    kind: keyof Demand,
    deadline: number,
    signal: AbortSignal,
  ): Promise<void> {
    const write = kind === "backgroundWrite"
    const priority = kind === "person" ? "person" : "background"
    const call: Asked = { background: priority === "background", tries: [] }
    asked.push(call)
    let begun = newTry(world.moment())
    let next = budget.acquire(priority, deadline, signal, { forWrite: write })
    for (let tries = write ? MOST_TRIES : 1; ; tries += 1) {
      const waiting = begun
      call.tries.push(waiting)
      const permit = await next.catch((error: unknown) => {
        waiting.refusedAt = world.moment()
        if (error instanceof GhlError && error.message === KEPT_FOR_WRITES) keptForWrites += 1
        throw error
      })
      waiting.leftAt = world.moment()
      const sentAt = world.now
      await world.wait(wayMs())
      // A request that is given up before it is there does not count; one that is given up later does.
      signal.throwIfAborted()
      const { status, headers } = await server({ write, sentAt })
      await world.wait(wayMs())
      await awakeAgain()
      if (answerMs > 0) {
        idleAt = Math.max(idleAt, world.now) + answerMs
        await world.wait(idleAt - world.now)
      }
      signal.throwIfAborted()
      if (!isPassing(status) || tries >= MOST_TRIES) {
        budget.learn(status, headers, permit)
        return
      }
      begun = newTry(world.moment())
      const pause = status === 429 ? 0 : pauseAfter(tries, random.next())
      const failed = { answered: { status, headers }, notBefore: world.now + pause }
      next = budget.again(permit, signal, failed).permit
    }
  }

  return {
    decided: () => turns.decided(asked),
    keptForWrites: () => keptForWrites,
    ask: (kind) =>
      awake(() => {
        void tryCall(kind).catch((error) => {
          if (error !== OUT_OF_TIME && !(error instanceof GhlError)) throw error
        })
      }),
  }
}
