import { expect, test } from "vitest"
import type { Measured } from "./over-http.ts"
import { brokenIn, endingOf, mostRefused } from "./verdict.ts"

const good: Measured = {
  accepted: 1_000,
  used: 0.97,
  refused: 0,
  ownRefusals: 0,
  othersAccepted: 100,
  backgroundBefore: 1,
  slowestMs: null,
}

test.each([
  [{ spender: "nobody", processes: 3 }, 1_000, { own: 0, all: 0 }],
  [{ spender: "steady", processes: 1 }, 1_000, { own: 2, all: 5 }],
  [{ spender: "steady", processes: 3 }, 955, { own: 1, all: 19 }],
  [{ spender: "both", processes: 3 }, 10, { own: 1, all: 1 }],
] as const)("beside %j of %i calls at most %j are refused", (beside, accepted, most) => {
  expect(mostRefused(beside, accepted)).toEqual(most)
})

test.each<[Partial<Measured>, string[]]>([
  [{}, []],
  [{ ownRefusals: 2, refused: 5 }, []],
  [{ ownRefusals: 3, refused: 5 }, ["429 of our own making"]],
  [{ refused: 6 }, ["too many 429s"]],
  [{ used: 0.9 }, ["too little used"]],
  [{ backgroundBefore: 2 }, ["a person waited behind background"]],
])("beside an even spender %j breaks %j", (over, broken) => {
  expect(brokenIn({ ...good, ...over }, { spender: "steady", processes: 1 }, 0.95)).toEqual(broken)
})

test("beside nobody one refused call is too many, whatever explains it", () => {
  const beside = { spender: "nobody", processes: 1 } as const
  expect(brokenIn({ ...good, refused: 1 }, beside, 0.95)).toEqual(["too many 429s"])
})

test("a part that was not measured is said and ends the bench with 2, what was missed with 1", () => {
  expect(endingOf([], [])).toEqual({ lines: [], exitCode: 0 })
  expect(endingOf([], ["over Postgres"])).toEqual({
    lines: ["NOT MEASURED over Postgres"],
    exitCode: 2,
  })
  expect(endingOf(["a"], ["b"])).toEqual({ lines: ["MISSED a", "NOT MEASURED b"], exitCode: 1 })
})
