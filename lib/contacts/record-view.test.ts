import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type RawContact, rawContact, toContact } from "#lib/ghl/contact-schema.ts"
import { definitionsAnswer } from "#lib/ghl/definitions-schema.ts"
import { FIELD_DATA_TYPES } from "#lib/ghl/types.ts"
import type { RecordView } from "./record-types.ts"
import { recordView } from "./record-view.ts"

const setting = {
  locationId: "VXhSATpOGAvRAnd0iu7x",
  userIdLink: "https://lab.example.org/clients/{user_id}?tab=results",
  clinicTimeZone: "America/New_York",
  now: new Date("2026-03-01T03:00:00Z"),
}

function record(contact: Record<string, unknown>, fields: Record<string, unknown>[] = []) {
  const known = definitionsAnswer.parse({ customFields: fields }).customFields
  const byId = new Map(known.map((field) => [field.definition.id, field]))
  const raw: RawContact = rawContact.parse({ id: "c1", ...contact })
  return recordView(
    toContact(raw, byId, setting.clinicTimeZone),
    known.map(({ definition }) => definition),
    setting,
  )
}

function one(dataType: string, value: unknown, more: Record<string, unknown> = {}) {
  const definition = { id: "f1", name: "Field", fieldKey: "contact.field", dataType, ...more }
  return record({ customFields: [{ id: "f1", value }] }, [definition]).folders[0]?.fields[0]?.value
}

/** Every link of a view, wherever it stands. */
function hrefs(view: unknown): string[] {
  if (typeof view !== "object" || view === null) return []
  return Object.entries(view).flatMap(([key, value]) =>
    key === "href" && typeof value === "string" ? [value] : hrefs(value),
  )
}

describe("values by type", () => {
  it.each([
    ["MONETORY", 1234.5, { kind: "number", text: "$1,234.50" }],
    ["MONETORY", "0.1234567", { kind: "number", text: "0.1234567" }],
    ["MONETORY", -20, { kind: "number", text: "-$20.00" }],
    ["NUMERICAL", "02134", { kind: "number", text: "02134" }],
    ["DATE", "2025-03-09", { kind: "date", day: "2025-03-09" }],
    ["DATE", "soon", { kind: "text", text: "soon" }],
    [
      "PHONE",
      "+1 (212) 555-0100 ext. 7",
      { kind: "link", text: "+1 (212) 555-0100 ext. 7", href: "tel:+12125550100" },
    ],
    [
      "EMAIL",
      "a.b+c@example.org",
      { kind: "link", text: "a.b+c@example.org", href: "mailto:a.b%2Bc@example.org" },
    ],
    ["EMAIL", "a@b.c?bcc=all@x.y", { kind: "text", text: "a@b.c?bcc=all@x.y" }],
    [
      "TEXT",
      "https://example.org/a",
      { kind: "link", text: "https://example.org/a", href: "https://example.org/a" },
    ],
    ["TEXT", "javascript:alert(1)", { kind: "text", text: "javascript:alert(1)" }],
    ["TEXT", "http://example.org/", { kind: "text", text: "http://example.org/" }],
    ["TEXT", "https://me:pw@example.org/", { kind: "text", text: "https://me:pw@example.org/" }],
    ["TEXT", "one\ntwo", { kind: "long-text", text: "one\ntwo" }],
    ["CHECKBOX", ["A", "B"], { kind: "choices", choices: ["A", "B"] }],
    ["HOLOGRAM", "<b>x</b>", { kind: "text", text: "<b>x</b>" }],
  ])("%s %j", (dataType, value, expected) => {
    expect(one(dataType, value)).toEqual(expected)
  })

  it("shows a file as a card with our own path and nothing of GHL's address", () => {
    const value = {
      u1: {
        meta: { originalname: "lab.pdf", size: 1536, uuid: "u1" },
        url: "https://services.leadconnectorhq.com/documents/download/doc1",
        documentId: "doc1",
      },
    }
    const view = record({ customFields: [{ id: "f1", value }] }, [
      { id: "f1", name: "Lab report", fieldKey: "contact.lab", dataType: "FILE_UPLOAD" },
    ])
    expect(view.documents).toEqual([
      {
        documentId: "doc1",
        fileName: "lab.pdf",
        mimeType: null,
        size: "1.5 kB",
        fieldName: "Lab report",
        href: "/api/contacts/c1/documents/doc1",
      },
    ])
    expect(JSON.stringify(view)).not.toContain("leadconnectorhq")
  })
})

describe("the header", () => {
  it("counts the age in the clinic's day", () => {
    // 3:00 UTC on March 1 is still February 28 in New York.
    expect(record({ dateOfBirth: "1990-03-01" }).birth?.age).toBe(35)
    expect(record({ dateOfBirth: "1990-02-28" }).birth?.age).toBe(36)
    expect(record({ dateOfBirth: "1090-02-28" }).birth?.age).toBeNull()
  })

  it("keeps an unknown time zone as text", () => {
    expect(record({ timezone: "Mars/Olympus" }).timeZone).toEqual({
      text: "Mars/Olympus",
      usable: null,
    })
  })

  it("puts the lab user id into the link encoded, or says why there is none", () => {
    const fields = [{ id: "u", name: "User id", fieldKey: "contact.user_id", dataType: "TEXT" }]
    const withId = (value: string) =>
      record({ customFields: [{ id: "u", value }] }, fields).links.lab
    expect(withId("../a?b#c")).toEqual({
      href: "https://lab.example.org/clients/..%2Fa%3Fb%23c?tab=results",
    })
    expect(withId("..")).toHaveProperty("reason")
    expect(record({}, fields).links.lab).toEqual({
      reason: "This contact has no lab platform user id.",
    })
  })
})

describe("folders", () => {
  const definition = (id: string, parentId: string | null, position: number) => ({
    id,
    name: `Name ${id}`,
    fieldKey: `contact.${id}`,
    dataType: "TEXT",
    parentId,
    position,
  })

  it("numbers them in GHL's order, whatever the contact holds", () => {
    const fields = [
      definition("a", "f1", 2),
      definition("b", null, 1),
      definition("c", "f2", 1),
      definition("d", "f1", 1),
    ]
    const view = record(
      {
        customFields: [
          { id: "gone", value: "left" },
          { id: "c", value: "x" },
        ],
      },
      fields,
    )
    expect(
      view.folders.map(({ title, hint, filled, fields: f }) => [
        title,
        hint,
        filled,
        f.map(({ id }) => id),
      ]),
    ).toEqual([
      ["Folder 1", "Name d, Name a", 0, ["d", "a"]],
      ["Folder 2", "Name c", 1, ["c"]],
      ["Without a folder", "Name b", 0, ["b"]],
      ["Not defined any more", "values of fields that were deleted in GoHighLevel", 1, ["gone"]],
    ])
    expect([view.total, view.filled]).toEqual([5, 2])
  })
})

describe("any contact at all", () => {
  const strange = fc.oneof(
    fc.anything({ maxDepth: 3 }),
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "__proto__",
      "javascript:alert(1)",
      "https://x\u202e.org",
      "\ud800",
      "data:text/html,x",
      1e308,
      "x".repeat(5000),
    ),
  )
  const fields = [...FIELD_DATA_TYPES, "NEW_TYPE"].map((dataType, n) => ({
    id: `f${n}`,
    name: dataType,
    fieldKey: `contact.k${n}`,
    dataType,
    parentId: `folder${n % 3}`,
    position: n,
  }))

  it("becomes a view that travels as JSON, with safe links alone", () => {
    fc.assert(
      fc.property(
        fc.array(strange, { minLength: fields.length, maxLength: fields.length }),
        strange,
        strange,
        (values, a, b) => {
          const view: RecordView = record(
            {
              email: a,
              phone: b,
              timezone: a,
              dateOfBirth: b,
              tags: [a, b],
              firstName: a,
              dateAdded: b,
              customFields: values.map((value, n) => ({ id: `f${n}`, value })),
            },
            fields,
          )
          expect(JSON.parse(JSON.stringify(view))).toEqual(view)
          for (const href of hrefs(view)) {
            expect(href).toMatch(
              /^(https:\/\/|mailto:|tel:\+?\d+$|\/api\/contacts\/c1\/documents\/[\w-]+$)/,
            )
          }
          expect(view.folders.flatMap((folder) => folder.fields)).toHaveLength(view.total)
        },
      ),
      { numRuns: 300 },
    )
  })
})
