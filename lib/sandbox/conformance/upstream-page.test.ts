import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { fieldIdOf } from "../seed/definitions.ts"
import { LOCATION_ID } from "../seed/location.ts"
import { checksOf } from "./check.ts"
import { tamperWith } from "./mutations.ts"
import { noJson } from "./no-json.ts"
import { searchOperation } from "./search-operation.ts"
import type { Specification } from "./specification.ts"
import { openStage, type Stage } from "./stage.ts"
import { exceptionRows, refusedRows, schemaUnder, statusRows, tableUnder } from "./upstream-page.ts"

it("docs/upstream.md lists each exception, and no other", () => {
  expect(tableUnder("Where the sandbox differs from the files")).toEqual(exceptionRows())
  expect(tableUnder("Statuses that the files do not declare")).toEqual(statusRows())
  expect(tableUnder("Bodies that the files admit and that are refused")).toEqual(refusedRows())
})

/** The page's own statements refer to one schema of GHL's files, and all of that is excepted. */
const statements: Specification = {
  schema: () => ({ type: "object", properties: { id: { type: "string" }, value: {} } }),
  all: () => [],
  operation: () => {
    throw new Error("The page states no operations")
  },
}

const SANE = { field: "email", operator: "exists" }
const NAMED = { field: "lastNameLowerCase", direction: "asc" }
const NUMBER = `customFields.${fieldIdOf("contact.stress_level_1_to_10")}`
const DAY = "2026-12-01"
/** A day all the same, but for its length. */
const LONG = `2026-12-01T00:00:00.${"0".repeat(55)}Z`

describe("search, as docs/upstream.md states it", () => {
  const checkOf = checksOf(statements)
  const stated = schemaUnder("Search")
  const answered = checkOf(stated, "filled")
  const answeredOfAnybody = checkOf(stated, "answer")
  const refused = checkOf(schemaUnder("Errors"), "filled")
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  const search = (body: unknown, headers = {}) =>
    stage.send("POST", "/contacts/search", body, headers)
  const after = { locationId: LOCATION_ID, pageLimit: 20 }
  const page = { ...after, page: 1 }
  const one = () => searchOperation.request(stage).body

  it("says all that is stated, and nothing else", async () => {
    const reply = await search(one())
    expect(reply.status).toBe(200)
    expect(reply.json.total).toBe(1)
    expect(answered(reply.json)).toBeNull()
    const { tried, unnoticed } = tamperWith(reply.json, answered)
    expect(unnoticed).toEqual([])
    expect(tried).toBeGreaterThan(40)
  })

  it.each(["followers", "additionalEmails", "additionalPhones", "opportunities"])(
    "shows %s of who has some, and misses them once they are gone",
    async (name) => {
      const { contacts } = (await search(one())).json
      const [whole] = Array.isArray(contacts) ? contacts : []
      expect(whole[name]).not.toEqual([])
      const check = (contact: object) => answered({ contacts: [contact], total: 1, traceId: "t" })
      expect(check(whole)).toBeNull()
      expect(check({ ...whole, [name]: [] })).toMatch(name)
    },
  )

  it.each(["phoneLabel", "validEmail"])("says %s of who has one", async (name) => {
    const { contacts } = (await search(one())).json
    const [whole] = Array.isArray(contacts) ? contacts : []
    expect(whole[name]).not.toBeNull()
    const check = (contact: object) => answered({ contacts: [contact], total: 1, traceId: "t" })
    expect(check({ ...whole, [name]: null })).toMatch(name)
  })

  it("says it of everybody, in any order", async () => {
    for (const field of ["dateAdded", "dateUpdated", "email", "lastNameLowerCase"]) {
      const reply = await search({ ...page, pageLimit: 500, sort: [{ field, direction: "asc" }] })
      expect(reply.json.total).toBe(51)
      expect([field, answeredOfAnybody(reply.json)]).toEqual([field, null])
    }
  })

  it.each<[string, unknown]>([
    ["a query of 75 characters", { ...page, query: "q".repeat(75) }],
    ["a value of 75 characters", filtered("email", "eq", "v".repeat(75))],
    ["a page limit of 500", { ...page, pageLimit: 500 }],
    ["the last page within 10,000", { ...page, pageLimit: 100, page: 100 }],
    [
      "two orders",
      { ...page, sort: ["email", "dateAdded"].map((field) => ({ field, direction: "asc" })) },
    ],
  ])("takes %s", async (_what, body) => {
    const reply = await search(body)
    expect(reply.status, reply.text).toBe(200)
  })

  it.each<[string, number, unknown]>([
    ["no location", 422, { pageLimit: 20 }],
    ["another location", 403, { ...page, locationId: "elsewhere" }],
    ["no page limit", 422, { locationId: LOCATION_ID }],
    ["a page limit of 501", 422, { ...page, pageLimit: 501 }],
    ["a page limit that is a text", 422, { ...page, pageLimit: "20" }],
    ["page and searchAfter", 422, { ...page, searchAfter: [1, "a"] }],
    ["pages beyond 10,000", 400, { ...page, page: 501 }],
    ["a property too many", 422, { ...page, undeclared: 1 }],
    ["a list for a body", 422, []],
    ["a query of 76 characters", 422, { ...page, query: "q".repeat(76) }],
    ["a field nobody knows", 400, filtered("shoeSize", "eq", "44")],
    ["an operator nobody knows", 400, filtered("email", "like", "a")],
    ["an operator the field lacks", 400, filtered("email", "contains", "a")],
    ["a filter of one property too many", 422, { ...page, filters: [{ ...SANE, extra: 1 }] }],
    ["a group of one property too many", 422, grouped({ filters: [SANE], extra: 1 })],
    ["a group of no kind", 422, grouped({ group: "NOR", filters: [SANE] })],
    ["half a filter in a group", 422, grouped({ filters: [{ field: "email" }] })],
    ["a range without a bound", 422, filtered("dateAdded", "range", {})],
    ["a range with another bound", 422, filtered("dateAdded", "range", { gte: DAY, foo: 1 })],
    ["a range that is a day", 422, filtered("dateAdded", "range", DAY)],
    ["a bound that is null", 422, filtered("dateAdded", "range", { gte: null })],
    ["a bound that is no date", 422, filtered("dateAdded", "range", { gte: "not a date" })],
    ["a bound of another form", 422, filtered("dateAdded", "range", { gte: "12/01/26" })],
    ["a bound of 76 characters", 422, filtered("dateAdded", "range", { gte: LONG })],
    ["a number's bound that is a day", 422, filtered(NUMBER, "range", { gte: DAY })],
    ["contains with a list", 422, filtered("city", "contains", ["a", "b"])],
    ["contains with a number", 422, filtered("phone", "not_contains", 555)],
    ["eq with a list", 422, filtered("tags", "eq", ["a", "b"])],
    ["eq with nothing", 422, filtered("tags", "eq", undefined)],
    ["eq with null", 422, filtered("tags", "eq", null)],
    ["an order of one property too many", 422, sorted({ direction: "asc", x: 1 })],
    ["an order without a direction", 422, sorted({})],
    ["an order of no direction", 422, sorted({ direction: "up" })],
    ["a position of one part", 422, { ...after, searchAfter: [1] }],
    ["a position of three parts under one order", 422, { ...after, searchAfter: [1, 2, "a"] }],
    ["a text for a date's position", 422, { ...after, searchAfter: ["a", "b"] }],
    ["a number for a text's position", 422, { ...after, searchAfter: [1, "b"], sort: [NAMED] }],
    ["a position without an id", 422, { ...after, searchAfter: [1, 2] }],
    [
      "a position of two parts under two orders",
      422,
      { ...after, searchAfter: ["a", "b"], sort: [NAMED, { ...NAMED, field: "email" }] },
    ],
    ["a value with exists", 422, filtered("email", "exists", "a")],
    ["a value with not_exists", 422, filtered("email", "not_exists", "")],
    ["a value of 76 characters", 422, filtered("email", "eq", "v".repeat(76))],
    ["three orders", 422, { ...page, sort: Array(3).fill({ field: "email", direction: "asc" }) }],
  ])("refuses %s with %i", async (_what, status, body) => {
    const reply = await search(body)
    expect(reply.status, reply.text).toBe(status)
    expect(refused(reply.json)).toBeNull()
    expect(tamperWith(reply.json, refused).unnoticed).toEqual([])
  })

  it.each([
    ["without a token", { authorization: null }],
    ["without a version", { version: null }],
    ["with a version nobody knows", { version: "2023-02-21" }],
  ])("refuses to answer %s", async (_what, headers) => {
    const reply = await search(one(), headers)
    expect(reply.status).toBe(401)
    expect(refused(reply.json)).toBeNull()
  })

  it.each([null, "text/plain;charset=UTF-8", "application/x-www-form-urlencoded"])(
    "refuses a body as %s",
    async (type) => {
      const reply = await search(one(), { "content-type": type })
      expect(reply.status).toBe(422)
      expect(refused(reply.json)).toBeNull()
      expect(tamperWith(reply.json, refused).unnoticed).toEqual([])
    },
  )

  it("takes a body of JSON that tells its charset", async () => {
    const reply = await search(one(), { "content-type": "application/json; charset=utf-8" })
    expect([reply.status, reply.json.total]).toEqual([200, 1])
  })

  it.each(noJson(page))("refuses a body that is no JSON: %s", async (_what, text) => {
    const reply = await search(Buffer.from(text))
    expect(reply.status, reply.text).toBe(400)
    expect(refused(reply.json)).toBeNull()
    expect(tamperWith(reply.json, refused).unnoticed).toEqual([])
  })

  it("refuses to answer without the scope", async () => {
    await stage.control.settings({ revokedScopes: [searchOperation.scope] })
    const reply = await search(one())
    await stage.control.settings({ revokedScopes: [] })
    expect([reply.status, reply.json.message]).toEqual([
      401,
      "The token is not authorized for this scope.",
    ])
    expect(refused(reply.json)).toBeNull()
  })

  it("refuses a parameter in the query", async () => {
    const reply = await stage.send("POST", "/contacts/search?limit=20", page)
    expect(reply.status).toBe(422)
    expect(refused(reply.json)).toBeNull()
  })

  function filtered(field: string, operator: string, value: unknown) {
    return { ...page, filters: [{ field, operator, value }] }
  }

  function grouped(group: object) {
    return { ...page, filters: [{ group: "AND", ...group }] }
  }

  function sorted(order: object) {
    return { ...page, sort: [{ field: "email", ...order }] }
  }
})
