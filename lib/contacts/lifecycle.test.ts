import { expect, test } from "vitest"
import { LIFECYCLE_STAGES, stageOf } from "./lifecycle.ts"

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
