import { expect, test } from "vitest"
import { slidingRoom, slidingSees } from "./sliding.ts"
import { type BudgetState, emptyState } from "./state.ts"

const INTERVAL = 10_000

/** Of a limit of ten, four calls of others that came within the first 400 ms. */
function besideFour(): BudgetState {
  const state = { ...emptyState(), limit: 10, companyUntil: 1_000_000 }
  const others = [100, 200, 300, 400].map((hi) => ({ lo: hi - 100, hi }))
  return { ...state, kinds: { ...state.kinds, sliding: { others, lean: 0, doubt: 0 } } }
}

/** An answer at the instant says that so many count. */
function sees(state: BudgetState, at: number, used: number): void {
  const sight = { id: null, s: at, e: at, used, refused: false }
  slidingSees(state, sight)
  state.sights.push(sight)
}

test("a place of others is theirs until an answer says otherwise", () => {
  const state = besideFour()
  expect(slidingRoom(state, INTERVAL)).toBe(6)
  expect(slidingRoom(state, INTERVAL + 1_000)).toBe(6)
  sees(state, INTERVAL + 1_000, 4)
  expect(slidingRoom(state, 2.2 * INTERVAL)).toBe(6)
  sees(state, 2.2 * INTERVAL, 1)
  expect(slidingRoom(state, 2.2 * INTERVAL)).toBe(9)
})

test("where no answer comes, one call looks, and later they are gone", () => {
  const state = besideFour()
  expect(slidingRoom(state, 1.6 * INTERVAL)).toBe(7)
  state.calls.push({ id: "a", s: 1.6 * INTERVAL, e: null })
  state.slowestMs = 1_000
  expect(slidingRoom(state, 1.6 * INTERVAL)).toBe(5)
  expect(slidingRoom({ ...state, calls: [] }, 2.1 * INTERVAL)).toBe(10)
})

test("a process that is alone keeps no place for anybody", () => {
  expect(slidingRoom({ ...besideFour(), companyUntil: 0 }, INTERVAL + 1_000)).toBe(10)
})
