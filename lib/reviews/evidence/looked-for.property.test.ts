import fc from "fast-check"
import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import { REPORT } from "./testing/report.ts"
import { TRUE_SENTENCES, WRONG_SENTENCES } from "./testing/sentences.ts"
import type { EvidenceSources } from "./types.ts"

const of = (sourceText: string): EvidenceSources => ({
  biomarkers: [],
  sourceText,
  documentPages: [],
  client: { name: null, birthDate: null },
})

const grouped = (amount: number, mark: string) => String(amount).replace(/\B(?=(\d{3})+$)/g, mark)

/** Ways to write an amount of milligrams or units; the exact twin in grams among them. */
const forms = (amount: number, unit: "mg" | "IU"): string[] =>
  unit === "mg"
    ? [
        `${amount} mg`,
        `${grouped(amount, ",")} milligrams`,
        `${grouped(amount, " ")} mg`,
        `${amount * 1000} mcg`,
        `${amount * 1000} µg`,
        `${amount / 1000} g`,
        `${amount}mg`,
        `${amount} mg/day`,
      ]
    : [
        `${amount} IU`,
        `${grouped(amount, ",")} iu`,
        `${grouped(amount, "\u202f")} units`,
        `${amount} international units`,
        `${amount} IU per day`,
      ]

const SOURCES: ((dose: string) => string)[] = [
  (dose) => `Takes ashwagandha ${dose} daily.`,
  (dose) => `Supplements\n- Ashwagandha: ${dose}`,
  (dose) => `${dose} of ashwagandha daily`,
  (dose) => `| Ashwagandha | ${dose} | daily |`,
]
const TAKEN: ((dose: string) => string)[] = [
  (dose) => `She takes ashwagandha ${dose}.`,
  (dose) => `Continue ${dose} of ashwagandha daily.`,
  (dose) => `Stay on ashwagandha at ${dose}.`,
  (dose) => `The client is taking ashwagandha (${dose}).`,
]
const CHANGED: ((dose: string) => string)[] = [
  (dose) => `Increase ashwagandha to ${dose}.`,
  (dose) => `She takes ashwagandha and could lower it to ${dose}.`,
  (dose) => `Consider ashwagandha ${dose}.`,
  (dose) => `Take ashwagandha ${dose} daily.`,
  (dose) => `She takes ashwagandha; ${dose} instead would be enough.`,
]

const amounts = fc.uniqueArray(
  fc.integer({ min: 1, max: 9999 }).map((amount) => amount * 5),
  { minLength: 2, maxLength: 2 },
)
const unit = fc.constantFrom("mg" as const, "IU" as const)
const at = <T>(list: T[], index: number) => list[index % list.length] as T
// A source is read without spaces between thousands unless the last group begins with a zero.
const told = (dose: string) => !/\d[\s\u202f]\d/.test(dose)

test("a dose is supported in every way to write it, and contradicted by another one of what is taken", () => {
  fc.assert(
    fc.property(
      amounts,
      unit,
      fc.nat(),
      fc.nat(),
      fc.nat(),
      ([own = 5, other = 10], of_, i, j, k) => {
        const source = of(at(SOURCES, i)(at(forms(own, of_).filter(told), j)))
        const verdicts = (amount: number) => {
          const text = at(TAKEN, k)(at(forms(amount, of_), i + k))
          return checkEvidence(text, source)
            .filter(({ kind }) => kind !== "marker")
            .map(({ verdict }) => verdict)
        }
        expect(verdicts(own)).toEqual(["supported"])
        expect(verdicts(other)).toEqual(["contradicted"])
      },
    ),
    { numRuns: 500 },
  )
})

test("a changed dose is never contradicted", () => {
  fc.assert(
    fc.property(amounts, unit, fc.nat(), fc.nat(), ([own = 5, other = 10], of_, i, j) => {
      const source = of(at(SOURCES, i)(at(forms(own, of_).filter(told), j)))
      const findings = checkEvidence(at(CHANGED, j)(at(forms(other, of_), i)), source)
      expect(findings.map(({ verdict }) => verdict)).toContain("not-compared")
      expect(findings.map(({ verdict }) => verdict)).not.toContain("contradicted")
    }),
    { numRuns: 300 },
  )
})

const PIECES = [
  ...TRUE_SENTENCES,
  ...WRONG_SENTENCES.map(([text]) => text),
  "12 weeks",
  "5 000 IU",
  "2-3 times",
  "by January 15, 2027",
  "omega-3",
  "130/80",
  "7.5%",
  "\n",
  ", ",
]

test("whatever the text, findings lie in order, apart, and each in the text", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
      const text = pieces.join(" ")
      let end = 0
      for (const finding of checkEvidence(text, REPORT)) {
        expect(finding.start).toBeGreaterThanOrEqual(end)
        expect(finding.end).toBeGreaterThan(finding.start)
        end = finding.end
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 200 },
  )
})
