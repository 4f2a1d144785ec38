import { describe, expect, test } from "vitest"
import type { Verdict } from "./check.ts"
import type { Guard } from "./desk.ts"
import { NOT_RUN, OTHER_VIOLATIONS, TOO_FEW_DONE, UNSEEN, VIOLATIONS } from "./exit-codes.ts"
import { exitCodeOf, summaryOf } from "./result.ts"

const OVERWRITTEN = "a text was overwritten that stood there before the fresh read"
const verdict = (outcome: string, ...flaws: string[]): Verdict => ({
  outcome,
  flaws,
  insideWindow: [],
  hiddenByLag: [],
})
const verdicts = (outcomes: Record<string, number>) =>
  Object.entries(outcomes).flatMap(([outcome, many]) =>
    Array.from({ length: many }, () => verdict(outcome)),
  )
const code = (
  all: Verdict[],
  over: { switchOff?: Guard; missed?: number; mayRest?: boolean } = {},
) => {
  const { switchOff = null, missed = 0, mayRest = false } = over
  return exitCodeOf([summaryOf(all, switchOff, missed)], { switchOff, mayRest })
}

describe("the result of the fault proof", () => {
  test("is green where most is done and the rest rests", () => {
    expect(code(verdicts({ done: 8, conflict: 2 }))).toBe(0)
  })

  test("counts what was not decided apart from what rests", () => {
    const all = verdicts({ done: 3, stopped: 2, "not decided": 1 })
    expect(summaryOf(all, null, 0)).toMatchObject({ done: 3, resting: 2, notDecided: 1 })
  })

  test("is not green where fewer than half are done, unless one case was asked for", () => {
    expect(code(verdicts({ done: 4, conflict: 5 }))).toBe(TOO_FEW_DONE)
    expect(code(verdicts({ done: 5, conflict: 5 }))).toBe(0)
    expect(code(verdicts({ conflict: 1 }), { mayRest: true })).toBe(0)
  })

  test("is red for any violation, and without a guard for one of the guard's own alone", () => {
    const lost = verdict("done", "the decision is lost")
    expect(code([lost])).toBe(VIOLATIONS)
    expect(code([lost], { switchOff: "fresh-read" })).toBe(OTHER_VIOLATIONS)
    const overwritten = verdict("done", "finished without its tag", OVERWRITTEN)
    expect(code([lost, overwritten], { switchOff: "fresh-read" })).toBe(VIOLATIONS)
    expect(code([overwritten], { switchOff: "lease" })).toBe(OTHER_VIOLATIONS)
    for (const switchOff of ["settling", "lease"] as const) {
      for (const flaw of [
        "2 notes instead of one",
        "3 notes stand instead of one",
        "add-tag took effect more than once",
      ]) {
        expect(code([verdict("done", flaw)], { switchOff })).toBe(VIOLATIONS)
      }
    }
    const twice = verdict("done", "the audit says twice that add-tag was written")
    expect(code([twice], { switchOff: "lease" })).toBe(VIOLATIONS)
    expect(code([twice], { switchOff: "settling" })).toBe(OTHER_VIOLATIONS)
    expect(code(verdicts({ done: 9 }), { switchOff: "lease" })).toBe(0)
  })

  test("tells of what was planned and not seen, and of a store that is not here", () => {
    expect(code(verdicts({ done: 9 }), { missed: 1 })).toBe(UNSEEN)
    const fine = summaryOf(verdicts({ done: 9 }), null, 0)
    const run = { switchOff: null, mayRest: false }
    expect(exitCodeOf([fine, fine], run)).toBe(0)
    expect(exitCodeOf([fine, null], run)).toBe(NOT_RUN)
    expect(exitCodeOf([null], run)).toBe(NOT_RUN)
    const flawed = summaryOf([verdict("done", "the decision is lost")], null, 0)
    expect(exitCodeOf([flawed, null], run)).toBe(VIOLATIONS)
  })
})
