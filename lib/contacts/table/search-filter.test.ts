import { expect, test } from "vitest"
import { definitionOf } from "../testing/contacts.ts"
import { readableFields } from "./fields.ts"
import { BOXES_UNKNOWN } from "./filters.ts"
import { searchFilter } from "./search-filter.ts"

const CLOCK = { clinicTimeZone: "UTC", today: "2026-11-25" }

test.each(["filled", "empty"])("a list is asked whether it is %s by its boxes alone", (op) => {
  const asked = (boxes: string[]) => {
    const fields = readableFields([], [definitionOf("f", "TEXTBOX_LIST", boxes)], "UTC")
    const byId = new Map(fields.map((field) => [field.id, field]))
    const condition = { field: "f", op, values: [] }
    return searchFilter({ match: "all", conditions: [condition] }, byId, CLOCK)
  }
  expect(asked(["Sleep"])).toEqual({ every: [{ of: { fieldId: "f" }, filled: op === "filled" }] })
  expect(() => asked([])).toThrow(expect.objectContaining({ field: "f", problem: BOXES_UNKNOWN }))
})
