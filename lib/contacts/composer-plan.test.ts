import fc from "fast-check"
import { expect, test } from "vitest"
import { sameText } from "#lib/changes/normalise.ts"
import { isEmptyPlan, planOf } from "./composer-plan.ts"
import { LIFECYCLE_STAGES, LIFECYCLE_STEPS, tagsAfter } from "./lifecycle.ts"

const tags = fc.uniqueArray(
  fc.constantFrom<string>("vip", ...LIFECYCLE_STAGES.flatMap((stage) => stage.tags)),
)
const text = fc.record({
  callNotes: fc.string(),
  note: fc.string(),
  lifecycleStep: fc.option(fc.constantFrom(...LIFECYCLE_STEPS.map((step) => step.id))),
})

test("a plan writes what differs and nothing else", () => {
  fc.assert(
    fc.property(text, fc.string(), tags, (written, callNotes, carried) => {
      const plan = planOf(written, { callNotes, tags: carried })
      expect(plan.callNotes === null).toBe(sameText(written.callNotes, callNotes))
      expect(plan.callNotes ?? written.callNotes).toBe(written.callNotes)
      expect(plan.note === null).toBe(written.note.trim() === "")
      const step = LIFECYCLE_STEPS.find(({ id }) => id === written.lifecycleStep)
      const wanted = step ? tagsAfter(carried, step) : carried
      const after = carried.filter((tag) => !plan.removeTags.includes(tag)).concat(plan.addTags)
      expect(after.sort()).toEqual([...wanted].sort())
      expect(plan.addTags.filter((tag) => carried.includes(tag))).toEqual([])
    }),
  )
})

test("an untouched text writes nothing, whatever space stands at its ends", () => {
  const plan = planOf(
    { callNotes: "As it was. \r\n\n", note: " \n", lifecycleStep: null },
    { callNotes: "As it was.", tags: ["vip"] },
  )
  expect(isEmptyPlan(plan)).toBe(true)
})
