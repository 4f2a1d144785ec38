import { expect, test } from "vitest"
import { biomarkerViews } from "./biomarkers.ts"

test.each([
  [{ value: 5.7, low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: 3.9, low: 4, high: 5.6 }, "4 to 5.6", "low"],
  [{ value: 5.6, low: 4, high: 5.6 }, "4 to 5.6", "in range"],
  [{ value: 12, high: 10 }, "up to 10", "high"],
  [{ value: 12, low: 10 }, "from 10", "in range"],
  [{ value: "5.9", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: "<0.5", high: 3 }, "up to 3", null],
  [{ value: "", high: 3 }, "up to 3", null],
  [{ value: 12 }, "", null],
])("%o is shown with its range and side", (marker, range, side) => {
  expect(biomarkerViews([{ name: "Marker", ...marker }])).toMatchObject([{ range, side }])
})
