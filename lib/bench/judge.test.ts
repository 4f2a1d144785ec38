import { describe, expect, test } from "vitest"
import { newState } from "#lib/ghl/budget/state.ts"
import { memoryStore } from "#lib/ghl/budget/store.ts"
import type { Spending } from "#lib/sandbox/types.ts"
import { mostBackgroundBefore, newTry, ownRefusals, type Try } from "./judge.ts"
import { watchTurns } from "./turns.ts"

const wait = (knownAt: number, until: number, started = true) => ({ knownAt, until, started })
const call = (background: boolean, knownAt: number, until: number, started = true) => ({
  background,
  waits: [wait(knownAt, until, started)],
})

test("background counts that started while a person was known to wait", () => {
  const background = [5, 15, 25, 35].map((at) => call(true, 0, at))
  expect(mostBackgroundBefore([...background, call(false, 10, 20)])).toBe(1)
  expect(mostBackgroundBefore([...background, call(false, 10, 20), call(false, 11, 30)])).toBe(2)
  expect(mostBackgroundBefore([...background, call(false, 40, 50)])).toBe(0)
})

test("a person who is refused in the end waited too, and background that is refused passed nobody", () => {
  const background = [call(true, 0, 15), call(true, 0, 25), call(true, 0, 35, false)]
  expect(mostBackgroundBefore([...background, call(false, 10, 40, false)])).toBe(2)
})

test("what started before each try of one person counts together, and not what did while a try was under way", () => {
  const background = [5, 15, 25, 35].map((at) => call(true, 0, at))
  const person = { background: false, waits: [wait(10, 20), wait(30, 40)] }
  expect(mostBackgroundBefore([...background, person])).toBe(2)
  expect(
    mostBackgroundBefore([...background, { ...person, waits: [wait(10, 20), wait(28, 34)] }]),
  ).toBe(1)
})

test("a call is known by the first turn that holds the state after it, and decided by the last before it left", async () => {
  let now = 0
  const { store, decided, slowestMs } = watchTurns(memoryStore(), () => now)
  for (const at of [10, 20, 30]) {
    now = at
    store.turn(() => {
      now += 3
    })
  }
  const waits = (over: Partial<Try>) =>
    decided([{ background: false, tries: [{ ...newTry(15), ...over }] }])[0]?.waits
  now = 50
  expect(waits({ leftAt: 34 })).toEqual([wait(20, 30)])
  expect(waits({ refusedAt: 29 })).toEqual([wait(20, 20, false)])
  expect(waits({})).toEqual([wait(20, 50, false)])
  expect(waits({ at: 31 })).toEqual([])
  expect(slowestMs()).toBe(3)
})

test("who comes while a turn waits for the state is known by it", async () => {
  let now = 0
  let hold = () => {}
  const held = new Promise<void>((done) => {
    hold = done
  })
  const { store, decided } = watchTurns(
    { lookMs: 100, turn: (act) => held.then(() => act(newState(), now)) },
    () => now,
  )
  const turn = store.turn(() => {})
  now = 5
  const person = { background: false, tries: [{ ...newTry(2), leftAt: 6 }] }
  hold()
  await turn
  expect(decided([person])).toEqual([{ background: false, waits: [wait(5, 5)] }])
})

describe("a refusal", () => {
  const UNHEARD_MS = 100
  const INTERVAL_MS = 900
  const own = (over: Pick<Spending, "refusals" | "calls">) => {
    const none = { accepted: 0, refused: 0 }
    const measure = { unheardMs: UNHEARD_MS, intervalMs: INTERVAL_MS }
    return ownRefusals({ app: none, others: none, ...over }, measure)
  }
  /** Long before the others are measured. */
  const MET = { at: -1_000, ours: false }
  const ours = (...at: number[]) => at.map((one) => ({ at: one, ours: true }))
  const theirs = (...at: number[]) => at.map((one) => ({ at: one, ours: false }))
  const refusals = (...at: number[]) => at.map((one) => ({ at: one }))
  const inOrder = (calls: Spending["calls"]) => [MET, ...calls].sort((a, b) => a.at - b.at)

  test("is ours where there is no call of others", () => {
    expect(own({ calls: ours(10, 20), refusals: refusals(30) })).toBe(1)
  })

  test("is theirs where a call of theirs came since the newest answer that was known", () => {
    const calls = inOrder([...ours(10, 500), ...theirs(600)])
    expect(own({ calls, refusals: refusals(650) })).toBe(0)
  })

  test("is ours where an answer had told of their call", () => {
    const calls = inOrder([...ours(10, 500), ...theirs(400)])
    expect(own({ calls, refusals: refusals(650) })).toBe(1)
  })

  test("is theirs as long as we hear nothing at all", () => {
    const calls = inOrder([...ours(10), ...theirs(400)])
    expect(own({ calls, refusals: refusals(5_000) })).toBe(0)
  })

  test("is not held against us for an interval from their first call on", () => {
    const calls = [...ours(10), ...theirs(400), ...ours(401)]
    expect(own({ calls, refusals: refusals(390, 600, 1_299, 1_300) })).toBe(2)
  })

  test("one call of theirs explains one of them, and a later one tells of it", () => {
    const calls = inOrder([...ours(10), ...theirs(400, 401)])
    expect(own({ calls, refusals: refusals(450, 451, 452, 460) })).toBe(2)
    expect(own({ calls, refusals: refusals(450, 560) })).toBe(1)
  })
})
