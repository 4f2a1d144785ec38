import { afterAll, expect, it } from "vitest"
import { createWorld } from "../seed/world.ts"
import { callerOf, LOCATION, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const { definitions } = await createWorld(20261124, 1)
afterAll(() => sandbox.close())

const OPERATORS = [
  "eq",
  "not_eq",
  "contains",
  "not_contains",
  "exists",
  "not_exists",
  "range",
] as const
type Operator = (typeof OPERATORS)[number]

const valueFor = (operator: Operator) =>
  operator === "range" ? { gte: 1 } : operator.endsWith("exists") ? undefined : "x"

/** The operators that a field takes. */
async function taken(field: string): Promise<Operator[]> {
  const found: Operator[] = []
  for (const operator of OPERATORS) {
    const filters = [{ field, operator, value: valueFor(operator) }]
    const reply = await send("POST", "/contacts/search", {
      locationId: LOCATION,
      pageLimit: 1,
      filters,
    })
    expect([200, 400], reply.text).toContain(reply.status)
    if (reply.status === 200) found.push(operator)
  }
  return found
}

const ALL_BUT_RANGE = OPERATORS.filter((operator) => operator !== "range")
const EQUAL_AND_EXISTS: Operator[] = ["eq", "not_eq", "exists", "not_exists"]

it.each<[string, Operator[]]>([
  ["id", ["eq", "not_eq"]],
  ["locationId", []],
  ["contactName", EQUAL_AND_EXISTS],
  ["tags", ALL_BUT_RANGE],
  ["phone", ALL_BUT_RANGE],
  ["email", EQUAL_AND_EXISTS],
  ["firstNameLowerCase", ALL_BUT_RANGE],
  ["lastNameLowerCase", ALL_BUT_RANGE],
  ["address", ALL_BUT_RANGE],
  ["city", ALL_BUT_RANGE],
  ["state", ALL_BUT_RANGE],
  ["country", ALL_BUT_RANGE],
  ["postalCode", ALL_BUT_RANGE],
  ["companyName", ALL_BUT_RANGE],
  ["source", ALL_BUT_RANGE],
  ["type", EQUAL_AND_EXISTS],
  ["timezone", EQUAL_AND_EXISTS],
  ["assignedTo", EQUAL_AND_EXISTS],
  ["dnd", EQUAL_AND_EXISTS],
  ["dateAdded", ["exists", "not_exists", "range"]],
  ["dateUpdated", ["exists", "not_exists", "range"]],
  ["dateOfBirth", ["exists", "not_exists", "range"]],
  ["firstName", []],
  ["ssn", []],
  ["customFields", []],
])("the field %s takes %j", async (field, operators) => {
  expect(await taken(field)).toEqual(operators)
})

/** By the vendor's page; what it names as not filterable takes none. */
const BY_TYPE: Record<string, Operator[]> = {
  TEXT: ALL_BUT_RANGE,
  LARGE_TEXT: ALL_BUT_RANGE,
  SINGLE_OPTIONS: ALL_BUT_RANGE,
  RADIO: ALL_BUT_RANGE,
  PHONE: ALL_BUT_RANGE,
  CHECKBOX: EQUAL_AND_EXISTS,
  MULTIPLE_OPTIONS: EQUAL_AND_EXISTS,
  NUMERICAL: [...EQUAL_AND_EXISTS, "range"],
  MONETORY: [...EQUAL_AND_EXISTS, "range"],
  DATE: ["exists", "not_exists", "range"],
  // By the id of one of its boxes alone.
  TEXTBOX_LIST: [],
  FILE_UPLOAD: [],
  SIGNATURE: [],
  TIME: [],
  EMAIL: [],
  FLOAT: [],
}

it("has a custom field of each of these types", () => {
  const types = new Set(definitions.map(({ dataType }) => dataType))
  expect(Object.keys(BY_TYPE).toSorted()).toEqual([...types].toSorted())
})

it.each(Object.entries(BY_TYPE))("a custom field of type %s takes %j", async (type, operators) => {
  const field = definitions.find(({ dataType }) => dataType === type)
  expect(await taken(`customFields.${field?.id}`)).toEqual(operators)
})

it.each([
  ["firstNameLowerCase", 200],
  ["lastNameLowerCase", 200],
  ["businessName", 200],
  ["dateAdded", 200],
  ["dateUpdated", 200],
  ["email", 200],
  ["dnd", 200],
  ["source", 200],
  ["phone", 400],
  ["tags", 400],
  ["city", 400],
  ["contactName", 400],
  [`customFields.${definitions[0]?.id}`, 400],
])("an order by %s is answered %i", async (field, status) => {
  const sort = [{ field, direction: "asc" }]
  const body = { locationId: LOCATION, pageLimit: 1, sort }
  expect((await send("POST", "/contacts/search", body)).status).toBe(status)
})
