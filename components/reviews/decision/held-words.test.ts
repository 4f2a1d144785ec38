import { expect, test } from "vitest"
import type { ChangeStatus, StepStatus, StepView } from "#lib/changes/types.ts"
import type { Problem } from "#lib/problem.ts"
import { heldInWords } from "./held-words.ts"

const step = (status: StepStatus): StepView => ({
  id: status,
  kind: "add-tag",
  label: "a",
  status,
  alreadySo: false,
  conflict: null,
  differs: false,
  message: "",
})
const change = (status: ChangeStatus, ...steps: StepStatus[]) => ({
  status,
  message: `It is ${status}.`,
  steps: steps.map(step),
})
const failed: Problem = { kind: "conflict", title: "It failed.", advice: "Try again." }
const words = (input: Partial<Parameters<typeof heldInWords>[0]>) =>
  heldInWords({ approved: "Approved.", held: true, change: undefined, failed: null, ...input })

test("it can be cancelled before the change was read, where approvals are held", () => {
  expect(words({})).toMatchObject({ title: "Approved.", held: true })
  expect(words({ held: false })).toMatchObject({ title: "Approved.", held: false })
})

test("a cancel that did not arrive is said, and can be tried again while the change is held", () => {
  expect(words({ change: change("held", "pending"), failed })).toMatchObject({
    tone: "bad",
    title: "It failed.",
    text: "Try again.",
    held: true,
  })
})

test.each(["queued", "running", "waiting", "unsure", "stopped", "conflict", "done"] as const)(
  "pressed too late, with the change %s: so it says, with what to do",
  (status) => {
    const said = words({ change: change(status, "done"), failed })
    expect(said).toMatchObject({ title: "Too late to cancel.", held: false, waitsAgain: false })
    expect(said.text).toContain(`It is ${status}. Open it to`)
  },
)

test("a cancelled approval's draft waits again only where nothing was sent", () => {
  const whole = words({ change: change("cancelled", "cancelled", "cancelled"), failed })
  expect(whole).toMatchObject({ title: "Approval cancelled.", waitsAgain: true, held: false })
  const rest = words({ change: change("cancelled", "done", "cancelled") })
  expect(rest).toMatchObject({ text: "It is cancelled.", waitsAgain: false })
})

test("a change that stopped or is in conflict is no good news", () => {
  expect(words({ change: change("conflict", "conflict") }).tone).toBe("bad")
  expect(words({ change: change("done", "done") }).tone).toBe("good")
})
