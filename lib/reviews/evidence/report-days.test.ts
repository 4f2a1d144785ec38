import { describe, expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"

// The report prints earlier values without their days, and the day of an earlier report.
const sources = {
  biomarkers: [{ name: "TSH", value: 2.1, unit: "mIU/L", low: 0.4, high: 4.5 }],
  sourceText: `Collected: 2026-11-09
Received: 2026-11-10
Reported: 2026-11-16
Test Result Previous Unit Range
Insulin 21.7 19.3 uIU/mL 2.0 - 19.6
RDW 15.9 17.7 % 11.0 - 15.0
Copper 95 95 ug/dL 70 - 140
Compared with the report of 2026-08-11.`,
  documentPages: [],
  client: { name: null, birthDate: "1962-02-04" },
}
const alarms = (text: string, sourceText = sources.sourceText) =>
  checkEvidence(text, { ...sources, sourceText })
    .filter(isOpen)
    .map(({ start, end }) => text.slice(start, end))

describe("an earlier value was not measured on a day of this report", () => {
  test.each([
    "Insulin rose (19.3 on August 11, 2026, 21.7 now).",
    "Insulin rose (19.3 before, 21.7 on November 9, 2026).",
    "Insulin went from 19.3 to 21.7 on November 9, 2026.",
    "Insulin 19.3 → 21.7 (November 9, 2026).",
    "RDW is 15.9 % (November 2026); it was 17.7 %.",
    "RDW is lower by 1.8 % than on August 11, 2026.",
    "Back in August 2026 your RDW was 17.7; now it is 15.9 %.",
    "Copper was 95 on November 9, 2026.",
    "Insulin has risen 12% since August 11, 2026.",
    "Since November 9, 2026 she has taken copper.",
    "Since November 9, 2026 her insulin dose was increased to 10 units.",
    "If insulin has risen since November 9, 2026, we will see it at the next draw.",
    "Copper 95 vs 95 on August 11, 2026.",
    "Back on November 9, 2026 we drew your blood.",
    "At the next draw insulin should be lower than on November 9, 2026.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    ["Insulin rose (19.3 on November 9, 2026, 21.7 now).", "November 9, 2026"],
    ["Insulin ↑ 12% since 11/10/2026, now 21.7.", "11/10/2026"],
    ["Since November 9, 2026, insulin rose by 12% to 21.7.", "November 9, 2026"],
    ["Remember that insulin of 19.3 from the 9th of November 2026?", "9th of November 2026"],
    ["A rise in insulin, from 19.3 (Nov 2026) to 21.7.", "Nov 2026"],
    ["RDW: 17.7 on 11/16/2026, 15.9 % at present.", "11/16/2026"],
    ["RDW is lower by 1.8 % than on 11/16/2026.", "11/16/2026"],
    ["Back in November 2026 your RDW was 17.7; now it is 15.9 %.", "November 2026"],
    ["Back in November 2026 your copper was 95; now it is 95.", "November 2026"],
    ["Copper 95 vs 95 on November 9, 2026.", "November 9, 2026"],
  ])("%s: %s", (text, wrong) => {
    expect(alarms(text)).toEqual([wrong])
  })

  test("an older report among the sources has days of its own", () => {
    const both = `${sources.sourceText}\nPrevious report. Collected: 2026-08-11, reported 2026-08-13.`
    expect(alarms("Insulin rose (19.3 on August 11, 2026, 21.7 now).", both)).toEqual([])
    expect(alarms("RDW is lower by 1.8 % than on August 11, 2026.", both)).toEqual([])
  })
})

describe("what a date is the date of, by its label, its verb or the question before", () => {
  test.each([
    "report_date: 11/16/2026",
    "**Reported:** Nov 16, 2026",
    "Received: 11/10/2026",
    "Results received on November 16, 2026.",
    "Report of November 9, 2026.",
    "The client reported on November 9, 2026 that she sleeps well.",
    "When was the sample taken? On November 9, 2026.",
    "Q: When was the sample taken?\nA: On November 9, 2026.",
    "Q: When did the results come back?\nA: On November 16, 2026.",
    "Q: When was the blood drawn?\nA: In the morning, and the report came on November 16, 2026.",
    "When was the last sample taken? On August 11, 2026.",
    "When was blood drawn before? On August 11, 2026.",
    "What was drawn? Only the usual, reported on November 16, 2026.",
    "The blood you gave on November 9, 2026 tells a lot.",
    "You gave blood on November 9, 2026.",
    "She gave up alcohol. Her blood was reported on November 16, 2026.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    ["report_date: 11/10/2026", "11/10/2026"],
    ["report_date: 11/09/2026", "11/09/2026"],
    ["**Reported:** Nov 9, 2026", "Nov 9, 2026"],
    ["Q: When was the sample taken?\nA: On November 10, 2026.", "November 10, 2026"],
    ["When was your blood drawn? It was on November 16, 2026.", "November 16, 2026"],
    ["Q: What date was it reported?\nA: November 9, 2026.", "November 9, 2026"],
    ["Quick rundown of the blood you gave on November 16, 2026:", "November 16, 2026"],
    ["You gave a sample on November 10, 2026.", "November 10, 2026"],
  ])("%s: %s", (text, wrong) => {
    expect(alarms(text)).toEqual([wrong])
  })

  test("a day of reporting is any of the report's where the sources label none so", () => {
    const collected = "Collected: 2026-11-09\nTSH 2.1 mIU/L"
    expect(alarms("report_date: 11/09/2026", collected)).toEqual([])
  })
})
