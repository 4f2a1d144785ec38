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
  ["nobody", 1_000, { own: 0, all: 0 }],
  ["steady", 1_000, { own: 2, all: 5 }],
  ["steady", 955, { own: 1, all: 4 }],
  ["both", 10, { own: 1, all: 1 }],
] as const)("beside %s of %i calls at most %j are refused", (spender, accepted, most) => {
  expect(mostRefused(spender, accepted)).toEqual(most)
})

test.each<[Partial<Measured>, string[]]>([
  [{}, []],
  [{ ownRefusals: 2, refused: 5 }, []],
  [{ ownRefusals: 3, refused: 5 }, ["429 of our own making"]],
  [{ refused: 6 }, ["too many 429s"]],
  [{ used: 0.9 }, ["too little used"]],
  [{ backgroundBefore: 2 }, ["a person waited behind background"]],
])("beside an even spender %j breaks %j", (over, broken) => {
  expect(brokenIn({ ...good, ...over }, "steady", 0.95)).toEqual(broken)
})

test("beside nobody one refused call is too many, whatever explains it", () => {
  expect(brokenIn({ ...good, refused: 1 }, "nobody", 0.95)).toEqual(["too many 429s"])
})

test("a part that was not measured is said and ends the bench with 2, what was missed with 1", () => {
  expect(endingOf([], [])).toEqual({ lines: [], exitCode: 0 })
  expect(endingOf([], ["over Postgres"])).toEqual({
    lines: ["NOT MEASURED over Postgres"],
    exitCode: 2,
  })
  expect(endingOf(["a"], ["b"])).toEqual({ lines: ["MISSED a", "NOT MEASURED b"], exitCode: 1 })
})
