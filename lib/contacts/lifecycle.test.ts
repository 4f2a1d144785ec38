import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { LIFECYCLE_STAGES, LIFECYCLE_STEPS, stageOf, tagsAfter } from "./lifecycle.ts"

test("the furthest tag is the stage, whatever the order and whatever else is carried", () => {
  expect(stageOf(["bloodwork_completed", "vip", "junction", "bloodwork_scheduled"])?.id).toBe(
    "bloodwork_completed",
  )
  expect(stageOf(["junction_sent"])?.id).toBe("junction")
  expect(stageOf(["vip", "junction sent"])).toBeNull()
})

test("each stage is found by each of its tags, and follows all stages before it", () => {
  const earlier: string[] = []
  for (const stage of LIFECYCLE_STAGES) {
    for (const tag of stage.tags) expect(stageOf([tag, ...earlier])).toBe(stage)
    earlier.push(...stage.tags)
  }
})

describe("a step of the lifecycle", () => {
  const tags = fc.uniqueArray(
    fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom(...LIFECYCLE_STAGES.flatMap(({ tags }) => tags)),
    ),
  )

  test("moves only tags of its own lists, and never adds and removes the same", () => {
    for (const step of LIFECYCLE_STEPS) {
      const known = new Set<string>(LIFECYCLE_STAGES.flatMap((stage) => stage.tags))
      for (const tag of [...step.add, ...step.remove]) expect(known.has(tag)).toBe(true)
      expect(step.add.some((tag) => (step.remove as readonly string[]).includes(tag))).toBe(false)
    }
  })

  test("leaves every other tag in its place and ends at its own stage or further", () => {
    fc.assert(
      fc.property(tags, fc.constantFrom(...LIFECYCLE_STEPS), (before, step) => {
        const after = tagsAfter(before, step)
        const others = (list: readonly string[]) =>
          list.filter((tag) => ![...step.add, ...step.remove].includes(tag as never))
        expect(others(after)).toEqual(others(before))
        for (const tag of step.add) expect(after).toContain(tag)
        for (const tag of step.remove) expect(after).not.toContain(tag)
        expect(new Set(after).size).toBe(after.length)
      }),
    )
  })
})
