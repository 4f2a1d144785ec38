import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, dayIn, turned, yearsBetween } from "./calendar.ts"
import { type FigureStyle, figure, readFigure } from "./figures.ts"

const styles: FigureStyle[] = [
  { decimal: ".", thousands: "" },
  { decimal: ".", thousands: "," },
  { decimal: ",", thousands: "" },
  { decimal: ",", thousands: " " },
]

test("a number is read as it was written, in every style", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(...styles),
      fc.constantFrom("", "<", "less than "),
      (whole, digits, style, lead) => {
        const number = Number((whole / 10 ** digits).toFixed(digits))
        expect(readFigure(lead + figure(number, digits, style), style)).toBe(number)
      },
    ),
  )
})

test("a day is written in many forms", () => {
  expect(
    ["iso", "us", "usBare", "usShort", "dotted", "long", "longOrdinal", "spoken", "dashed"].map(
      (form) => dayIn(form, "2026-03-02"),
    ),
  ).toEqual([
    "2026-03-02",
    "03/02/2026",
    "3/2/2026",
    "3/2/26",
    "02.03.2026",
    "March 2, 2026",
    "March 2nd, 2026",
    "the 2nd of March 2026",
    "02-Mar-2026".toUpperCase(),
  ])
  expect(turned("2026-03-02")).toBe("2026-02-03")
  expect(turned("2026-03-13")).toBeNull()
})

test("years are full ones, and days roll over months", () => {
  expect(yearsBetween("1971-04-12", "2026-04-11")).toBe(54)
  expect(yearsBetween("1971-04-12", "2026-04-12")).toBe(55)
  expect(addDays("2026-02-27", 2)).toBe("2026-03-01")
})
