import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { firstWhere, SortedList } from "./sorted-list.ts"

type Entry = { key: number; id: number }
const compare = (a: Entry, b: Entry) => a.key - b.key || a.id - b.id

describe("a list kept in order", () => {
  it("stands as if it had been sorted after each change", () => {
    const change = fc.record({ id: fc.nat(12), key: fc.option(fc.nat(5), { nil: undefined }) })
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 8 }), fc.array(change), (first, changes) => {
        const truth = new Map(first.map((key, id) => [id, { key, id }]))
        const list = new SortedList(compare)
        list.rebuild(truth.values())
        for (const { id, key } of changes) {
          const after = key === undefined ? undefined : { key, id }
          list.replace(truth.get(id), after)
          if (after) truth.set(id, after)
          else truth.delete(id)
          expect(list.all()).toEqual([...truth.values()].sort(compare))
        }
      }),
    )
  })

  it("finds the first place past a point", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(20), (numbers, point) => {
        const sorted = numbers.toSorted((a, b) => a - b)
        const at = sorted.findIndex((number) => number > point)
        expect(firstWhere(sorted, (number) => number > point)).toBe(at < 0 ? sorted.length : at)
      }),
    )
  })
})
