import { expect, test } from "vitest"
import type { Problem } from "#lib/problem.ts"
import { contactWith } from "../testing/contacts.ts"
import { FilterError, SORT_GONE } from "./filters.ts"
import { matching } from "./view.ts"

const CLOCK = { clinicTimeZone: "UTC", today: "2026-11-25" }

function sortedBy(field: string, fieldsProblem: Problem | null) {
  const contacts = [contactWith("c", { firstName: "Ada" })]
  const whole = { contacts, definitions: [], missing: 0, fieldsProblem }
  const filter = { match: "all" as const, conditions: [] }
  return matching(whole, { search: "", filter, sort: { field, direction: "asc" } }, CLOCK)
}

test("an order by a field that is gone is refused in words, as a filter is", () => {
  expect(sortedBy("name", null)).toHaveLength(1)
  expect(() => sortedBy("gone", null)).toThrow(FilterError)
  expect(() => sortedBy("gone", null)).toThrow(
    expect.objectContaining({ field: "gone", problem: SORT_GONE }),
  )
})

test("where GHL did not tell the fields, that is why", () => {
  const problem: Problem = { kind: "missing-scope", title: "Not told.", advice: "Ask." }
  expect(sortedBy("name", problem)).toHaveLength(1)
  expect(() => sortedBy("f1", problem)).toThrow(expect.objectContaining({ problem }))
})
