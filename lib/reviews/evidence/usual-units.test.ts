import fc from "fast-check"
import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { inUnitOf } from "./compare.ts"
import { KNOWN_MARKERS } from "./marker-names.ts"
import { unitAt } from "./units.ts"
import { likelyUnits } from "./usual-units.ts"

const verdictOf = (sourceText: string, text: string, part: string) => {
  const at = text.indexOf(part)
  return checkEvidence(text, {
    biomarkers: [],
    sourceText,
    documentPages: [],
    client: { name: null, birthDate: null },
  }).find(({ start, end }) => start <= at && at < end)?.verdict
}
const unit = (written: string) => unitAt(written, 0)?.unit
const likely = (id: string, value: number) =>
  likelyUnits(id, value, (size, from, to) =>
    inUnitOf({ unit: to }, { value: size, decimals: 0, unit: from }, id),
  )

test("a value printed without a unit has the marker's, told by its size", () => {
  expect(verdictOf("BUN 15 7-25", "BUN is 15 mg/dL.", "15 mg/dL")).toBe("supported")
  expect(verdictOf("BUN 15 7-25", "BUN is 15 mg/L.", "15 mg/L")).toBe("contradicted")
  expect(verdictOf("LDL 130 <100", "LDL is 130 mmol/L.", "130 mmol/L")).toBe("contradicted")
  expect(verdictOf("BILIRUBIN, TOTAL 1.8", "Bilirubin is 1.8 mg/dL (31 umol/L).", "31")).toBe(
    "supported",
  )
  expect(verdictOf("RDW 15.7", "RDW is 15.7 %.", "15.7")).toBe("supported")
})

test("where two units may fit, any usual one is taken, and no other", () => {
  expect(verdictOf("Vitamin B12 450", "B12 is 450 pg/mL.", "450 pg/mL")).toBe("supported")
  expect(verdictOf("Vitamin B12 450", "B12 is 450 pmol/L.", "450 pmol/L")).toBe("supported")
  expect(verdictOf("Vitamin B12 450", "B12 is 450 g/dL.", "450 g/dL")).toBe("contradicted")
  expect(verdictOf("Vitamin B12 450", "B12 is 540 pg/mL.", "540 pg/mL")).toBe("contradicted")
})

test("sizes tell mg/dL from mmol/L", () => {
  expect(likely("ldl", 130)).toEqual([unit("mg/dl")])
  expect(likely("ldl", 3.4)).toEqual([unit("mmol/l")])
  expect(likely("creatinine", 80)).toEqual([unit("umol/l")])
  expect(likely("b12", 450)).toContainEqual(unit("pmol/l"))
  expect(likely("homa-ir", 2)).toBeNull()
})

test("every known marker of the table has a likely unit, for any value", () => {
  const ids = KNOWN_MARKERS.map(({ id }) => id).filter((id) => likely(id, 1))
  expect(ids.length).toBeGreaterThan(80)
  fc.assert(
    fc.property(fc.constantFrom(...ids), fc.double({ noNaN: true }), (id, value) => {
      expect(likely(id, value)?.length).toBeGreaterThan(0)
    }),
  )
})

test("a tab parts columns, not thousands; a dash before > is no arrow", () => {
  expect(verdictOf("Sodium 134 mmol/L 135-146", "Sodium\t134\t135 - 146", "134")).toBe("supported")
  expect(verdictOf("Sodium 134 mmol/L 135-146", "Sodium\t134\t135 - 146", "135 - 146")).toBe(
    "supported",
  )
  expect(
    verdictOf("eGFR >90 mL/min/1.73m2 >60", "eGFR – >90 mL/min/1.73, in range.", "90 mL"),
  ).toBe("supported")
})
