import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"

const sourceText = JSON.stringify({
  collected: "2026-04-28",
  results: [
    { name: "Alanine Aminotransferase", value: "12", unit: "U/L", ref: "9-46", flag: "" },
    { name: "TSH", value: "3.54", unit: "uIU/mL", ref: "0.40-4.50", flag: "" },
  ],
})
const verdictOf = (text: string, part: string) => {
  const at = text.indexOf(part)
  const sources = {
    biomarkers: [],
    sourceText,
    documentPages: [],
    client: { name: null, birthDate: null },
  }
  return checkEvidence(text, sources).find(({ start, end }) => start <= at && at < end)?.verdict
}

test("a source in JSON is read like the rows of a report", () => {
  expect(verdictOf("ALT of 12 U/L is in range.", "12 U/L")).toBe("supported")
  expect(verdictOf("TSH was 3.54 µIU/mL.", "3.54")).toBe("supported")
  expect(verdictOf("ALT of 21 U/L is in range.", "21 U/L")).toBe("contradicted")
  expect(verdictOf("TSH was 3.54 ng/dL.", "3.54")).toBe("contradicted")
})
