import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { rawContact, toContact } from "./contact-schema.ts"
import { definitionsAnswer } from "./definitions-schema.ts"
import { capitalised } from "./names.ts"
import { noteAnswer, notesAnswer } from "./note-schema.ts"
import { listAnswer, packPosition, searchAnswer, unpackPosition } from "./pages-schema.ts"

const contact = (raw: Record<string, unknown>) =>
  toContact(rawContact.parse({ id: "c1", ...raw }), new Map(), "America/New_York")

describe("a contact", () => {
  test("needs nothing but its id", () => {
    expect(contact({})).toEqual({
      id: "c1",
      name: "",
      firstName: "",
      lastName: "",
      email: null,
      phone: null,
      doNotDisturb: false,
      timeZone: null,
      assignedTo: null,
      source: null,
      companyName: null,
      city: null,
      state: null,
      country: null,
      dateOfBirth: null,
      dateAdded: null,
      dateUpdated: null,
      tags: [],
      fields: [],
    })
    expect(rawContact.safeParse({}).success).toBe(false)
  })

  test("shows no property that is not on the list", () => {
    const shown = JSON.stringify(contact({ ssn: "123-45-6789", attributionSource: { ip: "x" } }))
    expect(shown).not.toContain("123-45-6789")
    expect(shown).not.toContain("attribution")
  })

  test.each([
    [
      { firstName: "ann", firstNameRaw: "Ann", lastName: "mcrae", lastNameRaw: "McRae" },
      "Ann McRae",
    ],
    [{ firstName: "bell", lastName: "hooks" }, "bell hooks"],
    [{ firstNameLowerCase: "ann-marie", lastNameLowerCase: "o'brien" }, "Ann-Marie O'Brien"],
    [{ contactName: "ann mcrae" }, "Ann Mcrae"],
    [{ contactName: "Ann McRae" }, "Ann McRae"],
    [{ lastNameRaw: "Cher", firstName: "" }, "Cher"],
    [{ firstName: "שרה", lastName: "כהן" }, "שרה כהן"],
  ])("%j is called %s", (raw, name) => {
    expect(contact(raw).name).toBe(name)
  })

  test("says when the spelling of its name is a guess", () => {
    expect(contact({ firstNameLowerCase: "ann" }).nameIsLowerCased).toBe(true)
    expect(contact({ firstName: "ann" })).not.toHaveProperty("nameIsLowerCased")
  })

  test("keeps tags once, fields filled and each field once", () => {
    const { tags, fields } = contact({
      tags: ["a", " b ", "a", null, 5, {}],
      customFields: [
        { id: "f1", value: "x" },
        { id: "f1", value: "again" },
        { id: "f2", value: "" },
        { id: "f3", value: [] },
        { id: "f4", value: null },
        { id: "f5", fieldValue: "y" },
        { value: "no id" },
        null,
      ],
    })
    expect(tags).toEqual(["a", "b", "5"])
    expect(fields).toEqual([
      { fieldId: "f1", value: { kind: "text", text: "x" } },
      { fieldId: "f5", value: { kind: "text", text: "y" } },
    ])
  })

  test("with anything in any property never throws", () => {
    const properties = Object.keys(rawContact.shape).filter((key) => key !== "id")
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...properties, "__proto__", "constructor"), fc.jsonValue()),
        (raw) => {
          expect(contact(raw).id).toBe("c1")
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe("answers", () => {
  test("of any content are read or refused, but never throw", () => {
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom("id", "body", "name", "fieldKey", "dataType", "picklistOptions", "note"),
        fc.jsonValue(),
      ),
    )
    const answer = fc.dictionary(
      fc.constantFrom("contacts", "meta", "total", "notes", "note", "customFields", "id"),
      fc.oneof(fc.array(entry), entry),
    )
    fc.assert(
      fc.property(answer, (body) => {
        for (const schema of [
          listAnswer,
          searchAnswer,
          notesAnswer,
          noteAnswer,
          definitionsAnswer,
        ]) {
          expect(typeof schema.safeParse(body).success).toBe("boolean")
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test("leave out entries that are no contact, note or field", () => {
    const odd = [null, 5, "x", [], {}, { id: 7 }]
    expect(listAnswer.parse({ contacts: [...odd, { id: "c1" }] })).toMatchObject({
      contacts: [{ id: "c1" }],
      received: 7,
      total: null,
      next: null,
    })
    expect(notesAnswer.parse({ notes: [...odd, { id: "n1" }] }).notes).toHaveLength(1)
    expect(definitionsAnswer.parse({ customFields: [...odd, { id: "f1" }] }).customFields).toEqual([
      expect.objectContaining({ definition: expect.objectContaining({ id: "f1" }) }),
    ])
  })

  test("of definitions give keys their prefix and know each type", () => {
    const { customFields } = definitionsAnswer.parse({
      customFields: [
        { id: "a", name: "A", fieldKey: "contact.a", dataType: "LARGE_TEXT", parentId: "p" },
        {
          id: "b",
          name: "B",
          fieldKey: "b",
          dataType: "HOLOGRAM",
          picklistOptions: ["x", { label: "y" }],
        },
        { id: "c", name: "C", fieldKey: "opportunity.c", dataType: "TEXT", model: "opportunity" },
      ],
    })
    expect(customFields.map(({ definition }) => definition)).toMatchObject([
      { id: "a", key: "contact.a", dataType: "LARGE_TEXT", folderId: "p", options: [] },
      {
        id: "b",
        key: "contact.b",
        dataType: "OTHER",
        rawDataType: "HOLOGRAM",
        options: ["x", "y"],
      },
    ])
  })
})

test("a position in search results survives its way through an address", () => {
  const position = { at: [1_740_823_200_000, "c1", null], before: 20 }
  expect(unpackPosition(packPosition(position))).toEqual(position)
  for (const bad of ["", "x", "e30", packPosition({ at: [], before: 0 })])
    expect(unpackPosition(bad)).toBeNull()
})

test.each([
  ["mary ann", "Mary Ann"],
  ["jean-luc d’arc", "Jean-Luc D’Arc"],
  ["McRae", "McRae"],
  ["ébène", "Ébène"],
  ["", ""],
])("%j is capitalised as %j", (name, expected) => {
  expect(capitalised(name)).toBe(expected)
})
