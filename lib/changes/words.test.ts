import { expect, test } from "vitest"
import { changeMessage, type StepFacts } from "./words.ts"

const step = (over: Partial<StepFacts>): StepFacts => ({
  kind: "create-note",
  label: "note",
  status: "cancelled",
  alreadySo: false,
  doubt: null,
  failure: null,
  detail: {},
  ...over,
})
const later = step({ kind: "add-tag", label: "later" })
const givenUp = (...steps: StepFacts[]) =>
  changeMessage({ status: "cancelled", failure: null, behindAnother: false, steps })

test("a change that is given up says what may stand in GHL all the same", () => {
  const byHand = step({ status: "skipped", detail: { skipped: "by-hand", inDoubt: "unknown" } })
  expect(givenUp(byHand, later)).toBe(
    "Cancelled. The note was left to be done by hand. It was sent before without a certain answer: look in GHL whether the note stands there twice. The tag later was not added.",
  )
  const left = step({ kind: "set-field", label: "Call notes", status: "skipped" })
  expect(givenUp(left, later)).toBe(
    "Cancelled. Call notes was left as GHL has it. The tag later was not added.",
  )
  expect(givenUp(step({}), later)).toBe("Cancelled. Nothing was written.")
})
