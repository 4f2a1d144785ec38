import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"

const dates = (text: string) =>
  checkEvidence(text, {
    biomarkers: [],
    sourceText: "Collected: 4 May 2026\nFerritin 210 ng/mL (30-400)\n",
    documentPages: [],
    client: { name: null, birthDate: null },
  })
    .filter(({ kind }) => kind === "date")
    .map(({ start, end, verdict }) => `${text.slice(start, end)} ${verdict}`)

test.each([
  "Next draw on September 14.",
  "Next draw on 9/14.",
  "Next blood draw is on September 14, 2026.",
  "Repeat labs on September 14.",
  "Schedule the next draw on October 2, 2026.",
  "Retest: labs on 14 September 2026.",
])("a day on which blood will be drawn contradicts nothing: %s", (text) => {
  expect(dates(text)).toEqual([expect.stringMatching(/ not-compared$/)])
})

test.each([
  ["Labs drawn on May 5.", ["May 5 contradicted"]],
  ["The repeat labs drawn on May 5, 2026 are fine.", ["May 5, 2026 contradicted"]],
  ["Repeat labs on May 5 showed ferritin 210.", ["May 5 contradicted"]],
  // Before the report there is nothing to come.
  ["Next draw on May 3, 2026.", ["May 3, 2026 contradicted"]],
  ["Repeat labs on May 4 were fine.", ["May 4 supported"]],
])("the day on which it was drawn is held against the report: %s", (text, expected) => {
  expect(dates(text)).toEqual(expected)
})
