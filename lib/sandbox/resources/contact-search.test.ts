import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { controlOf } from "../control.ts"
import { fieldIdOf } from "../seed/definitions.ts"
import { markupContact } from "../seed/persons-of-note.ts"
import { createWorld } from "../seed/world.ts"
import { callerOf, LOCATION, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox({ settings: { indexLagMs: 0 } })
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
const world = await createWorld(20261124, 51)
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const answer = z.object({
  contacts: z.array(
    z.looseObject({
      id: z.string(),
      firstNameLowerCase: z.string().nullable(),
      searchAfter: z.array(z.union([z.string(), z.number(), z.null()])),
      tags: z.array(z.string()),
    }),
  ),
  total: z.number(),
})

const post = (body: Record<string, unknown>) =>
  send("POST", "/contacts/search", { locationId: LOCATION, pageLimit: 100, ...body })

async function search(body: Record<string, unknown>) {
  const reply = await post(body)
  expect(reply.status, reply.text).toBe(200)
  return answer.parse(reply.json)
}

async function idsWith(...filters: unknown[]): Promise<string[]> {
  return (await search({ filters })).contacts.map((contact) => contact.id)
}

const filter = (field: string, operator: string, value?: unknown) => ({ field, operator, value })
const custom = (key: string) => `customFields.${fieldIdOf(`contact.${key}`)}`

describe("POST /contacts/search", () => {
  it("pages by number and by searchAfter over the same order", async () => {
    const byNumber: string[] = []
    for (const page of [1, 2, 3]) {
      byNumber.push(...(await search({ pageLimit: 20, page })).contacts.map(({ id }) => id))
    }
    const byPlace: string[] = []
    let searchAfter: unknown
    for (;;) {
      const { contacts } = await search({ pageLimit: 7, ...(searchAfter ? { searchAfter } : {}) })
      if (contacts.length === 0) break
      byPlace.push(...contacts.map(({ id }) => id))
      searchAfter = contacts.at(-1)?.searchAfter
    }
    expect(new Set(byNumber).size).toBe(51)
    expect(byPlace).toEqual(byNumber)
  })

  it("sorts by two fields at most, empty ones last", async () => {
    const { contacts } = await search({
      sort: [{ field: "firstNameLowerCase", direction: "desc" }],
    })
    const names = contacts.map((contact) => contact.firstNameLowerCase)
    expect(names.at(-1)).toBeNull()
    const filled = names.filter((name) => name !== null)
    expect(filled).toEqual([...filled].sort().reverse())
    const three = ["email", "dnd", "source"].map((field) => ({ field, direction: "asc" }))
    expect((await post({ sort: three })).status).toBe(422)
    expect((await post({ sort: [{ field: custom("user_id"), direction: "asc" }] })).status).toBe(
      400,
    )
  })

  it("finds tags by eq exactly, and by contains in words", async () => {
    const withTag = (tag: string) =>
      world.contacts.filter((contact) => contact.tags.includes(tag)).map(({ id }) => id)
    const eq = await idsWith(filter("tags", "eq", "junction"))
    expect(new Set(eq)).toEqual(new Set(withTag("junction")))
    const contains = await idsWith(filter("tags", "contains", "junction"))
    const either = new Set([...withTag("junction"), ...withTag("junction_sent")])
    expect(new Set(contains)).toEqual(either)
    expect(await idsWith(filter("tags", "contains", "junction_sent"))).toEqual([])
    expect((await idsWith(filter("tags", "not_eq", "junction"))).length).toBe(51 - eq.length)
  })

  it("knows exists, range and groups", async () => {
    const missing = await idsWith(filter("email", "not_exists"))
    expect(missing).toHaveLength(world.contacts.filter((contact) => !contact.email).length)
    const born = await idsWith(
      filter("dateOfBirth", "range", { gte: "1980-01-01", lt: "1990-01-01" }),
    )
    const eighties = world.contacts.filter((contact) => contact.dateOfBirth?.startsWith("198"))
    expect(new Set(born)).toEqual(new Set(eighties.map(({ id }) => id)))
    const either = await idsWith({
      group: "OR",
      filters: [filter("firstNameLowerCase", "eq", "tobias"), filter("email", "not_exists")],
    })
    expect(either).toHaveLength(missing.length + 1)
    expect(either).toContain(markupContact().id)
  })

  it("refuses a group without filters", async () => {
    for (const group of ["AND", "OR"]) {
      const empty = { group, filters: [] }
      expect((await post({ filters: [empty] })).status).toBe(422)
      const within = { group: "AND", filters: [filter("email", "exists"), empty] }
      expect((await post({ filters: [within] })).status).toBe(422)
    }
  })

  it("filters custom fields as their type allows", async () => {
    const active = await idsWith(filter(custom("membership_status"), "eq", "active"))
    const inactive = await idsWith(filter(custom("membership_status"), "eq", "inactive"))
    expect(active.length).toBeGreaterThan(20)
    expect(inactive.length).toBeGreaterThan(0)
    const vitaminD = await idsWith(filter(custom("supplements"), "eq", "Vitamin D"))
    expect(vitaminD.length).toBeGreaterThan(0)
    const bought = filter(custom("blood_work_purchase_date"), "range", { gt: "2026-01-01" })
    expect((await idsWith(bought)).length).toBeGreaterThan(10)
    const stressed = filter(custom("stress_level_1_to_10"), "range", { gte: 5 })
    expect((await idsWith(stressed)).length).toBeGreaterThan(0)
  })

  it.each([
    ["shoeSize", "eq"],
    ["customFields.unknown", "eq"],
    [custom("consent_to_treatment"), "exists"],
    [custom("select_bloodwork__any_documents__pdf_or_image"), "exists"],
    [custom("bedtime"), "eq"],
    [custom("billing_email"), "eq"],
    [custom("hours_of_sleep"), "range"],
  ])("refuses the field %s", async (field, operator) => {
    const reply = await post({ filters: [filter(field, operator, "x")] })
    expect(reply.status).toBe(400)
    expect(reply.json.message).toBe(`Invalid field ${field}`)
  })

  it.each([
    ["email", "contains"],
    ["contactName", "contains"],
    [custom("supplements"), "contains"],
  ])("refuses for %s the operator %s", async (field, operator) => {
    expect((await post({ filters: [filter(field, operator, "x")] })).status).toBe(400)
  })

  it("refuses what the vendor's page forbids", async () => {
    expect((await send("POST", "/contacts/search", { pageLimit: 5 })).status).toBe(422)
    expect((await send("POST", "/contacts/search", { locationId: LOCATION })).status).toBe(422)
    expect((await post({ locationId: "other" })).status).toBe(403)
    expect((await post({ pageLimit: 501 })).status).toBe(422)
    expect((await post({ query: "x".repeat(76) })).status).toBe(422)
    expect((await post({ filters: [filter("city", "eq", "x".repeat(76))] })).status).toBe(422)
    expect((await post({ page: 1, searchAfter: [1, "a"] })).status).toBe(422)
    expect((await post({ page: 101, pageLimit: 100 })).status).toBe(400)
    expect((await post({ limit: 3 })).json.message).toEqual(["property limit should not exist"])
  })

  it("answers lower-cased names only", async () => {
    const reply = await post({ query: "siobhán" })
    expect(reply.text).toContain("mcdonnell-o'brien")
    expect(reply.text).not.toContain("McDonnell")
  })

  it("lags behind writes, while the contact by id does not", async () => {
    await control.settings({ indexLagMs: 60_000 })
    const { id } = markupContact()
    await send("POST", `/contacts/${id}/tags`, { tags: ["brand new"] })
    expect(await idsWith(filter("tags", "eq", "brand new"))).toEqual([])
    expect((await send("GET", `/contacts/${id}`)).text).toContain("brand new")
    await control.settings({ indexLagMs: 200 })
    await send("POST", `/contacts/${id}/tags`, { tags: ["newer still"] })
    await expect
      .poll(() => idsWith(filter("tags", "eq", "newer still")), { timeout: 3000 })
      .toEqual([id])
  })
})
