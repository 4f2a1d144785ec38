import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { controlOf } from "../control.ts"
import { pageThreeContact } from "../seed/persons-of-note.ts"
import { callerOf, LOCATION, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
afterAll(() => sandbox.close())

const page = z.object({
  contacts: z.array(z.looseObject({ id: z.string(), dateAdded: z.string() })),
  meta: z.object({
    total: z.number(),
    startAfter: z.number().nullish(),
    startAfterId: z.string().nullish(),
    nextPageUrl: z.string().nullish(),
    currentPage: z.number(),
    nextPage: z.number().nullish(),
    prevPage: z.number().nullable(),
  }),
})

async function read(query: string) {
  const reply = await send("GET", `/contacts/?locationId=${LOCATION}&${query}`)
  expect(reply.status).toBe(200)
  return page.parse(reply.json)
}

async function readAll(limit: number): Promise<string[][]> {
  const pages: string[][] = []
  let cursor = ""
  for (;;) {
    const { contacts, meta } = await read(`limit=${limit}${cursor}`)
    pages.push(contacts.map((contact) => contact.id))
    if (!meta.startAfterId) return pages
    cursor = `&startAfter=${meta.startAfter}&startAfterId=${meta.startAfterId}`
  }
}

describe("GET /contacts/", () => {
  it("passes each contact exactly once for any limit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (limit) => {
        const ids = (await readAll(limit)).flat()
        expect(ids).toHaveLength(51)
        expect(new Set(ids).size).toBe(51)
      }),
      { numRuns: 25 },
    )
  })

  it("goes from newest to oldest, 20 at a time by default", async () => {
    const { contacts, meta } = await read("")
    expect(contacts).toHaveLength(20)
    const added = contacts.map((contact) => contact.dateAdded)
    expect(added).toEqual([...added].sort().reverse())
    expect(meta).toMatchObject({ total: 51, currentPage: 1, nextPage: 2, prevPage: null })
  })

  it("has the contact for page 3 on page 3", async () => {
    const pages = await readAll(20)
    expect(pages[2]).toContain(pageThreeContact().id)
  })

  it("follows its own nextPageUrl, and ends with empty or absent next fields", async () => {
    const first = await read("limit=40")
    const next = await send("GET", String(first.meta.nextPageUrl).replace(sandbox.url, ""))
    expect(page.parse(next.json).contacts).toHaveLength(11)
    expect(next.json.meta).toMatchObject({ nextPageUrl: null, startAfterId: null, prevPage: 1 })
    await control.settings({ lastPageMeta: "absent" })
    const { meta } = await read("limit=100")
    expect(Object.keys(meta)).not.toContain("nextPageUrl")
    await control.settings({ lastPageMeta: "null" })
  })

  it("lower-cases names and keeps the raw ones beside", async () => {
    const { contacts } = await read("query=siobh")
    expect(contacts).toEqual([
      expect.objectContaining({
        contactName: "siobhán mcdonnell-o'brien",
        firstName: "siobhán",
        lastName: "mcdonnell-o'brien",
        firstNameRaw: "Siobhán",
        lastNameRaw: "McDonnell-O'Brien",
      }),
    ])
  })

  it("searches mail and digits of the phone", async () => {
    const { contacts } = await read("limit=1")
    const email = String(contacts[0]?.email)
    expect((await read(`query=${encodeURIComponent(email)}`)).contacts[0]?.id).toBe(contacts[0]?.id)
    const digits = String(contacts[0]?.phone).slice(-7)
    expect((await read(`query=${digits}`)).contacts.map(({ id }) => id)).toContain(contacts[0]?.id)
    expect((await read("query=nobodyatall")).meta.total).toBe(0)
  })

  it("never sends what belongs to the contact by id alone", async () => {
    const reply = await send("GET", `/contacts/?locationId=${LOCATION}&limit=100`)
    expect(reply.text).not.toContain('"ssn"')
  })

  it.each([
    ["limit=101", "limit must not be greater than 100"],
    ["limit=0", "limit must not be less than 1"],
    ["limit=ten", "limit must be a number conforming to the specified constraints"],
    ["startAfter=1", "startAfter and startAfterId must be given together"],
    [
      "startAfter=x&startAfterId=y",
      "startAfter must be a number conforming to the specified constraints",
    ],
  ])("refuses %s with 422", async (query, message) => {
    const reply = await send("GET", `/contacts/?locationId=${LOCATION}&${query}`)
    expect(reply.status).toBe(422)
    expect(reply.json.message).toEqual([message])
  })
})
