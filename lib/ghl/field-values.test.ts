import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { toDay, toInstant } from "./days.ts"
import { definitionsAnswer, type KnownField } from "./definitions-schema.ts"
import { isFilled, readFieldValue } from "./field-values.ts"
import { FIELD_DATA_TYPES } from "./types.ts"

const ZONE = "America/New_York"

function field(dataType: string, picklistOptions: unknown[] = []): KnownField {
  const raw = { id: "f1", name: "Field", fieldKey: "contact.field", dataType, picklistOptions }
  const known = definitionsAnswer.parse({ customFields: [raw] }).customFields[0]
  if (known === undefined) throw new Error("the definition was left out")
  return known
}

const read = (dataType: string, value: unknown, options?: unknown[]) =>
  readFieldValue(value, field(dataType, options), ZONE)

describe("values by type", () => {
  test.each([
    ["TEXT", "plain", { kind: "text", text: "plain" }],
    ["TEXT", 42, { kind: "text", text: "42" }],
    ["TEXT", ["a", "b"], { kind: "text", text: "a, b" }],
    ["TEXT", { a: 1 }, { kind: "text", text: '{"a":1}' }],
    ["LARGE_TEXT", "a\r\nb\0", { kind: "text", text: "a\nb" }],
    // Half a character of two: what is stored and sent cannot hold it, so it would never be found again.
    ["LARGE_TEXT", "a\ud83d b", { kind: "text", text: "a\ufffd b" }],
    ["PHONE", "+1 212 555 0100", { kind: "text", text: "+1 212 555 0100" }],
    ["RADIO", "Yes", { kind: "text", text: "Yes" }],
    ["SINGLE_OPTIONS", "active", { kind: "text", text: "active" }],
    ["TIME", "09:30", { kind: "text", text: "09:30" }],
    ["NUMERICAL", 5.6, { kind: "number", number: 5.6, text: "5.6" }],
    ["NUMERICAL", " 007 ", { kind: "number", number: 7, text: "007" }],
    ["FLOAT", "1.50", { kind: "number", number: 1.5, text: "1.50" }],
    ["MONETORY", "$12", { kind: "text", text: "$12" }],
    ["NUMERICAL", "<5.6", { kind: "text", text: "<5.6" }],
    ["NUMERICAL", "1e999", { kind: "text", text: "1e999" }],
    ["DATE", "2025-03-01", { kind: "date", day: "2025-03-01" }],
    ["DATE", "soon", { kind: "text", text: "soon" }],
    ["CHECKBOX", ["a", "b"], { kind: "choices", choices: ["a", "b"] }],
    ["MULTIPLE_OPTIONS", "one", { kind: "choices", choices: ["one"] }],
    ["CHECKBOX", { odd: true }, { kind: "text", text: '{"odd":true}' }],
    ["HOLOGRAM", "x", { kind: "text", text: "x" }],
    ["HOLOGRAM", { a: [1] }, { kind: "text", text: '{"a":[1]}' }],
    ["TEXT", true, { kind: "text", text: "Yes" }],
  ])("%s %j", (dataType, value, expected) => {
    expect(read(dataType, value)).toEqual(expected)
  })

  test("choices written in one text are told apart by the options", () => {
    expect(read("CHECKBOX", "b, a", ["a", "b"])).toEqual({ kind: "choices", choices: ["b", "a"] })
    expect(read("CHECKBOX", "a, b", ["a, b"])).toEqual({ kind: "choices", choices: ["a, b"] })
  })

  test("a list of text boxes takes its labels from the options", () => {
    const options = [{ id: "o1", label: "Dose" }, { id: "o2", label: "Unit" }, "Loose"]
    expect(read("TEXTBOX_LIST", { o1: "5", o2: "", o3: "?", Loose: 1 }, options)).toEqual({
      kind: "list",
      entries: [
        { label: "Dose", value: "5" },
        { label: "o3", value: "?" },
        { label: "Loose", value: "1" },
      ],
    })
  })

  test("a field without a definition is text, a file without one is a document", () => {
    expect(readFieldValue("x", undefined, ZONE)).toEqual({ kind: "text", text: "x" })
    const file = { url: "https://x.test/documents/download/d1", meta: { originalname: "a.pdf" } }
    expect(readFieldValue([file], undefined, ZONE)).toMatchObject({
      kind: "documents",
      documents: [{ documentId: "d1", fileName: "a.pdf" }],
    })
  })

  test("no value of any type throws, and none is lost", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELD_DATA_TYPES, "NEVER_SEEN"),
        fc.jsonValue({ maxDepth: 4 }),
        (dataType, value) => {
          expect(read(dataType, value)).toHaveProperty("kind")
          expect(typeof isFilled(value)).toBe("boolean")
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe("days", () => {
  test.each([
    [Date.UTC(2025, 2, 1), "2025-03-01"],
    [Date.UTC(2025, 2, 1, 5), "2025-03-01"],
    [Date.UTC(2025, 2, 2, 3), "2025-03-01"],
    [String(Date.UTC(2025, 6, 4, 4)), "2025-07-04"],
    [Date.UTC(1950, 0, 1), "1950-01-01"],
    [0, "1970-01-01"],
    ["2025-03-01T00:00:00.000Z", "2025-03-01"],
    ["2025-03-02T03:00:00Z", "2025-03-01"],
    ["2025-03-01T23:30:00-05:00", "2025-03-01"],
    ["2025-03-01T23:30", "2025-03-01"],
    ["2025-02-30", null],
    ["03/01/2025", null],
    ["", null],
    [Number.NaN, null],
    [1e20, null],
    [null, null],
    [["2025-03-01"], null],
  ])("%j is the day %s", (value, day) => {
    expect(toDay(value, ZONE)).toBe(day)
  })

  test("a day written as such is the same in every zone", () => {
    const day = fc
      .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const zone = fc.constantFrom("Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC", ZONE)
    fc.assert(
      fc.property(day, zone, (written, timeZone) => {
        expect(toDay(written, timeZone)).toBe(written)
        expect(toDay(Date.parse(written), timeZone)).toBe(written)
        expect(toDay(`${written}T00:00:00.000Z`, timeZone)).toBe(written)
      }),
    )
  })

  test.each([
    ["2025-03-01T10:00:00.000Z", "2025-03-01T10:00:00.000Z"],
    ["2025-03-01T10:00:00+02:00", "2025-03-01T08:00:00.000Z"],
    [1_740_823_200_000, "2025-03-01T10:00:00.000Z"],
    ["yesterday", null],
    [{}, null],
  ])("%j is the instant %s", (value, instant) => {
    expect(toInstant(value)).toBe(instant)
  })
})
