import { expect, test } from "vitest"
import type { Contact, FieldDefinition } from "#lib/ghl/types.ts"
import { KEY_FIELDS } from "./key-fields.ts"
import { toRow } from "./row.ts"

const contact: Contact = {
  id: "c1",
  name: " Ana Lima ",
  firstName: "Ana",
  lastName: "Lima",
  email: "ana@example.com",
  phone: null,
  doNotDisturb: false,
  timeZone: null,
  assignedTo: null,
  source: null,
  companyName: null,
  city: "Boston",
  state: null,
  country: null,
  dateOfBirth: "1980-02-03",
  dateAdded: null,
  dateUpdated: "2026-01-05T10:00:00.000Z",
  tags: ["junction", "vip", "bloodwork_scheduled"],
  fields: [
    { fieldId: "f1", value: { kind: "choices", choices: ["active"] } },
    { fieldId: "f2", value: { kind: "text", text: " Yes " } },
    { fieldId: "f3", value: { kind: "date", day: "2026-01-02" } },
    { fieldId: "f9", value: { kind: "text", text: "not for a table" } },
  ],
}

const field = (id: string, key: string): FieldDefinition => ({
  id,
  key,
  name: key,
  dataType: "TEXT",
  rawDataType: "TEXT",
  position: 0,
  placeholder: null,
  options: [],
  folderId: null,
})

const definitions = [
  field("f1", KEY_FIELDS.membershipStatus),
  field("f2", KEY_FIELDS.bloodworkPurchased),
  field("f3", KEY_FIELDS.bloodworkPurchaseDate),
  field("f9", "contact.anything"),
]

test("a row holds what its columns show and nothing else of the contact", () => {
  expect(toRow(contact, definitions)).toEqual({
    id: "c1",
    cells: {},
    foundIn: [],
    name: "Ana Lima",
    email: "ana@example.com",
    phone: null,
    membership: "active",
    stage: { label: "Bloodwork scheduled", step: 4 },
    bloodworkPurchased: "Yes",
    purchaseDay: "2026-01-02",
    tags: ["vip", "junction", "bloodwork_scheduled"],
    updatedAt: "2026-01-05T10:00:00.000Z",
  })
})

test("without definitions the columns of fields are empty, the rest stands", () => {
  expect(toRow(contact, [])).toMatchObject({
    name: "Ana Lima",
    membership: null,
    bloodworkPurchased: null,
    purchaseDay: null,
    stage: { step: 4 },
  })
})

test("values of an unforeseen kind leave their cell empty", () => {
  const odd: Contact = {
    ...contact,
    tags: [],
    fields: [
      { fieldId: "f1", value: { kind: "documents", documents: [] } },
      { fieldId: "f3", value: { kind: "text", text: "last week" } },
    ],
  }
  expect(toRow(odd, definitions)).toMatchObject({
    membership: null,
    purchaseDay: null,
    stage: null,
  })
})
