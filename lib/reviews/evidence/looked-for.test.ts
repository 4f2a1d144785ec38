import { describe, expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { REPORT } from "./testing/report.ts"
import type { EvidenceSources } from "./types.ts"

const of = (sourceText: string, documentPages: string[] = []): EvidenceSources => ({
  biomarkers: [{ name: "Vitamin D", value: 22.4, unit: "ng/mL", low: 30, high: 100 }],
  sourceText,
  documentPages,
  client: { name: null, birthDate: null },
})
const told = (text: string, sources: EvidenceSources) =>
  checkEvidence(text, sources).flatMap(({ kind, verdict, start, end }) =>
    kind === "marker" || kind === "direction" ? [] : [`${verdict} ${text.slice(start, end)}`],
  )
const left = (text: string) =>
  checkEvidence(text, REPORT)
    .filter(({ verdict }) => verdict === "not-compared")
    .map(({ start, end }) => text.slice(start, end))

const INTAKE = of(
  "Vitamin D 22.4 ng/mL (30 - 100)\nSupplements: Vitamin D 5000 IU daily, magnesium glycinate 0.4 g at night, fish oil 2,000 mg per day\nMetformin 500 mg twice daily for 12 weeks\nRecheck planned 2027-01-15\nWalks 8000 steps a day, fasts 14 hours, protein 20 % of calories",
  ["Medication list: levothyroxine 75 µg each morning. Sleep goal 7-8 hours."],
)

describe("what a source says, in whatever form", () => {
  test.each([
    ["She takes vitamin D 5,000 IU.", "5,000 IU"],
    ["She takes 5 000 international units of vitamin D3 a day.", "5 000 international units"],
    ["Start vitamin D at 5000 iu/day.", "5000 iu/day"],
    ["Take 400 mg of magnesium at night.", "400 mg"],
    ["Fish oil, 2 g a day.", "2 g"],
    ["Levothyroxine 75 mcg.", "75 mcg"],
    ["She takes 0.075 mg of levothyroxine.", "0.075 mg"],
    ["Metformin for 12 weeks.", "12 weeks"],
    ["A 12-week course.", "12-week"],
    ["Take it for twelve weeks.", "twelve weeks"],
    ["Next recheck on January 15, 2027.", "January 15, 2027"],
    ["Keep to 8,000 steps.", "8,000"],
    ["Get 7 to 8 hours of sleep.", "7 to 8 hours"],
    ["Aim for 20% of calories from protein.", "20%"],
  ])("%s", (text, claim) => {
    expect(told(text, INTAKE)).toContain(`supported ${claim}`)
  })

  test("thousands may be parted by a space, in a source too", () => {
    const sources = of("Vitamin D 5 000 IU daily\nBerberine 1 500 mg daily")
    expect(told("She takes vitamin D 5000 IU and berberine 1,500 mg.", sources)).toEqual([
      "supported 5000 IU",
      "supported 1,500 mg",
    ])
    expect(told("She takes vitamin D 50 IU.", sources)).toEqual(["contradicted 50 IU"])
  })

  test("a dose that may be read in two ways is one dose", () => {
    const sources = of("Takes 1 500 mg of berberine daily.", ["Berberine 1500 mg"])
    expect(told("Stay on berberine at 1509 milligrams.", sources)).toEqual([
      "contradicted 1509 milligrams",
    ])
    expect(told("Stay on berberine at 1500 milligrams.", sources)).toEqual([
      "supported 1500 milligrams",
    ])
    // Two doses: which is meant is open.
    const two = of("Takes 1 500 mg of berberine daily.", ["Berberine 1000 mg"])
    expect(told("Stay on berberine at 1509 milligrams.", two)).toEqual([
      "not-compared 1509 milligrams",
    ])
  })

  test("each line of JSON says its own", () => {
    const sources = of(
      `{"supplement":"Biotin","dose":"5 000 micrograms a day"}\n{"supplement":"Coenzyme Q10","dose":"200 milligrams a day"}\n{"supplement":"Magnesium","dose":"0.4 g"}`,
    )
    expect(told("You are on 20.0 milligrams of coenzyme Q10 a day.", sources)).toEqual([
      "contradicted 20.0 milligrams",
    ])
    expect(told("You are on 200 milligrams of coenzyme Q10 a day.", sources)).toEqual([
      "supported 200 milligrams",
    ])
  })

  test("its places are those of the text and of the document", () => {
    const sources = of("Metformin 500 mg", ["Page head", "metformin: 0.5 g"])
    const [finding] = checkEvidence("She takes metformin 500 mg.", sources)
    expect(finding?.places.map(({ source }) => source)).toEqual(["text", "document"])
    expect(finding?.message).toBe("The sources have 500 mg or 0.5 g for metformin.")
  })
})

describe("another dose than the only one that the sources have", () => {
  test.each([
    ["She takes vitamin D 2000 IU.", "2000 IU"],
    ["Takes 2,000 IU of vitamin D3 daily.", "2,000 IU"],
    ["Continue vitamin D 500 IU daily.", "500 IU"],
    ["Stay on 50,000 IU of vitamin D.", "50,000 IU"],
    ["Keep taking vitamin D 5500 IU.", "5500 IU"],
    ["You are currently on levothyroxine 57 mcg.", "57 mcg"],
    ["Current medications: levothyroxine 75 mg, metformin 500 mg twice a day.", "75 mg"],
    ["He remains on metformin 50 mg twice daily.", "50 mg"],
    ["She reports taking 4 g of magnesium glycinate.", "4 g"],
    ["The client is taking fish oil 2,500 mg.", "2,500 mg"],
    // With a decimal comma in the source alone it would be the same.
    ["She takes fish oil 2,000 mcg.", "2,000 mcg"],
  ])("%s", (text, claim) => {
    expect(told(text, INTAKE)).toContain(`contradicted ${claim}`)
  })

  test("names the dose of the source", () => {
    const text = "She takes vitamin D 2000 IU."
    const found = checkEvidence(text, INTAKE).find(({ verdict }) => verdict === "contradicted")
    expect(found?.message).toBe("The sources have 5000 IU for vitamin D.")
    expect(found?.places).toHaveLength(1)
  })
})

test("a dose with decimals is borne out by no lab's value", () => {
  const sources = of("Fish oil 2,000 mg daily\nCholesterol 200 mg/dL (125 - 200)")
  expect(told("Stay on fish oil at 200.0 mg.", sources)).toEqual(["contradicted 200.0 mg"])
  expect(told("Start zinc at 12.5 mg.", sources)).toEqual(["not-compared 12.5 mg"])
  expect(told("Zinc 12.5 mg was well borne.", sources)).toEqual(["not-compared 12.5 mg"])
})

test("a dose that somebody is said to take, and that no source has of anything, is not found", () => {
  expect(told("She takes vitamin K 200 mcg and ashwagandha 600 mg.", INTAKE)).toEqual([
    "not-found 200 mcg",
    "not-found 600 mg",
  ])
  expect(told("She takes fish oil 1 g.", of("Olive oil 20 g daily"))).toEqual(["not-found 1 g"])
  expect(told("Current medications: lisinopril 10 mg.", INTAKE)).toEqual(["not-found 10 mg"])
  // Advice, and what is no statement of what is taken, stays quiet.
  expect(told("Take zinc 30 mg. Zinc 30 mg helps.", INTAKE)).toEqual([
    "not-compared 30 mg",
    "not-compared 30 mg",
  ])
})

test("a source in JSON tells doses too", () => {
  const sources = of('{"supplement":"Berberine","dose":"1,000 milligrams"}\n')
  expect(told("She takes 1 g of berberine.", sources)).toEqual(["supported 1 g"])
  expect(told("She takes 2 g of berberine.", sources)).toEqual(["contradicted 2 g"])
})

describe("no contradiction, but a quiet mark", () => {
  test.each([
    // Advice and changes.
    ["Take vitamin D 2000 IU.", INTAKE],
    ["Increase vitamin D to 10,000 IU, which she takes with food.", INTAKE],
    ["She takes vitamin D and should lower it from 5000 IU to 2000 IU.", INTAKE],
    ["Continue vitamin D, but double it to 10,000 IU.", INTAKE],
    ["She takes 2000 IU of vitamin D instead of 5000 IU.", INTAKE],
    ["If she takes vitamin D 2000 IU, that is enough.", INTAKE],
    // Another time, another pace, another unit, another substance.
    ["She previously took vitamin D 2000 IU.", INTAKE],
    ["She takes vitamin D 2500 IU twice a day.", INTAKE],
    ["She takes vitamin D 35,000 IU weekly.", INTAKE],
    ["She takes vitamin D 125 mcg.", INTAKE],
    ["She takes vitamin D 2000 IU in the morning and 3000 IU at night.", INTAKE],
    ["She takes about 4800 IU of vitamin D.", INTAKE],
    ["She no longer takes vitamin D 2000 IU.", INTAKE],
    // Sources that have two doses, or advise one.
    ["She takes vitamin D 2000 IU.", of("Vitamin D 5000 IU\nVitamin D 1000 IU on weekends")],
    ["She takes vitamin D 2000 IU.", of("Plan: increase vitamin D to 5000 IU")],
    ["She takes vitamin D 2000 IU.", of("Consider vitamin D 5000 IU")],
    ["She takes vitamin D 2000 IU.", of("Vitamin D 1000 to 5000 IU")],
    ["She takes vitamin D 2000 IU.", of("Vitamin D up to 5000 IU")],
  ])("%s", (text, sources) => {
    const verdicts = told(text, sources)
    expect(verdicts.filter((one) => /^(?:contradicted|not-found)/.test(one))).toEqual([])
    expect(verdicts.some((one) => one.startsWith("not-compared"))).toBe(true)
  })

  test("another substance's dose bears none out", () => {
    const text = "She takes magnesium 5000 IU."
    expect(told(text, INTAKE)).toEqual(["not-compared 5000 IU"])
  })

  test.each([
    ["Take zinc 30 mg daily.", "A dose in advice: the sources do not tell of it."],
    ["Seen for 40 minutes.", "A span of time: the sources do not tell of it."],
    ["Next visit: December 1, 2027.", "A day to come: the sources do not tell of it."],
    ["Eat 3 portions of fish.", "A count in advice: the sources do not tell of it."],
    ["She is on step 3.", "A number by itself: nothing tells what it is of."],
    ["Reduce sugar intake by 35 %.", "A percentage in advice: the sources do not tell of it."],
    ["Increase vitamin D to 10,000 IU.", "The sources have 5000 IU for vitamin D."],
  ])("says why: %s", (text, message) => {
    const quiet = checkEvidence(text, INTAKE).filter(({ verdict }) => verdict === "not-compared")
    expect(quiet.map((one) => one.message)).toEqual([message])
  })
})

test.each([
  ["LDL is 178 mg/dL, above the range of 0 to 100 mg/dL.", []],
  ["Take 2000 IU of vitamin D for 12 weeks.", ["2000 IU", "12 weeks"]],
  ["Aim for 7 to 8 hours of sleep; LDL is 178 mg/dL.", ["7 to 8 hours"]],
  ["Next visit: December 1, 2027.", ["December 1, 2027"]],
  ["1. LDL is 178 mg/dL.\n2. Call us at 555-010-1234 by 10:30.", []],
  ["One of them is LDL, on the 14th.", []],
  ["Hemoglobin A1c and vitamin B12 are in 25-OH vitamin D's list.", []],
  ["She is on step 3.", ["3"]],
  ["Omega-3 and B-12 help.", []],
])("numbers that no source speaks of: %s", (text, claims) => {
  expect(left(text)).toEqual(claims)
})

test("an intake is no value of a marker, and none is counted for it", () => {
  const sources = {
    ...of("LDL 131 mg/dL (0 - 100)\nTakes vitamin D 5000 IU daily and zinc 30 mg."),
    biomarkers: [],
  }
  expect(told("All 1 markers are high. Vitamin D is 5000.", sources)).toEqual([
    "supported 1",
    "not-found 5000",
  ])
})
