import { expect, test } from "vitest"
import { failureInWords } from "./failures.ts"

test("a task that GHL turns down is no proof against the token or its location", () => {
  const steps = [{ kind: "set-task" }]
  expect(failureInWords("forbidden", steps)).toBe(
    "Caredesk's access token may not do this with tasks in GHL",
  )
  expect(failureInWords("unauthorized", steps)).toMatch(/for tasks or for everything/)
  expect(failureInWords("timeout", steps)).toBe("GHL did not answer in time")
})

test("elsewhere such an answer is about the token", () => {
  const steps = [{ kind: "set-field" }]
  expect(failureInWords("forbidden", steps)).toMatch(/does not belong to this location/)
  expect(failureInWords("unauthorized", steps)).toMatch(/does not accept/)
})

test.each(["set-task", "set-field"])(
  "the scope that %s lacks is that of what was refused",
  (kind) => {
    const lacks = "Caredesk's access token may not do this in GHL, as it lacks the scope"
    expect(failureInWords("missing-scope", [{ kind, failure: "missing-scope" }])).toBe(
      `${lacks} contacts.write`,
    )
    expect(failureInWords("missing-scope", [{ kind, failure: null }])).toBe(
      `${lacks} contacts.readonly`,
    )
  },
)
