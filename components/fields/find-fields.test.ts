import { describe, expect, it } from "vitest"
import type { FieldView, FolderView } from "#lib/contacts/record-types.ts"
import { countFields, findFields } from "./find-fields.ts"

const field = (id: string, name: string, value: FieldView["value"]): FieldView => ({
  id,
  name,
  key: `contact.${id}`,
  type: "Text",
  value,
})
const folder = (id: string, fields: FieldView[]): FolderView => ({
  id,
  title: id,
  hint: "",
  fields,
  filled: 0,
})
const folders = [
  folder("one", [
    field("allergies", "Allergies", { kind: "text", text: "Peñut" }),
    field("empty_one", "Doctor", null),
  ]),
  folder("two", [
    field("dob", "Visit", { kind: "date", day: "2025-03-04" }),
    field("list", "Family", {
      kind: "list",
      entries: [{ id: "0", label: "Sister", value: "שרה" }],
    }),
  ]),
]
const ids = (text: string, filledOnly = true) =>
  findFields(folders, { text, filledOnly }).flatMap(({ fields }) => fields.map(({ id }) => id))

describe("finding fields", () => {
  it.each([
    ["", ["allergies", "dob", "list"]],
    ["  PENUT ", ["allergies"]],
    ["contact.dob", ["dob"]],
    ["2025 mar", ["dob"]],
    ["sister שרה", ["list"]],
    ["doctor", []],
    ["(.*", []],
  ])("%j among filled fields", (text, found) => {
    expect(ids(text)).toEqual(found)
  })

  it("looks through empty ones when asked, and leaves out folders without a hit", () => {
    expect(ids("doctor", false)).toEqual(["empty_one"])
    expect(findFields(folders, { text: "doctor", filledOnly: false })).toHaveLength(1)
    expect(countFields(findFields(folders, { text: "", filledOnly: false }))).toBe(4)
  })
})
