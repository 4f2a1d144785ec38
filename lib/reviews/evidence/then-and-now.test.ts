import { describe, expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"

const sources = {
  biomarkers: [
    {
      name: "Calcium",
      value: 8.7,
      unit: "mg/dL",
      low: 8.6,
      high: 10.4,
      previous: [{ value: 8.2, day: "2026-01-10" }],
    },
    {
      name: "HDL Cholesterol",
      value: 56,
      unit: "mg/dL",
      low: 40,
      high: 90,
      previous: [{ value: 51, day: "2026-01-10" }],
    },
    { name: "CK", value: 194, unit: "U/L", low: 29, high: 143 },
    { name: "Absolute Neutrophils", value: 3200, unit: "cells/uL", low: 1500, high: 7800 },
  ],
  sourceText: "",
  documentPages: [],
  client: { name: null, birthDate: null },
}
const alarms = (text: string) =>
  checkEvidence(text, sources)
    .filter(isOpen)
    .map(({ start, end }) => text.slice(start, end))

describe("what was and what is", () => {
  test.each([
    "Calcium was 8.2 and is now 8.7 mg/dL.",
    "Calcium 8.7 mg/dL, a rise of 0.5 mg/dL since January.",
    "HDL ↑ 10% since 1/10/26, now 56.",
    "HDL 56 (↑ from 51, 1/10/2026).",
    "I wouldn't call calcium low; at 8.7 mg/dL it's hardly low.",
    "Is calcium low? It is not low: 8.7 mg/dL.",
    "CK: 194 U/L, increased (norm 29 – 143 U/L).",
    "Neutrophil count is 3200 cells/uL.",
    "Compared with January 10, 2026, when it stood at 51, HDL has risen to 56.",
    "In January, when she was 51, HDL was fine.",
    "When it was 30 degrees outside, HDL did not matter.",
    "HDL: up from 51 to 56 between January 10, 2026 and now.",
    "HDL rose 10% since January 10, 2026.",
    "HDL was 51 in January, followed by 56 now.",
    "HDL was 51, followed by 56.",
  ])("%s", (text) => {
    expect(alarms(text)).toEqual([])
  })

  test.each([
    ["Compared with January 10, 2026, when it stood at 510, HDL has risen to 56.", "510"],
    ["Compared with last time, when it was 61, HDL has gone down to 56.", "61"],
    ["HDL: up from 51 to 46 between January 10, 2026 and now.", "46"],
    // By the older value it would be 9 %.
    ["HDL is up 9% on last time.", "9%"],
    ["HDL moved +9 % to 56.", "+9 %"],
    ["Calcium was 8.4 and is now 8.7 mg/dL.", "8.4"],
    ["Calcium 8.7 mg/dL, a rise of 0.9 mg/dL since January.", "0.9 mg/dL"],
    ["HDL 56 (↓ from 51, 1/10/2026).", "↓"],
    ["Calcium has gone down and is now 8.2 mg/dL.", "8.2 mg/dL"],
    ["The current calcium of 8.2 mg/dL has changed.", "8.2 mg/dL"],
    ["Calcium went from 8.7 to 8.2 mg/dL now.", "8.2 mg/dL"],
    ["CK: 194 U/L, increased (norm 29 – 148 U/L).", "29 – 148 U/L"],
    ["Calcium is low at 8.7 mg/dL.", "low"],
  ])("%s: %s is wrong", (text, wrong) => {
    expect(alarms(text)).toContain(wrong)
  })
})
