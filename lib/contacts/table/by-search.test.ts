import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { benchClient } from "#lib/bench/client.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import { startSandbox } from "#lib/sandbox/server.ts"
import type { StoredValue } from "#lib/sandbox/types.ts"
import type { Whole } from "../whole/types.ts"
import {
  isAskable,
  sortedBy,
  whyNoFilter,
  whyNoOperator,
  whyNoSort,
  whyNoValue,
} from "./by-search.ts"
import { type ReadableField, valueText } from "./fields.ts"
import { searchFilter } from "./search-filter.ts"
import { fold } from "./texts.ts"
import { type Condition, type Filter, OPERATORS } from "./types.ts"
import { fieldsOf, matching } from "./view.ts"

const CONTACTS = 51
/** Custom fields of each type that are compared. */
const A_TYPE = 2
const CLOCK = { clinicTimeZone: "America/New_York", today: "2026-11-25" }
const sandbox = await startSandbox({
  port: 0,
  contacts: CONTACTS,
  settings: {
    indexLagMs: 0,
    rateLimit: { max: 1_000_000, intervalMs: 500, daily: 10_000_000, sendRetryAfter: false },
  },
})
const control = controlOf(sandbox.url)
const ghl = benchClient(sandbox.url)
const world = await createWorld(DEFAULT_SEED, CONTACTS)
let whole: Whole
let fields: ReadableField[]

async function readWhole(): Promise<void> {
  const contacts = []
  for (let cursor = null, more = true; more; ) {
    const page = await ghl.listContacts({ limit: 100, cursor }, { fresh: true })
    contacts.push(...page.contacts)
    cursor = page.next as never
    more = page.next !== null
  }
  const definitions = await ghl.listFieldDefinitions()
  whole = { contacts, definitions, missing: 0, fieldsProblem: null }
  fields = fieldsOf(whole, CLOCK.clinicTimeZone)
}
beforeAll(readWhole)
afterAll(() => sandbox.close())

const byId = () => new Map(fields.map((field) => [field.id, field]))
const inMemory = (filter: Filter) =>
  matching(whole, { search: "", filter, sort: null }, CLOCK).map(({ contact }) => contact.id)
async function bySearch(filter: Filter): Promise<string[]> {
  const asked = searchFilter(filter, byId(), CLOCK)
  const page = await ghl.searchContacts({ query: "", filter: asked, limit: 500 })
  expect(page.total).toBe(page.contacts.length)
  return page.contacts.map(({ id }) => id)
}
const all = (...conditions: Condition[]): Filter => ({ match: "all", conditions })

/** Whether a value as GHL stores it is what its field's type promises. */
function fits(field: ReadableField, raw: StoredValue | undefined): boolean {
  if (raw === undefined || field.dataType === null) return true
  if (field.kind === "number") return typeof raw === "number"
  if (field.kind === "choices") return Array.isArray(raw)
  if (field.kind === "list") return typeof raw === "object"
  if (field.kind === "day") return typeof raw === "number" || /^\d{4}-\d{2}-\d{2}/.test(String(raw))
  return typeof raw === "string"
}

/**
 * Contacts that our filters and GHL's may tell apart: a value that is not of its field's type, and a
 * text with accents, which GHL compares letter by letter; where spaces are asked for, also one with
 * more than a space between words.
 */
function oddOnes(field: ReadableField, withSpaces: boolean): Set<string> {
  const raw = new Map(
    world.contacts.map(({ id, customFields }) => [
      id,
      customFields.find((one) => one.id === field.fieldId)?.value,
    ]),
  )
  const odd = whole.contacts.filter((contact) => {
    if (!fits(field, raw.get(contact.id))) return true
    const value = field.kind === "text" ? field.read(contact) : undefined
    if (value === undefined) return false
    const text = valueText(value).toLowerCase()
    return fold(text) !== (withSpaces ? text : text.replace(/\s+/g, " "))
  })
  return new Set(odd.map(({ id }) => id))
}

/** Some of what can be asked with an operator of a field: of values that contacts have. */
function valuesFor(field: ReadableField, takes: string): string[][] {
  const odd = oddOnes(field, false)
  const known = [
    ...new Set(
      whole.contacts.flatMap((contact) => {
        const value = odd.has(contact.id) ? undefined : field.read(contact)
        return value ? [valueText(value)] : []
      }),
    ),
  ]
  const [first = "", second = first] = [known[0], known[Math.floor(known.length / 2)]]
  const shortest = known.toSorted((a, b) => a.length - b.length)[0] ?? ""
  const word = second.split(/[^a-z0-9]+/i).find((one) => one.length > 3) ?? second
  switch (takes) {
    case "nothing":
      return [[]]
    case "text":
      return [[shortest], [word.slice(1).toUpperCase()]]
    case "number":
    case "day":
      return known.slice(0, 2).map((one) => [one])
    case "two-numbers":
    case "two-days":
      return known.slice(0, 2).map((one) => [one, second])
    case "days":
      return [["30"], ["400"]]
    default: {
      const options = field.options
      return [options.slice(0, 1), options.slice(1, 3), options.slice(-1)].filter(
        (some) => some.length > 0,
      )
    }
  }
}

describe("what is offered of GHL's search", () => {
  it("finds the contacts that our own filter finds, for every field and operator", async () => {
    const compared = new Map<string, number>()
    const groups = [...Map.groupBy(fields, ({ dataType }) => dataType ?? "own")]
    const filled = ({ read }: ReadableField) => whole.contacts.filter((one) => read(one)).length
    const looked = groups.flatMap(([type, some]) =>
      type === "own" ? some : some.toSorted((a, b) => filled(b) - filled(a)).slice(0, A_TYPE),
    )
    for (const field of looked) {
      if (whyNoFilter(field) !== null) continue
      for (const { op, takes } of OPERATORS[field.kind]) {
        if (whyNoOperator(field, op) !== null) continue
        for (const values of valuesFor(field, takes)) {
          const condition = { field: field.id, op, values }
          if (!isAskable(field, condition)) continue
          const inside = op.endsWith("contains") && !values.some((value) => /\s/.test(value))
          const odd = takes === "nothing" ? new Set<string>() : oddOnes(field, !inside)
          const seen = (ids: string[]) => ids.filter((id) => !odd.has(id)).toSorted()
          const what = `${field.name} (${field.dataType}) ${op} ${values.join(" | ")}`
          const [ours, theirs] = [inMemory(all(condition)), await bySearch(all(condition))]
          expect([what, seen(theirs)]).toEqual([what, seen(ours)])
          const kind = `${field.dataType ?? field.id} ${op}`
          compared.set(kind, (compared.get(kind) ?? 0) + 1)
        }
      }
    }
    // Every operator of every type and own field was compared, or the matrix says nothing.
    const offered = fields.flatMap((field) =>
      OPERATORS[field.kind]
        .filter(({ op }) => whyNoFilter(field) === null && whyNoOperator(field, op) === null)
        .map(({ op }) => `${field.dataType ?? field.id} ${op}`),
    )
    expect([...new Set(offered)].filter((one) => !compared.has(one))).toEqual([])
    const types = new Set(fields.map(({ dataType }) => dataType))
    expect(types.size).toBe(17)
  }, 120_000)

  it("finds the same for values and combinations that nobody thought of", async () => {
    const pick = (dataType: string) => fields.find((field) => field.dataType === dataType)
    const [text, number, date, several, one] = [
      pick("TEXT"),
      pick("NUMERICAL"),
      pick("DATE"),
      pick("CHECKBOX"),
      pick("RADIO"),
    ]
    if (!text || !number || !date || !several || !one) throw new Error("a type is missing")
    const day = fc
      .integer({ min: 0, max: 40 })
      .map((n) => new Date(Date.UTC(2026, 9, 20 + n)).toISOString().slice(0, 10))
    const words = fc
      .array(fc.constantFrom("ab", "b", "a-c", "x1", "ba"), { minLength: 1, maxLength: 3 })
      .map((some) => some.join(" "))
    const quarter = fc
      .integer({ min: 0, max: 40 * 96 })
      .map((n) => Date.UTC(2026, 9, 20) + n * 900_000)
    const stored: [ReadableField, fc.Arbitrary<StoredValue>][] = [
      [text, words],
      [number, fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, 1.25))],
      [
        date,
        fc.oneof(
          day,
          quarter,
          quarter.map((ms) => new Date(ms).toISOString()),
        ),
      ],
      [several, fc.subarray(several.options, { minLength: 1 })],
      [one, fc.constantFrom(...one.options)],
    ]
    for (const [n, { id }] of whole.contacts.entries()) {
      const values = stored.map(([field, arbitrary]) => {
        const [value] = fc.sample(fc.option(arbitrary, { nil: "" }), { numRuns: 1, seed: n * 7 })
        const key = whole.definitions.find((d) => d.id === field.fieldId)?.key
        return [key, value]
      })
      await control.editAsSomeoneElse(id, { fields: Object.fromEntries(values) })
    }
    await readWhole()
    const number$ = fc.constantFrom("-1", "0", "1", "1.25", "2.0", ".5")
    const taken: Record<string, fc.Arbitrary<string[]>> = {
      nothing: fc.constant([]),
      text: words.map((some) => [some]),
      number: number$.map((value) => [value]),
      "two-numbers": fc.tuple(number$, number$),
      day: day.map((value) => [value]),
      "two-days": fc.tuple(day, day),
      days: fc.nat({ max: 30 }).map((count) => [String(count)]),
    }
    const condition = fc.constantFrom(text, number, date, several, one).chain((field) => {
      const offered = OPERATORS[field.kind].filter(({ op }) => whyNoOperator(field, op) === null)
      return fc.constantFrom(...offered).chain(({ op, takes }) => {
        const values = taken[takes] ?? fc.subarray(field.options, { minLength: 1 })
        return values
          .map((some) => ({ field: field.id, op, values: some }))
          .filter((made) => whyNoValue(field, made) === null)
      })
    })
    const filter = fc.record({
      match: fc.constantFrom("all" as const, "any" as const),
      conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(filter, async (asked) => {
        expect((await bySearch(asked)).toSorted()).toEqual(inMemory(asked).toSorted())
      }),
      { numRuns: 120 },
    )
  }, 120_000)

  it("compares letter by letter, which is said where it is asked", async () => {
    const [contact] = whole.contacts
    await control.editAsSomeoneElse(contact?.id ?? "", { contact: { city: "Málaga" } })
    await readWhole()
    const city = (value: string) => all({ field: "city", op: "is", values: [value] })
    expect(inMemory(city("malaga"))).toEqual([contact?.id])
    expect(await bySearch(city("malaga"))).toEqual([])
    expect(await bySearch(city("MÁLAGA"))).toEqual([contact?.id])
  })
})

describe("an order of GHL's search", () => {
  it("is the one that is asked for, in both directions, with everybody in it", async () => {
    for (const { id } of fields) {
      const by = sortedBy(id)
      expect([id, whyNoSort(id) === null]).toEqual([id, by !== null])
      if (by === null) continue
      for (const direction of ["asc", "desc"] as const) {
        const order = { by: by === "updatedAt" ? ("dateUpdated" as const) : by, direction }
        const page = await ghl.searchContacts({ query: "", order, limit: 500 })
        expect(page.contacts).toHaveLength(CONTACTS)
        const keys = page.contacts.flatMap((contact) => {
          const at = {
            name: contact.firstName,
            companyName: contact.companyName,
            email: contact.email,
            source: contact.source,
            doNotDisturb: String(contact.doNotDisturb),
            dateAdded: contact.dateAdded,
            updatedAt: contact.dateUpdated,
          }[by]
          return at ? [at.toLowerCase()] : []
        })
        const sign = direction === "asc" ? 1 : -1
        expect([id, keys]).toEqual([
          id,
          keys.toSorted((a, b) => (a < b ? -sign : a > b ? sign : 0)),
        ])
      }
    }
  })

  it("goes on by position, to the last of them once each, filtered or not", async () => {
    const filter = all({ field: "doNotDisturb", op: "no", values: [] })
    const asked = searchFilter(filter, byId(), CLOCK)
    const ids: string[] = []
    let after: string | null = null
    do {
      const order = { by: "source", direction: "desc" } as const
      const page: Awaited<ReturnType<typeof ghl.searchContacts>> = await ghl.searchContacts({
        query: "",
        filter: asked,
        order,
        limit: 30,
        after,
      })
      ids.push(...page.contacts.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(ids.toSorted()).toEqual(inMemory(filter).toSorted())
  })
})

describe("why a field, an operator or a value is not offered", () => {
  const custom = (dataType: string) => {
    const field = fields.find((one) => one.dataType === dataType)
    if (!field) throw new Error(`no ${dataType}`)
    return field
  }
  const own = (id: string) => {
    const field = fields.find((one) => one.id === id)
    if (!field) throw new Error(`no ${id}`)
    return field
  }

  it.each(["EMAIL", "TIME", "FLOAT", "FILE_UPLOAD", "SIGNATURE"])("tells of a type: %s", (type) => {
    expect(whyNoFilter(custom(type))).toMatch(/^GoHighLevel does not filter by /)
    expect(() =>
      searchFilter(all({ field: custom(type).id, op: "filled", values: [] }), byId(), CLOCK),
    ).toThrow()
  })

  it("tells of an operator and of a value", () => {
    expect(whyNoOperator(own("email"), "contains")).toMatch(/whole text/)
    expect(whyNoOperator(own("city"), "starts")).toMatch(/how a text begins/)
    expect(whyNoOperator(custom("TEXTBOX_LIST"), "contains")).toMatch(/each box/)
    const contains = (id: string, value: string) =>
      whyNoValue(own(id), { op: "contains", values: [value] })
    expect(contains("city", "a_b")).toMatch(/no “_”/)
    expect(contains("phone", "+1")).toMatch(/no “\+”/)
    expect(contains("name", "Smith-")).toMatch(/no “-”/)
    expect(contains("city", "x".repeat(76))).toMatch(/75/)
    expect(contains("name", "de la")).toMatch(/One word/)
    expect(contains("city", " New York ")).toBeNull()
    expect(() =>
      searchFilter(all({ field: "city", op: "contains", values: ["a_b"] }), byId(), CLOCK),
    ).toThrow()
  })
})
