import { describe, expect, test } from "vitest"
import { newState } from "#lib/ghl/budget/state.ts"
import { memoryStore } from "#lib/ghl/budget/store.ts"
import type { RateLimit, Spending } from "#lib/sandbox/types.ts"
import { mostBackgroundBefore, ownRefusals } from "./judge.ts"
import { watchTurns } from "./turns.ts"

const call = (background: boolean, knownAt: number, until: number, started = true) => ({
  background,
  knownAt,
  until,
  started,
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

test("a call is known by the first turn that holds the state after it, and decided by the last before it left", async () => {
  let now = 0
  const { store, decided, slowestMs } = watchTurns(memoryStore(), () => now)
  for (const at of [10, 20, 30]) {
    now = at
    store.turn(() => {
      now += 3
    })
  }
  const person = { background: false, at: 15, leftAt: null, refusedAt: null }
  const known = { background: false, knownAt: 20 }
  now = 50
  expect(decided([{ ...person, leftAt: 34 }])).toEqual([{ ...known, until: 30, started: true }])
  expect(decided([{ ...person, refusedAt: 29 }])).toEqual([{ ...known, until: 20, started: false }])
  expect(decided([person])).toEqual([{ ...known, until: 50, started: false }])
  expect(decided([{ ...person, at: 31 }])).toEqual([])
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
  const person = { background: false, at: 2, leftAt: 6, refusedAt: null }
  hold()
  await turn
  expect(decided([person])).toEqual([{ background: false, knownAt: 5, until: 5, started: true }])
})

describe("a refusal", () => {
  const limit = (kind: RateLimit["kind"]): RateLimit => ({
    max: 2,
    intervalMs: 1_000,
    daily: 1_000,
    sendRetryAfter: false,
    kind,
  })
  const spending = (over: Partial<Spending>): Spending => ({
    app: { accepted: 0, refused: 0 },
    others: { accepted: 0, refused: 0 },
    refusals: [],
    calls: [],
    ...over,
  })

  test.each(["fixed", "sliding"] as const)("is ours where no call of others counts: %s", (kind) => {
    const refusals = [
      { at: 500, othersAt: [] },
      { at: 600, othersAt: [400] },
    ]
    expect(ownRefusals(limit(kind), spending({ refusals }))).toBe(1)
  })

  test("is the others' where our calls alone would have left something in the bucket", () => {
    const calls = [
      { at: 0, ours: true },
      { at: 10, ours: false },
      { at: 600, ours: true },
    ]
    const theirs = [{ at: 620, othersAt: [10] }]
    expect(ownRefusals(limit("bucket"), spending({ calls, refusals: theirs }))).toBe(0)
    const more = [...calls, { at: 630, ours: true }]
    const ours = [{ at: 640, othersAt: [10] }]
    expect(ownRefusals(limit("bucket"), spending({ calls: more, refusals: ours }))).toBe(1)
  })
})
