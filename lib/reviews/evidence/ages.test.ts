import { describe, expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"

const sources = (name: string | null = "Grace Lopez") => ({
  biomarkers: [
    { name: "Ferritin", value: 42, unit: "ng/mL", low: 16, high: 232 },
    { name: "TSH", value: 2.1, unit: "mIU/L", low: 0.4, high: 4.5 },
  ],
  sourceText: "Collected: 2026-10-14\nReported: 2026-10-16",
  documentPages: [],
  client: { name, birthDate: "1984-05-08" },
})
const alarms = (text: string, name?: string | null) =>
  checkEvidence(text, sources(name))
    .filter(isOpen)
    .map(({ start, end }) => text.slice(start, end))

describe("the client's age", () => {
  test.each([
    "Call script for Grace (42)",
    "Grace Lopez (42): ferritin is in range.",
    "42yo woman, labs 10/14/2026.",
    "A 42 y/o woman.",
    "42 y.o. F with a normal TSH.",
    "A 42 yr old woman.",
    "**Age:** 42",
    "| Age | 42 |",
    '"age": "42"',
    // What counts no years.
    "Questions for Grace (3)",
    "Questions for Quest (29)",
    "Remind Grace (42 ng/mL is her ferritin) of iron.",
    "Review for Grace Lopez (2026)",
    "She lives with her 12yo son and a 15 y/o daughter.",
    "**Biological age:** 38",
    "Average: 42 ng/mL of ferritin.",
    "Grace has been with us for 2 years.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    ["Call script for Grace (29)", "29"],
    ["Grace Lopez (49): ferritin is in range.", "49"],
    ["49yo woman, labs 10/14/2026.", "49"],
    ["A 49 y/o woman.", "49"],
    ["49 y.o. F with a normal TSH.", "49"],
    ["A 49 yr old woman.", "49 yr"],
    ["**Age:** 77", "77"],
    ["| Age | 77 |", "77"],
    ['"age": "77"', "77"],
    ["- **Age**: 77", "77"],
  ])("%s: %s is another age", (text, wrong) => {
    expect(alarms(text)).toEqual([wrong])
  })

  test("of a client without a name in the record, only what is called one has years", () => {
    expect(alarms("Call script for patient Grace (29)", null)).toEqual(["29"])
    expect(alarms("Call script for Quest (29)", null)).toEqual([])
  })

  test("where no source has the date of birth, it is held against the age they print", () => {
    const said = (text: string, sourceText: string) =>
      checkEvidence(text, {
        ...sources(),
        sourceText,
        client: { name: "Grace Lopez", birthDate: null },
      })
        .filter(isOpen)
        .map(({ start, end }) => text.slice(start, end))
    expect(said("Age: 77", "Age: 42\nSex: F")).toEqual(["77"])
    expect(said("A 77-year-old woman.", "Age: 42\nSex: F")).toEqual(["77-year"])
    expect(said("A 42-year-old woman.", "Age: 42\nSex: F")).toEqual([])
    // She may have had her birthday since.
    expect(said("Age: 43", "Age: 42\nSex: F")).toEqual([])
    expect(said("Age: 77", "Collected: 2026-10-14")).toEqual([])
  })
})
