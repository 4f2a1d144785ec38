import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { endsOf, mayHide } from "./notes-shown.ts"

/** Notes by their age: 0 is the oldest. */
const note = (age: number) => ({
  id: `n${age}`,
  dateAdded: new Date(Date.UTC(2026, 0, 1 + age)).toISOString(),
})
const notes = (count: number) => Array.from({ length: count }, (_, age) => note(age))

const listed = (all: ReturnType<typeof notes>, order: "newest" | "oldest", cap: number | null) =>
  (order === "newest" ? all.toReversed() : all).slice(0, cap ?? undefined)

const order = fc.constantFrom("newest", "oldest")
const count = fc.nat({ max: 40 })

describe("whether a list may hide a note that was sent", () => {
  test("says yes whenever it does, for each order and each cap that is looked for", () => {
    fc.assert(
      fc.property(order, fc.option(fc.integer({ min: 10, max: 30 })), count, count, (...row) => {
        const [way, cap, before, since] = row
        const all = notes(before)
        const ends = endsOf(listed(all, way, cap))
        const after = listed([...all, { ...note(before), id: "ours" }], way, cap)
        const later = listed(
          [...all, { ...note(before), id: "ours" }, ...notes(before + 1 + since).slice(before + 1)],
          way,
          cap,
        )
        for (const list of [after, later]) {
          if (!list.some(({ id }) => id === "ours")) expect(mayHide(list, ends)).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test("says no of a note that was not made, unless it cannot be told", () => {
    fc.assert(
      fc.property(count, (before) => {
        const list = listed(notes(before), "newest", null)
        expect(mayHide(list, endsOf(list))).toBe(false)
      }),
    )
    const oldest = listed(notes(12), "oldest", null)
    expect(mayHide(oldest, endsOf(oldest))).toBe(true)
    expect(mayHide([...oldest, note(12)], endsOf(oldest))).toBe(false)
    const undated = oldest.map(({ id }) => ({ id, dateAdded: null }))
    expect(mayHide(undated, endsOf(undated))).toBe(true)
  })

  test("says no while one of the newest from before is left", () => {
    const before = listed(notes(20), "newest", 10)
    const after = listed([...notes(20), ...notes(25).slice(20)], "newest", 10)
    expect(mayHide(after, endsOf(before))).toBe(false)
    const without = after.filter(({ id }) => id !== "n19")
    expect(mayHide([...without, note(0)], endsOf(before))).toBe(false)
  })
})
