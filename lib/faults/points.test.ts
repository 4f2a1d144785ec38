import { describe, expect, test } from "vitest"
import { PATHS } from "./paths.ts"
import { batchesOf, ownPoints, type Point, sampled } from "./points.ts"
import { randomFrom } from "./random.ts"

const [path] = PATHS
if (!path) throw new Error("There are no paths")
const points = (outside: number, inside: number): Point[] =>
  Array.from({ length: outside + inside }, (_, n) => ({
    path,
    run: 1,
    point: n + 1,
    name: `query ${n}`,
    inTransaction: n >= outside,
  }))
const insideOf = (batch: Point[]) => batch.filter(({ inTransaction }) => inTransaction).length

describe("the points of a path", () => {
  const life = ["begin", "ghl getNote", "update", "ghl getContact", "commit"].map((name, n) => ({
    ...{ path, run: 1, point: n + 1, name, inTransaction: false },
  }))
  const named = (over: Partial<typeof path>) =>
    ownPoints({ ...path, ...over }, life).map(({ name }) => name)

  test("begin after the call that it leaves the plain one with, and end before it is back there", () => {
    expect(named({})).toHaveLength(life.length)
    expect(named({ from: "ghl getNote" })).toEqual(["update", "ghl getContact", "commit"])
    expect(named({ from: "ghl getNote", to: "ghl getContact" })).toEqual(["update"])
  })

  test("are none where it went another way", () => {
    expect(() => named({ from: "ghl addTags" })).toThrow("has no ghl addTags")
    expect(() => named({ from: "ghl getContact", to: "ghl getNote" })).toThrow("has no ghl getNote")
    expect(() => named({ from: "commit" })).toThrow("no points of its own")
  })
})

describe("await points that are stood at together", () => {
  test("where those inside a transaction stand alone", () => {
    const all = points(5, 3)
    const batches = batchesOf(all, { outside: 4, inside: 1, together: false })
    expect(batches.map((batch) => [batch.length, insideOf(batch)])).toEqual([
      [4, 0],
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 1],
    ])
    expect(new Set(batches.flat())).toEqual(new Set(all))
  })

  test("where they stand beside the others", () => {
    const all = points(5, 3)
    const batches = batchesOf(all, { outside: 4, inside: 2, together: true })
    expect(batches.map((batch) => [batch.length, insideOf(batch)])).toEqual([
      [6, 2],
      [2, 1],
    ])
    expect(new Set(batches.flat())).toEqual(new Set(all))
  })

  test("of which a short run draws some of both sorts by its seed", () => {
    const all = points(50, 50)
    const draw = (seed: number) => sampled(all, { outside: 7, inside: 3 }, randomFrom(seed))
    expect(draw(1)).toHaveLength(10)
    expect(insideOf(draw(1))).toBe(3)
    expect(new Set(draw(1)).size).toBe(10)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })
})
