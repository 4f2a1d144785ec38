import { afterAll, expect, it } from "vitest"
import { createWorld } from "../seed/world.ts"
import { callerOf, LOCATION, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const { definitions, contacts } = await createWorld(20261124, 51)
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

it("a box of a list of text boxes takes what a text takes, and each operator tells by its value", async () => {
  const list = definitions.find(({ dataType }) => dataType === "TEXTBOX_LIST")
  const contact = contacts.find(({ customFields }) =>
    customFields.some(({ id, value }) => id === list?.id && Object.keys(value ?? {}).length > 0),
  )
  const boxes = contact?.customFields.find(({ id }) => id === list?.id)?.value
  const [box, text] =
    Object.entries(boxes ?? {}).find(([, value]) => /^[a-z0-9 ]{3,}$/i.test(String(value))) ?? []
  expect(text).toBeTypeOf("string")
  const field = `customFields.${list?.id}.${box}`
  expect(await taken(field)).toEqual(ALL_BUT_RANGE)
  const finds = async (operator: Operator, value?: unknown) => {
    const body = { locationId: LOCATION, pageLimit: 100, filters: [{ field, operator, value }] }
    const { json } = await send("POST", "/contacts/search", body)
    return (json.contacts as { id: string }[]).some(({ id }) => id === contact?.id)
  }
  expect(await finds("eq", text)).toBe(true)
  expect(await finds("eq", `${text}x`)).toBe(false)
  expect(await finds("not_eq", text)).toBe(false)
  expect(await finds("contains", String(text).slice(1, 3))).toBe(true)
  expect(await finds("not_contains", String(text).slice(1, 3))).toBe(false)
  expect(await finds("exists")).toBe(true)
  expect(await finds("not_exists")).toBe(false)
})

it("contains hits at no special character, be it in a double name", async () => {
  const hits = async (value: string) => {
    const filters = [{ field: "lastNameLowerCase", operator: "contains", value }]
    const body = { locationId: LOCATION, pageLimit: 100, filters }
    const { json } = await send("POST", "/contacts/search", body)
    return (json.contacts as unknown[]).length > 0
  }
  const names = contacts.map(({ lastName }) => String(lastName).toLowerCase())
  expect(names.some((name) => name.includes("-"))).toBe(true)
  expect(names.some((name) => name.includes("'"))).toBe(true)
  expect(await hits("e")).toBe(true)
  expect(await hits("-")).toBe(false)
  expect(await hits("'")).toBe(false)
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
