import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Contact, ContactFilter, SearchOrder } from "#lib/ghl/types.ts"
import { fieldIdOf } from "../seed/definitions.ts"
import { kindsOf, ofClient, rawValues, sharedOf } from "./both-views.ts"
import { clientAt, sdkAt } from "./sdk.ts"
import type { SearchAnswer } from "./sdk-search-types.ts"
import { openStage, type Stage } from "./stage.ts"

const TOKEN = "sandbox-token"
const PAGE = 4

type Row = NonNullable<SearchAnswer["contacts"]>[number]
type Body = Record<string, unknown>

const LAB = fieldIdOf("contact.ferritin__ng_ml_")
const STATUS = fieldIdOf("contact.membership_status")

/** The same question twice: as Caredesk asks it, and as GHL is asked. */
const QUESTIONS: {
  what: string
  query?: string
  filter?: ContactFilter
  order: SearchOrder
  body: Body
}[] = [
  {
    what: "everybody by name",
    order: { by: "name", direction: "asc" },
    body: {
      sort: [
        { field: "firstNameLowerCase", direction: "asc" },
        { field: "lastNameLowerCase", direction: "asc" },
      ],
    },
  },
  {
    what: "a text, the newest first",
    query: "example",
    order: { by: "dateAdded", direction: "desc" },
    body: { query: "example", sort: [{ field: "dateAdded", direction: "desc" }] },
  },
  {
    what: "one of two tags or a number in a range, by address of mail backwards",
    filter: {
      some: [
        { of: "tags", is: "founding_member" },
        { of: "tags", is: "vip" },
        { of: { fieldId: LAB }, within: { gte: 20, lte: 200 } },
      ],
    },
    order: { by: "email", direction: "desc" },
    body: {
      filters: [
        {
          group: "OR",
          filters: [
            { field: "tags", operator: "eq", value: "founding_member" },
            { field: "tags", operator: "eq", value: "vip" },
            { field: `customFields.${LAB}`, operator: "range", value: { gte: 20, lte: 200 } },
          ],
        },
      ],
      sort: [{ field: "email", direction: "desc" }],
    },
  },
  {
    what: "a choice, and a text too, where some have nothing to be sorted by",
    query: "example",
    filter: {
      every: [
        { of: { fieldId: STATUS }, filled: true },
        { of: "email", filled: true },
      ],
    },
    order: { by: "companyName", direction: "asc" },
    body: {
      query: "example",
      filters: [
        {
          group: "AND",
          filters: [
            { field: `customFields.${STATUS}`, operator: "exists" },
            { field: "email", operator: "exists" },
          ],
        },
      ],
      sort: [{ field: "businessName", direction: "asc" }],
    },
  },
]

describe("a search through the SDK and through Caredesk's client", () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  const fixed = (pageLimit: number) => ({ locationId: stage.locationId, pageLimit })
  const askSdk = (body: Body): Promise<SearchAnswer> =>
    sdkAt(stage.sandbox.url, TOKEN).contacts.searchContactsAdvanced(body)

  /** Page by page, each after the last contact of the one before. */
  async function pagesOfSdk(body: Body): Promise<{ pages: Row[][]; totals: Set<number> }> {
    const pages: Row[][] = []
    const totals = new Set<number>()
    let next: Body = { page: 1 }
    for (;;) {
      const { contacts, total } = await askSdk({ ...fixed(PAGE), ...body, ...next })
      if (contacts.length > 0) pages.push(contacts)
      totals.add(total)
      if (contacts.length < PAGE) return { pages, totals }
      next = { searchAfter: contacts.at(-1)?.searchAfter }
    }
  }

  async function pagesOfClient({ query = "", filter, order }: (typeof QUESTIONS)[number]) {
    const ghl = clientAt(stage.sandbox.url, TOKEN)
    const pages: Contact[][] = []
    const totals = new Set<number | null>()
    let after: string | null = null
    do {
      const page = await ghl.searchContacts({ query, filter, order, limit: PAGE, after })
      if (page.contacts.length > 0) pages.push(page.contacts)
      totals.add(page.total)
      after = page.next
    } while (after !== null)
    return { pages, totals }
  }

  /** The index keeps names without their capitals. */
  const own = (contact: Contact) => ({
    ...ofClient(contact),
    firstName: contact.firstName.toLowerCase(),
    lastName: contact.lastName.toLowerCase(),
  })

  function raw(row: Row, same: Contact | undefined) {
    if (!same) throw new Error("Caredesk's client has fewer contacts on this page")
    return {
      ...sharedOf({ ...row }),
      firstName: row.firstNameLowerCase ?? "",
      lastName: row.lastNameLowerCase ?? "",
      dateOfBirth: row.dateOfBirth ? new Date(row.dateOfBirth).toISOString().slice(0, 10) : null,
      fields: rawValues(row.customFields, kindsOf(same)),
    }
  }

  it.each(QUESTIONS)("finds the same, page by page: $what", async ({ what, ...question }) => {
    const bySdk = await pagesOfSdk(question.body)
    const byClient = await pagesOfClient({ what, ...question })
    expect(byClient.pages.map((page) => page.map(own))).toEqual(
      bySdk.pages.map((page, at) => page.map((row, n) => raw(row, byClient.pages[at]?.[n]))),
    )

    const ids = bySdk.pages.flat().map(({ id }) => id)
    expect(bySdk.pages.length).toBeGreaterThan(2)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...bySdk.totals]).toEqual([ids.length])
    expect([...byClient.totals]).toEqual([ids.length])
    const atOnce = await askSdk({ ...fixed(500), ...question.body, page: 1 })
    expect(atOnce.contacts.map(({ id }) => id)).toEqual(ids)
  })

  it("finds fewer by a filter, and some others by another", async () => {
    const sizes = []
    for (const { body } of QUESTIONS) sizes.push((await askSdk({ ...fixed(1), ...body })).total)
    expect(sizes[0]).toBe(51)
    expect(new Set(sizes).size).toBeGreaterThan(2)
  })
})
