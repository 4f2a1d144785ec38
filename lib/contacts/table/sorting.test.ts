import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { FieldDataType, FieldValue } from "#lib/ghl/types.ts"
import { contactWith, definitionOf, holding } from "../testing/contacts.ts"
import { readableFields } from "./fields.ts"
import { sorted } from "./sorting.ts"

const text = (value: string): FieldValue => ({ kind: "text", text: value })
const number = (value: number): FieldValue => ({ kind: "number", number: value, text: `${value}` })

/** Places of these values in the order of their field. */
function order(
  dataType: FieldDataType,
  values: (FieldValue | undefined)[],
  direction: "asc" | "desc" = "asc",
  options: string[] = [],
): number[] {
  const contacts = values.map((value, place) => holding(String(place), "f", value))
  const fields = readableFields(contacts, [definitionOf("f", dataType, options)], "UTC")
  const field = fields.find(({ id }) => id === "f")
  if (!field) throw new Error("no field")
  return sorted(contacts, field, direction).map(({ id }) => Number(id))
}

describe("the order of a field", () => {
  it("is by size for numbers, whatever their digits", () => {
    expect(order("NUMERICAL", [number(10), number(9), number(-1), number(9.5)])).toEqual([
      2, 1, 3, 0,
    ])
  })

  it("is by time for days", () => {
    const day = (value: string): FieldValue => ({ kind: "date", day: value })
    expect(order("DATE", [day("2026-01-10"), day("2025-12-31"), day("2026-01-09")])).toEqual([
      1, 2, 0,
    ])
  })

  it("is GHL's order of the options for choices, of several choice by choice", () => {
    const sizes = ["Small", "Medium", "Large"]
    expect(order("RADIO", [text("Large"), text("small"), text("Medium")], "asc", sizes)).toEqual([
      1, 2, 0,
    ])
    const several = (...all: string[]): FieldValue => ({ kind: "choices", choices: all })
    const lists = [several("Large"), several("Medium", "Small"), several("Small")]
    expect(order("CHECKBOX", lists, "asc", sizes)).toEqual([2, 1, 0])
  })

  it("is people's order for texts", () => {
    const texts = ["zoe", "Émile", "Eva", "item 10", "item 9"].map(text)
    expect(order("TEXT", texts)).toEqual([1, 2, 4, 3, 0])
  })

  it("is to the instant where a day is shown", () => {
    const at = (id: string, dateUpdated: string) => contactWith(id, { dateUpdated })
    const contacts = [at("a", "2026-01-01T10:00:00Z"), at("b", "2026-01-01T09:00:00Z")]
    const field = readableFields(contacts, [], "UTC").find(({ id }) => id === "updatedAt")
    if (!field) throw new Error("no field")
    expect(sorted(contacts, field, "asc").map(({ id }) => id)).toEqual(["b", "a"])
  })

  it("puts values of another type after fitting ones, and empty ones last, in both directions", () => {
    const values = [undefined, text("about ten"), number(2), number(1)]
    expect(order("NUMERICAL", values)).toEqual([3, 2, 1, 0])
    expect(order("NUMERICAL", values, "desc")).toEqual([2, 3, 1, 0])
  })

  it("keeps equal ones as they came, loses nobody, and is one order whatever came first", () => {
    const value = fc.option(
      fc.oneof(fc.integer({ min: 0, max: 3 }).map(number), fc.constantFrom("x", "y").map(text)),
      { nil: undefined },
    )
    fc.assert(
      fc.property(fc.array(value), fc.constantFrom("asc" as const, "desc" as const), (all, way) => {
        const places = order("NUMERICAL", all, way)
        expect(places.toSorted((a, b) => a - b)).toEqual(all.map((_, place) => place))
        const rank = (at: number) => {
          const one = all[at]
          return one === undefined ? 2 : one.kind === "number" ? 0 : 1
        }
        const key = (at: number) => {
          const one = all[at]
          return one?.kind === "number" ? one.number : one?.kind === "text" ? one.text : ""
        }
        for (const [at, place] of places.entries()) {
          const next = places[at + 1]
          if (next === undefined) break
          expect(rank(place)).toBeLessThanOrEqual(rank(next))
          if (rank(place) !== rank(next)) continue
          if (key(place) === key(next)) expect(place).toBeLessThan(next)
          else expect(key(place) < key(next)).toBe(way === "asc")
        }
      }),
    )
  })
})
