import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { checkEvidence } from "./check.ts"
import { KNOWN_MARKERS } from "./marker-names.ts"
import { REPORT } from "./testing/report.ts"
import { TRUE_SENTENCES, WRONG_SENTENCES } from "./testing/sentences.ts"
import { stepsOf } from "./testing/steps.ts"
import type { EvidenceFinding, EvidenceSources } from "./types.ts"

const UNITS: Record<string, string[]> = {
  "mg/dL": ["mg/dL", "mg/dl", "milligrams per deciliter"],
  "ng/mL": ["ng/mL", "ng/ml", "nanograms per milliliter", "ug/L", "µg/L"],
  "U/L": ["U/L", "IU/L", "units per liter"],
  "uIU/mL": ["uIU/mL", "µIU/mL", "mIU/L", "mU/L"],
  "umol/L": ["umol/L", "µmol/L", "micromoles per litre", "nmol/mL"],
  "K/uL": ["K/uL", "10^3/uL", "x10E3/uL", "×10³/µL", "10*9/L", "thou/uL"],
  "%": ["%", "percent", "per cent"],
}

const ids = KNOWN_MARKERS.filter(({ everyday, names }) => !everyday && names.length > 0)

/** Two markers of a report, with different values, each with a name that its table knows. */
const twoMarkers = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: ids.length - 1 }), { minLength: 2, maxLength: 2 }),
    fc.constantFrom(...Object.keys(UNITS)),
    fc.uniqueArray(fc.integer({ min: 11, max: 99_999 }), { minLength: 2, maxLength: 2 }),
    fc.integer({ min: 0, max: 2 }),
    fc.nat(),
  )
  .map(([[one = 0, other = 1], unit, [value = 11, second = 12], decimals, seed]) => {
    const marker = (index: number, digits: number): DraftBiomarker => ({
      name: ids[index]?.names[0] ?? "",
      value: digits / 10 ** decimals,
      unit,
      low: 1,
      high: 1000,
    })
    const names = ids[one]?.names ?? []
    return {
      biomarkers: [marker(one, value), marker(other, second)],
      alias: names[seed % names.length] ?? "",
      unit,
      decimals,
    }
  })

/** With commas between thousands. */
const grouped = (value: number, decimals: number) => {
  const [whole = "", rest] = value.toFixed(decimals).split(".")
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest ? `.${rest}` : ""}`
}

const formats = (value: number, decimals: number): string[] => {
  const plain = value.toFixed(decimals)
  const [whole = "", rest] = plain.split(".")
  return [
    String(value),
    plain,
    `${plain}${decimals > 0 ? "0" : ""}`,
    grouped(value, decimals),
    grouped(value, decimals).replaceAll(",", " "),
    grouped(value, decimals).replaceAll(",", "\u202f"),
    // A decimal comma with three digits behind would read as thousands.
    ...(rest && rest.length < 3 ? [`${whole},${rest}`] : []),
  ]
}

const STYLES: ((name: string, value: string) => string)[] = [
  (name, value) => `${name} is ${value}.`,
  (name, value) => `- ${name}: ${value}`,
  (name, value) => `**${name}** — ${value}`,
  (name, value) => `| ${name} | ${value} | ok |`,
  (name, value) => `Your ${name} came in at ${value}, as discussed.`,
  (name, value) => `At ${value}, her ${name} deserves a look.`,
  (name, value) => `A ${name} of ${value} was reported.`,
  (name, value) => `The lab measured ${name} (${value}) this time.`,
  (name, value) => `${name} = ${value}; nothing else.`,
  (name, value) => `Her ${name} level was ${value} on this panel.`,
]

const sourcesOf = (biomarkers: DraftBiomarker[]): EvidenceSources => ({
  biomarkers,
  sourceText: "",
  documentPages: [],
  client: { name: null, birthDate: null },
})

const numbersIn = (text: string, sources: EvidenceSources) =>
  checkEvidence(text, sources).filter(({ kind }) =>
    ["value", "percentage", "number"].includes(kind),
  )
const told = (text: string, findings: EvidenceFinding[]) =>
  `${text}\n${findings.map(({ start, end, verdict, message }) => `${text.slice(start, end)}: ${verdict} ${message}`).join("\n")}`

describe("a value of a known marker", () => {
  test("is supported in every way to write it", () => {
    fc.assert(
      fc.property(twoMarkers, fc.nat(), fc.nat(), fc.nat(), (report, style, unit, format) => {
        const value = Number(report.biomarkers[0]?.value)
        const units = UNITS[report.unit] ?? []
        const forms = formats(value, report.decimals)
        const written = `${forms[format % forms.length]} ${units[unit % units.length]}`
        const text = STYLES[style % STYLES.length]?.(report.alias, written) ?? ""
        const findings = numbersIn(text, sourcesOf(report.biomarkers))
        expect(
          findings.map(({ verdict }) => verdict),
          told(text, findings),
        ).toEqual(["supported"])
      }),
      { numRuns: 600 },
    )
  })

  test("is contradicted by any other number, the other marker's value among them", () => {
    fc.assert(
      fc.property(
        twoMarkers,
        fc.nat(),
        fc.oneof(fc.constant(null), fc.integer({ min: 11, max: 99_999 })),
        fc.boolean(),
        (report, style, wrong, inGroups) => {
          const [marker, other] = report.biomarkers
          const value = wrong === null ? Number(other?.value) : wrong / 10 ** report.decimals
          fc.pre(value !== marker?.value)
          const written = inGroups ? grouped(value, report.decimals) : String(value)
          const text =
            STYLES[style % STYLES.length]?.(report.alias, `${written} ${report.unit}`) ?? ""
          const findings = numbersIn(text, sourcesOf(report.biomarkers))
          expect(
            findings.map(({ verdict }) => verdict),
            told(text, findings),
          ).toEqual(["contradicted"])
        },
      ),
      { numRuns: 600 },
    )
  })

  test("is contradicted by a thousand times it, written in groups", () => {
    fc.assert(
      fc.property(twoMarkers, fc.nat(), (report, style) => {
        const times = 1000 * Number(report.biomarkers[0]?.value)
        // In a row the upper end of the range may stand for itself.
        fc.pre(times !== report.biomarkers[0]?.high)
        const written = `${grouped(times, 0)} ${report.unit}`
        const text = STYLES[style % STYLES.length]?.(report.alias, written) ?? ""
        const findings = numbersIn(text, sourcesOf(report.biomarkers))
        expect(
          findings.map(({ verdict }) => verdict),
          told(text, findings),
        ).toEqual(["contradicted"])
      }),
      { numRuns: 300 },
    )
  })

  test("that a page alone has in groups is not borne out as a thousandth of it", () => {
    // Of tens: the thousandth has no third decimal.
    const tens = fc.integer({ min: 100, max: 99_999 }).map((ten) => 10 * ten)
    fc.assert(
      fc.property(twoMarkers, fc.nat(), tens, (report, style, value) => {
        const page = `${report.alias} ${grouped(value, 0)} ${report.unit}`
        const of = (written: string) => {
          const text =
            STYLES[style % STYLES.length]?.(report.alias, `${written} ${report.unit}`) ?? ""
          const findings = numbersIn(text, { ...sourcesOf([]), documentPages: [page] })
          return findings.map(({ verdict }) => verdict)
        }
        expect(of(String(value)), page).toEqual(["supported"])
        expect(of(String(value / 1000)), page).not.toContain("supported")
      }),
      { numRuns: 300 },
    )
  })

  test("is contradicted by a unit of another kind", () => {
    const units = Object.keys(UNITS).filter((unit) => unit !== "%")
    fc.assert(
      fc.property(twoMarkers, fc.nat(), fc.nat(), (report, style, unit) => {
        const wrong = units.filter((one) => one !== report.unit)[unit % (units.length - 1)] ?? ""
        // Some markers have a known factor between mass and amount; the factor decides there.
        fc.pre(
          ![
            "mg/dL umol/L",
            "umol/L mg/dL",
            "ng/mL umol/L",
            "umol/L ng/mL",
            "uIU/mL umol/L",
            "umol/L uIU/mL",
          ].includes(`${report.unit} ${wrong}`),
        )
        const text =
          STYLES[style % STYLES.length]?.(
            report.alias,
            `${report.biomarkers[0]?.value} ${wrong}`,
          ) ?? ""
        const findings = numbersIn(text, sourcesOf(report.biomarkers))
        expect(
          findings.map(({ verdict }) => verdict),
          told(text, findings),
        ).toEqual(["contradicted"])
      }),
      { numRuns: 300 },
    )
  })
})

const SENTENCES = [...TRUE_SENTENCES, ...WRONG_SENTENCES.map(([text]) => text)]
const verdicts = (text: string, findings: EvidenceFinding[], from = 0, to = text.length) =>
  findings
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ kind, start, end, verdict }) => `${kind} ${verdict} ${text.slice(start, end)}`)

describe("findings", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "\0",
        "\ud800",
        "\udfff",
        "\u202e",
        "\u200f",
        "\u00a0",
        "\n",
        "İ",
        "ß",
        "ﬁ",
        "|",
        "<",
        "≤",
        "–",
      ),
      fc.constantFrom(...SENTENCES),
      fc.constantFrom(...SENTENCES.flatMap((text) => text.split(" "))),
    ),
    { maxLength: 40 },
  )

  const inOrder = (text: string, findings: EvidenceFinding[]) => {
    let last = 0
    for (const { start, end, verdict, message, places } of findings) {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(text.length)
      expect(message).not.toBe("")
      expect(message).not.toMatch(/undefined|NaN|null|\[object/)
      if (verdict === "supported" && places.length > 0)
        expect(places.length).toBeLessThanOrEqual(12)
      last = end
    }
  }

  test("lie in any text, in order and apart, whatever it holds", () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join(" ")
        inOrder(text, checkEvidence(text, REPORT))
      }),
      { numRuns: 300 },
    )
  })

  test("point into sources that hold anything", () => {
    fc.assert(
      fc.property(pieces, pieces, fc.constantFrom(...SENTENCES), (source, page, text) => {
        const sources = { ...REPORT, sourceText: source.join(" "), documentPages: [page.join(" ")] }
        const findings = checkEvidence(text, sources)
        inOrder(text, findings)
        for (const place of findings.flatMap(({ places }) => places)) {
          if (place.source === "biomarker") {
            expect(sources.biomarkers[place.index]).toBeDefined()
            continue
          }
          const within =
            place.source === "text" ? sources.sourceText : sources.documentPages[place.page - 1]
          expect(place.start).toBeLessThan(place.end)
          expect(place.end).toBeLessThanOrEqual(within?.length ?? 0)
        }
      }),
      { numRuns: 200 },
    )
  })

  test("are the same again, and the same with unrelated paragraphs around", () => {
    const around = fc.constantFrom(
      "Please drink enough water before the call.\n\n",
      "The team is happy to answer questions.\n\n",
      "Thank you for your patience with us, and see you soon!\n\n",
      "This text is a draft. It is not a diagnosis.\n\n",
    )
    fc.assert(
      fc.property(around, around, fc.constantFrom(...SENTENCES), (before, after, sentence) => {
        const alone = verdicts(sentence, checkEvidence(sentence, REPORT))
        expect(verdicts(sentence, checkEvidence(sentence, REPORT))).toEqual(alone)
        const text = `${before}${sentence}\n\n${after}`
        const findings = checkEvidence(text, REPORT)
        expect(verdicts(text, findings, before.length, before.length + sentence.length)).toEqual(
          alone,
        )
      }),
      { numRuns: 200 },
    )
  })

  test("of the two sentences of a paragraph are those of each", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SENTENCES), fc.constantFrom(...SENTENCES), (one, other) => {
        const text = `${one}\n\n${other}`
        const findings = checkEvidence(text, REPORT)
        expect(verdicts(text, findings, 0, one.length)).toEqual(
          verdicts(one, checkEvidence(one, REPORT)),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe("the steps it takes", () => {
  const long = (part: string, length: number) =>
    part.repeat(Math.ceil(length / part.length)).slice(0, length)
  const steps = (text: string, sources: EvidenceSources) =>
    stepsOf(() => checkEvidence(text, sources))

  // Four times the text is four times the work; the square of it would be sixteen times.
  test.each([
    ["sentences", `${TRUE_SENTENCES.join(" ")}\n`],
    ["one sentence without an end", "LDL 178 mg/dL and HDL 54 mg/dL and "],
    ["numbers alone", "5.6 mg/dL "],
    ["wrong values", "LDL is 999 mg/dL. "],
    ["dates", "2026-10-14 "],
    ["names", "Maria Lopez "],
    ["headings and lists", "High:\n- LDL\n"],
    ["one heading and a long list", "- LDL\n"],
    ["digits", "1,111"],
    ["spaces", " "],
    ["line ends", "\n"],
    ["number words", "one hundred and "],
    ["negations", "not neither nor "],
    ["quantifiers", "The other markers are normal. "],
  ])("grow with the text and not faster: %s", (_, part) => {
    const few = steps(long(part, 10_000), REPORT)
    const many = steps(long(part, 40_000), REPORT)
    expect(many / few).toBeLessThan(5)
  })

  test("grow with the sources and not faster", () => {
    const text = TRUE_SENTENCES.slice(0, 40).join(" ")
    const page = REPORT.documentPages.join("\n")
    const of = (length: number) => ({
      ...REPORT,
      documentPages: [long(page, length), long(page, length)],
    })
    expect(steps(text, of(80_000)) / steps(text, of(20_000))).toBeLessThan(5)
  })
})
