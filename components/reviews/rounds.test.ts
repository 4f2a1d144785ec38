import { expect, test } from "vitest"
import { shownNow } from "./rounds.ts"

const waiting = { status: "waiting", timesBack: 0, round: 0 } as const

test("after a person's own approval the workspace stays, after another's it begins anew", () => {
  const approved = { status: "approved", timesBack: 0 } as const
  expect(shownNow(waiting, approved, true)).toEqual({ ...approved, round: 0 })
  expect(shownNow(waiting, approved, false)).toEqual({ ...approved, round: 1 })
  expect(shownNow(waiting, waiting, true)).toBe(waiting)
})

test("a draft that came back begins anew, though nothing was read while it was approved", () => {
  const back = { status: "waiting", timesBack: 1 } as const
  expect(shownNow(waiting, back, true)).toEqual({ ...back, round: 1 })
  expect(shownNow({ status: "approved", timesBack: 0, round: 0 }, back, true)).toEqual({
    ...back,
    round: 1,
  })
  // Approved anew by somebody else before that was read.
  const again = { status: "approved", timesBack: 1 } as const
  expect(shownNow({ ...again, timesBack: 0, round: 4 }, again, true).round).toBe(5)
})
