import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { isOpen } from "./testing/open.ts"

const alarmsOf = (sourceText: string, text: string) =>
  checkEvidence(text, {
    biomarkers: [],
    sourceText,
    documentPages: [],
    client: { name: null, birthDate: null },
  })
    .filter(isOpen)
    .map(({ start, end }) => text.slice(start, end))

test.each([
  '{"name":"ALT","value":61,"unit":"U/L","low":6,"high":32}',
  '{"name":"ALT","result":"61","units":"U/L","reference_range":"6-32","flag":"H"}',
  '{"marker":"ALT","value":61,"unit":"U/L","range":{"low":6,"high":32}}',
  '{"test":"ALT","value":"61 H","unit":"U/L","ref":"6 - 32"}',
  "ALT,61,U/L,6-32,H",
  "ALT\t61 H\tU/L\t6 - 32",
  "ALT\n61\nU/L\n6 - 32",
  "ALT\n61 H\n6 - 32\nU/L",
  "ALT: 61 U/L\n  Range: 6-32\n  Flag: H",
  "ALT 01 61 High U/L 6-32",
  "OBX|1|NM|1742-6^ALT^LN||61|U/L|6-32|H|||F",
  "Component: ALT Value: 61 Units: U/L Range: 6-32 Flag: HIGH",
  "ALT: 61 U/L; lower limit 6; upper limit 32",
  "ALT 61 U/L min 6 max 32",
])("a row is read from %j", (source) => {
  expect(alarmsOf(source, "ALT is 61 U/L, high (reference 6-32).")).toEqual([])
  expect(alarmsOf(source, "ALT is 62 U/L, high (reference 6-32).")).toContain("62 U/L")
  expect(alarmsOf(source, "ALT is 61 U/L, high (reference 6-35).")).toEqual(["6-35"])
  expect(alarmsOf(source, "ALT is 61 ng/mL.")).toEqual(["61 ng/mL"])
  expect(alarmsOf(source, "ALT is low at 61 U/L.")).toEqual(["low"])
})

test.each([
  "HDL 61 mg/dL >40",
  "HDL 61 mg/dL > OR = 40",
  "HDL\n61\nmg/dL\n>40",
  '{"name":"HDL","value":61,"unit":"mg/dL","low":40}',
])("a limit is read from %j", (source) => {
  expect(alarmsOf(source, "HDL is 61 mg/dL, in range.")).toEqual([])
  expect(alarmsOf(source, "HDL is 61 mg/dL, too low.")).toEqual(["low"])
})

test("an order's number below a heading is no value", () => {
  const source = "BLOOD SUGAR\n62816\nFasting glucose 128 mg/dL 70-99"
  expect(alarmsOf(source, "Glucose is 128 mg/dL (7.1 mmol/L).")).toEqual([])
})

test("a column's flag before a tab is a flag, not hours; a name's digit begins no thousands", () => {
  const source = "LH 6.3 mIU/mL 1.7-8.6\nIGF-1 117 ng/mL 50-317"
  expect(alarmsOf(source, "IGF-1 117 ng/mL, in range.")).toEqual([])
  expect(alarmsOf("LH\t6.3 H\tmIU/mL\t1.7-5.6", "LH is 6.3 mIU/mL, high.")).toEqual([])
})
