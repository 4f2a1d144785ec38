import { expect, test } from "vitest"
import { biomarkerViews } from "./biomarkers.ts"
import { criticalValues } from "./critical.ts"

test.each([
  [{ value: 5.7, low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: 3.9, low: 4, high: 5.6 }, "4 to 5.6", "low"],
  [{ value: 5.6, low: 4, high: 5.6 }, "4 to 5.6", "in range"],
  [{ value: 12, high: 10 }, "up to 10", "high"],
  [{ value: 12, low: 10 }, "from 10", "in range"],
  [{ value: "5.9", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  // As labs print it: a flag, a decimal comma, thousands, the unit once more.
  [{ value: "5.9 H", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: "5.9 (H)", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: "5,9", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: "1,200", low: 0, high: 150 }, "0 to 150", "high"],
  [{ value: "5.9 %", unit: "%", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: "5.9 %", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  // Another unit, or a remark, says that the range may not be this value's.
  [{ value: "5.9 g/L", unit: "%", low: 4, high: 5.6 }, "4 to 5.6", null],
  // Where only one side is known it counts as far as it goes.
  [{ value: "<0.5", high: 3 }, "up to 3", "in range"],
  [{ value: "<4", low: 4, high: 5.6 }, "4 to 5.6", "low"],
  [{ value: "<5", low: 4, high: 5.6 }, "4 to 5.6", null],
  [{ value: "<6", high: 3 }, "up to 3", null],
  [{ value: ">90", low: 60 }, "from 60", "in range"],
  [{ value: ">7", low: 4, high: 5.6 }, "4 to 5.6", "high"],
  [{ value: ">5", low: 4, high: 5.6 }, "4 to 5.6", null],
  [{ value: "5-7", low: 4, high: 5.6 }, "4 to 5.6", null],
  [{ value: "", high: 3 }, "up to 3", null],
  [{ value: 12 }, "", null],
])("%o is shown with its range and side", (marker, range, side) => {
  expect(biomarkerViews([{ name: "Marker", ...marker }])).toMatchObject([{ range, side }])
})

const BETWEEN = { low: 40, high: 80 }
/** The range takes the middle half. */
const MIDDLE = { from: 0.25, to: 0.75 }

test.each([
  ["inside", { value: 60, ...BETWEEN }, { ...MIDDLE, value: 0.5 }],
  ["near the lower end", { value: 44, ...BETWEEN }, { ...MIDDLE, value: 0.3 }],
  ["at the lower end", { value: 40, ...BETWEEN }, { ...MIDDLE, value: 0.25 }],
  ["at the upper end", { value: 80, ...BETWEEN }, { ...MIDDLE, value: 0.75 }],
  ["below", { value: 30, ...BETWEEN }, { ...MIDDLE, value: 0.125 }],
  ["far below", { value: 1, ...BETWEEN }, { ...MIDDLE, value: 0 }],
  ["above", { value: 90, ...BETWEEN }, { ...MIDDLE, value: 0.875 }],
  ["far above", { value: 900, ...BETWEEN }, { ...MIDDLE, value: 1 }],
  ["above, as a lab prints it", { value: "90 H", ...BETWEEN }, { ...MIDDLE, value: 0.875 }],
  ["below zero", { value: -4, low: -2, high: 2 }, { ...MIDDLE, value: 0 }],
  ["under an upper limit", { value: 50, high: 100 }, { from: 0, to: 0.6, value: 0.3 }],
  ["at an upper limit", { value: 100, high: 100 }, { from: 0, to: 0.6, value: 0.6 }],
  ["over an upper limit", { value: 150, high: 100 }, { from: 0, to: 0.6, value: 0.9 }],
  ["far over an upper limit", { value: 400, high: 100 }, { from: 0, to: 0.6, value: 1 }],
  ["over a lower limit", { value: 60, low: 40 }, { from: 0.4, to: 1, value: 0.6 }],
  ["at a lower limit", { value: 40, low: 40 }, { from: 0.4, to: 1, value: 0.4 }],
  ["under a lower limit", { value: 20, low: 40 }, { from: 0.4, to: 1, value: 0.2 }],
  ["far over a lower limit", { value: 400, low: 40 }, { from: 0.4, to: 1, value: 1 }],
])("%s: %o has its place on the bar", (_, marker, bar) => {
  const [view] = biomarkerViews([{ name: "Marker", ...marker }])
  expect(view?.bar).toEqual({ from: bar.from, to: bar.to, value: expect.closeTo(bar.value, 9) })
})

test.each([
  ["no range", { value: 60 }],
  ["a range of nothing", { value: 60, low: 80, high: 80 }],
  ["a range that is turned round", { value: 60, low: 80, high: 40 }],
  ["an upper limit of zero", { value: 60, high: 0 }],
  ["words", { value: "Negative", ...BETWEEN }],
  ["another unit", { value: "60 g/L", unit: "mg/dL", ...BETWEEN }],
  ["a value of which one side alone is known", { value: "<60", ...BETWEEN }],
])("there is no bar for %s", (_, marker) => {
  expect(biomarkerViews([{ name: "Marker", ...marker }])).toMatchObject([{ bar: null }])
})

test("a critical value is marked however it is printed, and drawn in its range", () => {
  const markers = [
    { name: "Potassium", value: "6.8 (H)", unit: "mmol/L", low: 3.5, high: 5.1 },
    { name: "Triglycerides", value: "1,250", unit: "mg/dL", high: 150 },
    { name: "TSH", value: ">100", unit: "mIU/L", low: 0.4, high: 4.5 },
  ]
  const critical = criticalValues(markers)
  expect(critical).toHaveLength(3)
  for (const view of biomarkerViews(markers, critical)) {
    expect(view).toMatchObject({ critical: true, side: "high", bar: { value: 1 } })
  }
})

test("a trend is told of numbers in any form, and of none where only a side is known", () => {
  const trend = (value: string, before: string) =>
    biomarkerViews([{ name: "LDL", value, previous: [{ value: before }] }])[0]?.trend
  expect(trend("1,200", "950 H")).toBe("rose")
  expect(trend("5,4", "5.6")).toBe("fell")
  expect(trend("<0.5", "0.4")).toBeNull()
})
