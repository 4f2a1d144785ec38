import { describe, expect, test } from "vitest"
import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { checkEvidence } from "./check.ts"
import type { EvidenceSources } from "./types.ts"

const of = (page: string, biomarkers: DraftBiomarker[] = []): EvidenceSources => ({
  biomarkers,
  sourceText: "",
  documentPages: [page],
  client: { name: null, birthDate: null },
})

/** The verdict on the piece of the text that is `claim` and its unit. */
function verdictOn(claim: string, text: string, sources: EvidenceSources) {
  const start = text.indexOf(claim)
  const found = checkEvidence(text, sources).filter((one) => one.start === start)
  return found.map(({ verdict }) => verdict).join(" ")
}

const ferritin = (said: string, sources: EvidenceSources) =>
  verdictOn(said, `Ferritin is ${said} ng/mL.`, sources)

describe("what a page alone prints, and what a draft makes of it", () => {
  test.each([
    // Thousands, in groups or not.
    ["1,200", "1,200", "supported"],
    ["1,200", "1200", "supported"],
    ["1200", "1,200", "supported"],
    ["1,200", "1,201", "contradicted"],
    ["1,200.5", "1200.5", "supported"],
    ["1,200.5", "1.2", "contradicted"],
    // A group is no decimals beside a number that has not three of them.
    ["1,200", "1.2", "contradicted"],
    ["1,200", "1,2", "contradicted"],
    ["1.2", "1,200", "contradicted"],
    ["1,2", "1,200", "contradicted"],
    ["1.20", "1,200", "contradicted"],
    ["146", "146,000", "contradicted"],
    ["146,000", "146", "contradicted"],
    ["146.0", "146,000", "contradicted"],
    // The same digits in the same places: a comma for a point.
    ["1.200", "1,200", "supported"],
    ["1,200", "1.200", "supported"],
    ["12.345", "12,345", "supported"],
    ["12,345", "12.345", "supported"],
    ["12.345", "12,346", "contradicted"],
    ["12,345", "12.346", "contradicted"],
    ["146.000", "146,000", "supported"],
    // A point parts no thousands where nothing else tells.
    ["1200", "1.200", "contradicted"],
    ["1.200", "1200", "contradicted"],
    ["12.345", "12345", "contradicted"],
    // One or two digits behind a comma are decimals, and so are three behind a zero.
    ["5,6", "5.6", "supported"],
    ["5.6", "5,6", "supported"],
    ["5.60", "5,6", "supported"],
    ["5.6", "5,600", "contradicted"],
    ["5,6", "5,600", "contradicted"],
    ["0.45", "0,450", "supported"],
    ["0,450", "0.45", "supported"],
    ["0,450", "450", "contradicted"],
    ["450", "0,450", "contradicted"],
  ])("%s, said as %s: %s", (printed, said, verdict) => {
    expect(ferritin(said, of(`Ferritin ${printed} ng/mL`))).toBe(verdict)
  })
})

describe("the list says which way a page is read", () => {
  const listed = (value: number) =>
    of("Ferritin 1,200 ng/mL", [{ name: "Ferritin", value, unit: "ng/mL" }])

  test.each([
    ["1.2", "supported"],
    ["1,200", "supported"],
    ["1200", "contradicted"],
  ])("as decimals: %s is %s", (said, verdict) => {
    expect(ferritin(said, listed(1.2))).toBe(verdict)
  })

  test.each([
    ["1200", "supported"],
    ["1,200", "supported"],
    ["1.2", "contradicted"],
    ["1.200", "contradicted"],
  ])("as thousands: %s is %s", (said, verdict) => {
    expect(ferritin(said, listed(1200))).toBe(verdict)
  })

  test("for the page's earlier values and its range too", () => {
    const sources = of("Ferritin 900 ng/mL (16 - 1,500) previous 1,200 (2026-04-02)", [
      {
        name: "Ferritin",
        value: 900,
        unit: "ng/mL",
        low: 16,
        high: 1500,
        previous: [{ value: 1200, day: "2026-04-02" }],
      },
    ])
    const earlier = (said: string) =>
      verdictOn(said, `Ferritin is 900 ng/mL, previously ${said} ng/mL.`, sources)
    expect([earlier("1,200"), earlier("1.200")]).toEqual(["supported", "contradicted"])
    const limit = (said: string) =>
      verdictOn(said, `The upper limit for ferritin is ${said} ng/mL.`, sources)
    expect([limit("1,500"), limit("1.500")]).toEqual(["supported", "contradicted"])
  })
})

test.each([
  ["WBC", "5603 /uL", "5,603 K/uL", "contradicted"],
  ["WBC", "5603 /uL", "5,603/uL", "supported"],
  ["WBC", "5.603 K/uL", "5,603/uL", "supported"],
  ["WBC", "5.603 K/uL", "5,603 K/uL", "supported"],
  // Three decimals of another unit are no sign of how this one is written.
  ["CRP", "0.560 mg/dL", "5,600 mg/L", "contradicted"],
])("in another unit a group is a group: %s %s, said as %s: %s", (name, printed, said, verdict) => {
  const sources = of(`${name} ${printed}`)
  expect(verdictOn(said, `${name} is ${said}.`, sources)).toBe(verdict)
})

test.each([
  ["250,000", "supported"],
  ["250000", "supported"],
  ["about 250,000", "supported"],
  ["25,000", "contradicted"],
  ["250,000 K/uL", "contradicted"],
])("a count of cells may be told in full without a unit: %s is %s", (said, verdict) => {
  const sources = of("Platelets 250 K/uL")
  const digits = said.replace("about ", "")
  expect(verdictOn(digits, `Platelets are ${said}.`, sources)).toBe(verdict)
})

test("a minus belongs to both readings", () => {
  const sources = of("", [
    { name: "Base Excess", value: "1.200", unit: "mmol/L", low: -2, high: 2 },
  ])
  const on = (said: string) => verdictOn(said, `Base Excess is ${said} mmol/L.`, sources)
  expect([on("1,200"), on("-1,200")]).toEqual(["supported", "contradicted"])
})
