import { describe, expect, it } from "vitest"
import { contactWith, definitionOf } from "../testing/contacts.ts"
import { readableFields } from "./fields.ts"
import { searchTest } from "./search.ts"

const contact = contactWith("c", {
  name: "Siobhán McDonnell-O'Brien",
  email: "siobhan@example.com",
  phone: "+1 (212) 555-0187",
  city: "Troy",
  tags: ["founding_member"],
  fields: [
    { fieldId: "f1", value: { kind: "text", text: "Works as a Glazier\nsince 2019" } },
    { fieldId: "f2", value: { kind: "choices", choices: ["Magnesium", "Iron"] } },
    { fieldId: "f3", value: { kind: "list", entries: [{ label: "Goal", value: "Sleep" }] } },
    { fieldId: "f4", value: { kind: "date", day: "2026-11-04" } },
    { fieldId: "f5", value: { kind: "number", number: 1234.5, text: "1234.5" } },
  ],
})
const definitions = [
  definitionOf("f1", "TEXT"),
  definitionOf("f2", "CHECKBOX"),
  definitionOf("f3", "TEXTBOX_LIST"),
  definitionOf("f4", "DATE"),
  definitionOf("f5", "MONETORY"),
]
const found = (text: string) =>
  searchTest(text, readableFields([contact], definitions, "UTC"))?.(contact)

describe("a search of the location in memory", () => {
  it("finds each word in any field, without case and accents", () => {
    expect(found("siobhan")).toEqual([])
    expect(found("o'brien SIOBHÁN")).toEqual([])
    expect(found("siobhan glazier")).toEqual(["Field f1"])
    expect(found("glazier since")).toEqual(["Field f1"])
    expect(found("magnes troy")).toEqual(["City", "Field f2"])
    expect(found("founding_member")).toEqual(["Tags"])
    expect(found("sleep")).toEqual(["Field f3"])
  })

  it("finds a day and an amount as they are shown, and as they were stored", () => {
    expect(found("Nov 4, 2026")).toEqual(["Field f4"])
    expect(found("2026-11")).toEqual(["Field f4"])
    expect(found("$1,234.50")).toEqual(["Field f5"])
    expect(found("1234.5")).toEqual(["Field f5"])
    expect(found("Nov 5, 2026")).toBeNull()
  })

  it("wants all words", () => {
    expect(found("siobhan plumber")).toBeNull()
  })

  it("finds a phone however it is written", () => {
    expect(found("212-555")).toEqual([])
    expect(found("5550187")).toEqual([])
    expect(found("212.556")).toBeNull()
  })

  it("tells two fields at most, and asks nothing without a word", () => {
    expect(found("troy glazier magnesium sleep")).toHaveLength(2)
    expect(found("  ")).toBeUndefined()
  })
})
