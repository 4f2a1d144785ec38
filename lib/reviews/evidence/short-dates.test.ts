import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"

const found = (text: string, sourceText: string, dateOrder?: "day-first") =>
  checkEvidence(text, {
    biomarkers: [],
    sourceText,
    documentPages: [],
    client: { name: null, birthDate: null },
    ...(dateOrder ? { dateOrder } : {}),
  })
    .filter(({ kind }) => kind === "date" || kind === "number")
    .map(({ kind, start, end, verdict }) => `${kind} ${text.slice(start, end)} ${verdict}`)

const REPORT = "Collected: 03/14/2026 08:15\nReported: 03/16/2026\nFerritin 210 ng/mL (30-400)\n"

test.each([
  ["Blood was drawn on 3/14.", ["date 3/14 supported"]],
  ["Labs collected 03/14, reported on 03/16.", ["date 03/14 supported", "date 03/16 supported"]],
  ["The sample collected on 3/15 is fine.", ["date 3/15 contradicted"]],
  ["Blood was drawn on 14/3.", ["date 14/3 supported"]],
])("a day in numbers without its year is a date: %s", (text, expected) => {
  expect(found(text, REPORT)).toEqual(expected)
})

test("the order of the clinic's dates holds for one without a year", () => {
  const report = "Collected: 4 May 2026\nFerritin 210 ng/mL (30-400)\n"
  expect(found("Blood was drawn on 4/5.", report, "day-first")).toEqual(["date 4/5 supported"])
  expect(found("Blood was drawn on 4/5.", report)).toEqual(["date 4/5 not-found"])
})

test.each([
  "She is on 1/2 tablet of metformin.",
  "Continue on 1/2 dose.",
  "Blood pressure on arrival 128/82.",
  "Ferritin scored on 3/14 points.",
])("what is no day stays none: %s", (text) => {
  expect(found(text, REPORT).filter((one) => one.startsWith("date"))).toEqual([])
})

test.each([
  "14Mar26",
  "14-Mar-26",
  "14/Mar/26",
  "14/Mar/2026",
  "2026-Mar-14",
  "2026 March 14",
  "2026 Mar 14th, 08:15",
  "14MAR2026",
  "20260314",
  "202603140815",
  "14-Mar-26 08:15",
])("a day as laboratories and instruments print it: %s", (printed) => {
  const report = `Collected: ${printed}\nFerritin 210 ng/mL (30-400)\n`
  expect(found("Drawn on March 14, 2026.", report)).toEqual(["date March 14, 2026 supported"])
  expect(found("Drawn on March 15, 2026.", report)).toEqual(["date March 15, 2026 contradicted"])
  const day = printed.replace(/,? \d\d:\d\d$/, "")
  expect(found(`Drawn on ${day}.`, REPORT)).toEqual([`date ${day} supported`])
  const wrong = day.replace("14", "15")
  expect(found(`Drawn on ${wrong}.`, REPORT)).toEqual([`date ${wrong} contradicted`])
})

test.each(["accession 20261314", "call 20260314123", "12May be", "3mar 5"])(
  "what only looks like such a day is none: %s",
  (text) => {
    expect(found(text, REPORT).filter((one) => one.startsWith("date 2026"))).toEqual([])
  },
)

test("a year that ends a sentence is not the year of the day that begins the next", () => {
  const report = "Collected: 2026-03-14\nFerritin 210 ng/mL (30-400)\n"
  expect(found("Ferritin was high in 2025. March 14, 2026 it was measured.", report)).toContain(
    "date March 14, 2026 supported",
  )
})
