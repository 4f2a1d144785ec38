import "server-only"
import { randomUUID } from "node:crypto"
import { type BudgetClock, OWN_CLOCK } from "./budget/clock.ts"
import type { Answered, Permit, RateBudget } from "./budget/contract.ts"
import { type Admission, admit, type Waiter } from "./budget/lanes.ts"
import { freeAt, type Heard, heard, unsent } from "./budget/ledger.ts"
import { limitsOf } from "./budget/limit-headers.ts"
import type { BudgetState } from "./budget/state.ts"
import { type BudgetStore, memoryStore } from "./budget/store.ts"
import { viewOf } from "./budget/view.ts"
import type { RequestPriority } from "./types.ts"

const LONGEST_SLEEP_MS = 60_000
/** A process that says nothing for so long counts as gone. */
const GONE_MS = 10 * 60_000

type Caller = {
  start(): void
  refuse(error: unknown): void
}

/** What is to be told to the state at its next turn. `heardAt` by `performance.now()`. */
type Report = { heard: Heard } | { unsent: string }

/** Lets calls start by the state in `store`; those that wait stand here, in two lanes. */
export function createRateBudget(
  store: BudgetStore = memoryStore(),
  clock: BudgetClock = OWN_CLOCK,
): RateBudget {
  // Short, for each turn of processes that share reads and writes all of them.
  const self = randomUUID().slice(0, 8)
  let permits = 0
  const lanes: Record<RequestPriority, Set<Waiter>> = { person: new Set(), background: new Set() }
  const callers = new Map<string, Caller>()
  let reports: Report[] = []
  /** The state after the last turn; shared ones are a copy. */
  let known: BudgetState | undefined
  let cancelSleep = () => {}
  let turning = false
  let again = false

  const waiting = () => ({ person: [...lanes.person], background: [...lanes.background] })

  type Told = { reports: Report[]; lanes: Record<RequestPriority, Waiter[]> }

  /**
   * One turn. What it tells is what there is once it holds the state: who came while it waited for that
   * waits no longer than who came before. A turn that failed may be taken again, and tells all once more.
   */
  function step(state: BudgetState, now: number, told: Told): Admission {
    told.reports.push(...reports)
    reports = []
    told.lanes = waiting()
    const offset = now - clock.now()
    for (const report of told.reports) {
      if ("unsent" in report) unsent(state, report.unsent, Date.now())
      else heard(state, { ...report.heard, heardAt: report.heard.heardAt + offset }, Date.now())
    }
    state.turn += 1
    const admission = admit(state, self, told.lanes, { now, offset })
    for (const [id, { seenAt }] of Object.entries(state.processes)) {
      if (seenAt < now - GONE_MS) delete state.processes[id]
    }
    state.processes[self] = { seenAt: now, personToldAt: admission.personToldAt }
    known = state
    return admission
  }

  function settle(admission: Admission, told: Told): void {
    for (const { waiter, error } of admission.refuse) callers.get(waiter.id)?.refuse(error)
    for (const { id } of admission.start) {
      const caller = callers.get(id)
      if (caller) caller.start()
      // It left while its permit was on the way.
      else reports.push({ unsent: id })
    }
    for (const lane of Object.values(told.lanes)) for (const waiter of lane) waiter.seen = true
    if (admission.lookAt !== null) sleepUntil(admission.lookAt)
  }

  function sleepUntil(instant: number): void {
    const { lookMs } = store
    const wait = Math.max(1, Math.ceil(instant - clock.now()))
    const most = lookMs ?? LONGEST_SLEEP_MS
    cancelSleep()
    cancelSleep = clock.later(Math.min(lookMs !== null && wait <= 1 ? most : wait, most), pump)
  }

  /**
   * Whether the state has to hear something now. Who comes behind others of this process that wait already
   * changes nothing for anybody, and a turn at a shared state is dear: the next look is soon enough.
   */
  function pressing(): boolean {
    if (store.lookMs === null || reports.length > 0) return true
    const [first] = lanes.person.size > 0 ? lanes.person : lanes.background
    return first?.seen === false
  }

  function pump(): void {
    if (turning) {
      again = true
      return
    }
    cancelSleep()
    const told: Told = { reports: [], lanes: waiting() }
    turning = true
    const ended = () => {
      turning = false
      const next = again || reports.length > 0
      again = false
      if (next && pressing()) pump()
    }
    const done = (admission: Admission) => {
      settle(admission, told)
      ended()
    }
    const failed = (error: unknown) => {
      for (const { id } of [...told.lanes.person, ...told.lanes.background]) {
        callers.get(id)?.refuse(error)
      }
      ended()
    }
    const turn = store.turn((state, now) => step(state, now, told))
    if (turn instanceof Promise) void turn.then(done, failed)
    else done(turn)
  }

  function newId(): string {
    permits += 1
    return `${self}${permits.toString(36)}`
  }

  /** Behind those of its lane who came before it. */
  function enter(waiter: Waiter): void {
    const lane = lanes[waiter.priority]
    const behind = [...lane].filter(({ place }) => place > waiter.place)
    for (const one of behind) lane.delete(one)
    for (const one of [waiter, ...behind]) lane.add(one)
  }

  function start(waiter: Waiter, signal: AbortSignal): Promise<Permit> {
    return new Promise<Permit>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const { id, priority } = waiter
      const leave = () => {
        lanes[priority].delete(waiter)
        callers.delete(id)
        signal.removeEventListener("abort", abort)
      }
      const abort = () => {
        leave()
        reject(signal.reason)
        // Many leave together when what they were for is given up.
        if (callers.size > 0 && !turning) sleepUntil(clock.now())
      }
      signal.addEventListener("abort", abort, { once: true })
      enter(waiter)
      callers.set(id, {
        start: () => {
          leave()
          resolve({ id, waited: waiter })
        },
        refuse: (error) => {
          leave()
          reject(error)
        },
      })
      if (turning || pressing()) pump()
    })
  }

  function report({ status, headers }: Answered, permit?: Permit): Heard {
    const limits = limitsOf(headers)
    const told = { id: permit?.id ?? null, status, limits, heardAt: clock.now() }
    reports.push({ heard: told })
    return told
  }

  function waitOf({ status, limits, heardAt }: Heard): number | null {
    if (status !== 429) return null
    if (limits.retryAfterMs !== null) return limits.retryAfterMs
    if (known === undefined) return limits.intervalMs ?? 10_000
    return store.lookMs === null
      ? Math.ceil(freeAt(known, heardAt, 1) - heardAt)
      : (limits.intervalMs ?? known.intervalMs)
  }

  return {
    acquire(priority, deadline, signal, { forWrite = false, uncertain = false } = {}) {
      const since = clock.now()
      const id = newId()
      const waiter = {
        ...{ id, place: permits, priority, forWrite, uncertain },
        ...{ since, notBefore: since, deadline, seen: false, toldAt: null },
      }
      return start(waiter, signal)
    },
    learn(status, headers, permit) {
      const told = report({ status, headers }, permit)
      pump()
      return waitOf(told)
    },
    again(permit, signal, { answered, notBefore }) {
      const told = answered && report(answered, permit)
      const next = start({ ...permit.waited, id: newId(), notBefore, seen: false }, signal)
      // One that is given up already takes no turn.
      if (reports.length > 0 && !turning) pump()
      return { permit: next, waitMs: told && waitOf(told) }
    },
    giveBack(permit) {
      reports.push({ unsent: permit.id })
      pump()
    },
    view: async () => store.turn((state, now) => viewOf(state, now, Date.now())),
  }
}
