import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { StepRow } from "#lib/changes/engine/rows.ts"
import { expectationsOf, standsIn } from "./expect.ts"

const stepOf = (step: Partial<StepRow>): StepRow =>
  ({
    id: "step",
    label: "Call notes",
    target: "field",
    wanted: "Approved.",
    seen: "",
    reference: "CD-1",
    status: "done",
    detail: {},
    finishedAt: new Date(0),
    sentAt: null,
    ...step,
  }) as StepRow

test("what somebody did by hand is demanded as what Caredesk wrote, but for a note; what was given up is not", () => {
  const byHand = { status: "skipped", detail: { skipped: "by-hand" } } as const
  const demanded = (step: Partial<StepRow>) => {
    const steps = [stepOf(step)]
    return expectationsOf(steps, steps).map(({ kind }) => kind)
  }
  expect(demanded({ kind: "set-field" })).toEqual(["text"])
  expect(demanded({ kind: "set-field", ...byHand })).toEqual(["text"])
  expect(demanded({ kind: "add-tag", target: "vip", ...byHand })).toEqual(["tag"])
  expect(demanded({ kind: "create-note", ...byHand })).toEqual([])
  const given = { status: "skipped", detail: { skipped: "theirs-kept" } } as const
  expect(demanded({ kind: "set-field", ...given })).toEqual([])
})

const line = fc.string({ maxLength: 8 }).map((text) => text.replaceAll("\n", " ").trim())
const lines = fc.array(line, { maxLength: 5 })

describe("an approved text stands in a field", () => {
  test("wherever whole lines are put around it", () => {
    fc.assert(
      fc.property(lines, lines, lines, (above, approved, below) => {
        expect(standsIn([...above, ...approved, ...below].join("\n"), approved.join("\n"))).toBe(
          true,
        )
      }),
    )
  })

  test("not when a word of it was changed, or something was put into its lines", () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 5 }), fc.nat(), (ids, n) => {
        const at = n % ids.length
        const approved = ids.join("\n")
        expect(standsIn(ids.with(at, `${ids[at]}, not`).join("\n"), approved)).toBe(false)
        if (ids.length > 1 && at > 0) {
          expect(standsIn(ids.toSpliced(at, 0, "Inserted").join("\n"), approved)).toBe(false)
        }
      }),
    )
  })
})
