import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { FieldDataType, FieldValue } from "#lib/ghl/types.ts"
import { contactWith, definitionOf, holding } from "../testing/contacts.ts"
import { readableFields } from "./fields.ts"
import { FilterError, filterTest } from "./filters.ts"
import { type Condition, FIELD_KINDS, isComplete, OPERATORS } from "./types.ts"

const TODAY = "2026-11-25"
const text = (value: string): FieldValue => ({ kind: "text", text: value })
const number = (value: number): FieldValue => ({ kind: "number", number: value, text: `${value}` })
const date = (day: string): FieldValue => ({ kind: "date", day })
const choices = (...all: string[]): FieldValue => ({ kind: "choices", choices: all })

/** Whether a contact with this value in a field of this type passes. */
function passes(
  dataType: FieldDataType,
  value: FieldValue | undefined,
  op: string,
  ...values: string[]
): boolean {
  const contact = holding("c", "f", value)
  const fields = readableFields([contact], [definitionOf("f", dataType)], "America/New_York")
  const byId = new Map(fields.map((field) => [field.id, field]))
  const filter = { match: "all" as const, conditions: [{ field: "f", op, values }] }
  return filterTest(filter, byId, TODAY)(contact)
}

describe("a filter", () => {
  it("compares texts without case, accents and doubled spaces", () => {
    expect(passes("TEXT", text("María  José"), "is", "maria jose")).toBe(true)
    expect(passes("TEXT", text("MARÍA"), "contains", "ari")).toBe(true)
    expect(passes("TEXT", text("María"), "starts", "Mar")).toBe(true)
    expect(passes("TEXT", text("María"), "starts", "ría")).toBe(false)
    expect(passes("TEXT", text("x"), "is-not", "X")).toBe(false)
    expect(passes("LARGE_TEXT", text("a_b <5.6 %"), "contains", "_b <5.6")).toBe(true)
  })

  it("compares numbers as numbers, and nothing else", () => {
    expect(passes("NUMERICAL", number(9), "lt", "10")).toBe(true)
    expect(passes("MONETORY", number(10.5), "between", "20", "10.5")).toBe(true)
    expect(passes("FLOAT", number(0.1), "eq", "0.10")).toBe(true)
    expect(passes("NUMERICAL", text("about ten"), "gt", "0")).toBe(false)
    expect(passes("NUMERICAL", text("about ten"), "ne", "10")).toBe(true)
    expect(passes("NUMERICAL", undefined, "lt", "10")).toBe(false)
  })

  it("compares days, from today too", () => {
    expect(passes("DATE", date("2026-02-28"), "before", "2026-03-01")).toBe(true)
    expect(passes("DATE", date("2026-03-01"), "before", "2026-03-01")).toBe(false)
    expect(passes("DATE", date("2026-03-01"), "between", "2026-03-01", "2026-02-01")).toBe(true)
    expect(passes("DATE", date("2026-11-18"), "last", "7")).toBe(true)
    expect(passes("DATE", date("2026-11-17"), "last", "7")).toBe(false)
    expect(passes("DATE", date("2026-11-26"), "last", "7")).toBe(false)
    expect(passes("DATE", date("2026-12-02"), "next", "7")).toBe(true)
    expect(passes("DATE", text("some time last spring"), "after", "2000-01-01")).toBe(false)
  })

  it("compares choices one by one", () => {
    expect(passes("RADIO", text("Yes"), "any", "yes", "no")).toBe(true)
    expect(passes("CHECKBOX", choices("Iron", "Zinc"), "all", "zinc", "iron")).toBe(true)
    expect(passes("CHECKBOX", choices("Iron"), "all", "Zinc", "Iron")).toBe(false)
    expect(passes("CHECKBOX", choices("Iron"), "none", "Zinc")).toBe(true)
    expect(passes("MULTIPLE_OPTIONS", undefined, "none", "Zinc")).toBe(true)
  })

  it("knows the contact's own fields", () => {
    const contact = contactWith("c", {
      tags: ["vip", "bloodwork_scheduled"],
      doNotDisturb: true,
      // The day before in New York.
      dateAdded: "2026-11-25T03:00:00.000Z",
    })
    const byId = new Map(
      readableFields([contact], [], "America/New_York").map((field) => [field.id, field]),
    )
    const ask = (field: string, op: string, ...values: string[]) =>
      filterTest({ match: "all", conditions: [{ field, op, values }] }, byId, TODAY)(contact)
    expect(ask("tags", "all", "vip", "bloodwork_scheduled")).toBe(true)
    expect(ask("stage", "any", "Bloodwork scheduled")).toBe(true)
    expect(ask("doNotDisturb", "yes")).toBe(true)
    expect(ask("doNotDisturb", "no")).toBe(false)
    expect(ask("dateAdded", "on", "2026-11-24")).toBe(true)
    expect(ask("email", "empty")).toBe(true)
  })

  it("joins conditions by all or by any", () => {
    const contact = contactWith("c", { city: "Troy", state: "NY" })
    const byId = new Map(readableFields([contact], [], "UTC").map((field) => [field.id, field]))
    const conditions = [
      { field: "city", op: "is", values: ["Troy"] },
      { field: "state", op: "is", values: ["VT"] },
    ]
    expect(filterTest({ match: "all", conditions }, byId, TODAY)(contact)).toBe(false)
    expect(filterTest({ match: "any", conditions }, byId, TODAY)(contact)).toBe(true)
    expect(filterTest({ match: "any", conditions: [] }, byId, TODAY)(contact)).toBe(true)
  })

  it("is refused when its field is gone or it is not complete", () => {
    for (const condition of [
      { field: "gone", op: "is", values: ["x"] },
      { field: "city", op: "eq", values: ["1"] },
      { field: "city", op: "is", values: [] },
      { field: "dateOfBirth", op: "on", values: ["2026-02-31"] },
    ]) {
      const byId = new Map(readableFields([], [], "UTC").map((field) => [field.id, field]))
      expect(() => filterTest({ match: "all", conditions: [condition] }, byId, TODAY)).toThrow(
        FilterError,
      )
    }
  })

  const TYPES: [FieldDataType, fc.Arbitrary<FieldValue>][] = [
    ["TEXT", fc.string({ minLength: 1 }).map(text)],
    ["NUMERICAL", fc.double({ noNaN: true, noDefaultInfinity: true }).map(number)],
    [
      "DATE",
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date("2099-12-31") })
        .map((d) => date(d.toISOString().slice(0, 10))),
    ],
    ["RADIO", fc.constantFrom("A", "B").map(text)],
    [
      "CHECKBOX",
      fc
        .uniqueArray(fc.constantFrom("A", "B", "C"), { minLength: 1 })
        .map((all) => choices(...all)),
    ],
  ]
  const OPPOSITES: [FieldDataType, string, string][] = [
    ["TEXT", "contains", "not-contains"],
    ["TEXT", "is", "is-not"],
    ["NUMERICAL", "eq", "ne"],
    ["RADIO", "any", "none"],
    ["CHECKBOX", "any", "none"],
    ["DATE", "filled", "empty"],
  ]
  const VALUE: Partial<Record<FieldDataType, string>> = {
    TEXT: "a",
    NUMERICAL: "1",
    RADIO: "A",
    CHECKBOX: "A",
  }

  it("parts all contacts in two with its opposite, whatever they hold", () => {
    const anything = fc.oneof(...TYPES.map(([, value]) => value), fc.constant(undefined))
    for (const [dataType, op, opposite] of OPPOSITES) {
      const asked = VALUE[dataType] === undefined ? [] : [VALUE[dataType]]
      fc.assert(
        fc.property(anything, (value) => {
          expect(passes(dataType, value, op, ...asked)).toBe(
            !passes(dataType, value, opposite, ...asked),
          )
        }),
      )
    }
  })

  it("can be asked with every operator, and answers yes or no for any value", () => {
    const anything = fc.oneof(...TYPES.map(([, value]) => value), fc.constant(undefined))
    const GIVEN: Record<string, string[]> = {
      nothing: [],
      text: ["a"],
      number: ["1"],
      "two-numbers": ["1", "2"],
      day: [TODAY],
      "two-days": [TODAY, TODAY],
      days: ["3"],
      options: ["A"],
    }
    const OF_KIND: Record<string, FieldDataType> = {
      text: "TEXT",
      number: "FLOAT",
      day: "DATE",
      choice: "SINGLE_OPTIONS",
      choices: "MULTIPLE_OPTIONS",
      list: "TEXTBOX_LIST",
      files: "FILE_UPLOAD",
    }
    for (const kind of FIELD_KINDS) {
      for (const { op, takes } of OPERATORS[kind]) {
        const values = GIVEN[takes] ?? []
        expect(isComplete(kind, { op, values } satisfies Omit<Condition, "field">)).toBe(true)
        const dataType = OF_KIND[kind]
        if (!dataType) continue
        fc.assert(
          fc.property(anything, (value) => {
            expect(passes(dataType, value, op, ...values)).toBeTypeOf("boolean")
          }),
          { numRuns: 20 },
        )
      }
    }
  })
})
