import { describe, expect, test } from "vitest"
import { later } from "./testing/later.ts"
import { openWire } from "./testing/open-wire.ts"
import { json } from "./testing/wire.ts"

const LINK = "https://services.leadconnectorhq.com/documents/download/doc1"
const people = Array.from({ length: 51 }, (_, n) => ({
  id: `c${n}`,
  firstName: `given${n}`,
  firstNameRaw: `Given${n}`,
  firstNameLowerCase: `given${n}`,
}))

test("pages through 51 contacts by the cursor, in their owner's spelling", async () => {
  const { ghl, requests } = await openWire(({ url }, response) => {
    if (!url.startsWith("/contacts/?")) return
    const query = new URL(url, "http://x").searchParams
    const after = people.findIndex(({ id }) => id === query.get("startAfterId"))
    const contacts = people.slice(after + 1, after + 1 + Number(query.get("limit")))
    const last = contacts.at(-1)
    const meta = { total: 51, startAfter: last ? 1_700_000_000_000 : null, startAfterId: last?.id }
    json(response, 200, { contacts, meta })
  })
  for (const limit of [17, 20, 50, 100]) {
    const names: string[] = []
    let cursor = null
    do {
      const page = await ghl.listContacts({ limit, cursor })
      expect(page.total).toBe(51)
      names.push(...page.contacts.map(({ name }) => name))
      cursor = page.next
    } while (cursor !== null)
    expect(names).toEqual(people.map(({ firstNameRaw }) => firstNameRaw))
  }
  const second = requests.filter(({ url }) => url.startsWith("/contacts/?"))[1]
  expect(second?.url).toContain("startAfter=1700000000000&startAfterId=c16")
})

test("searches page by page and refuses more than 75 characters", async () => {
  const { ghl, requests } = await openWire(({ url, body }, response) => {
    if (url !== "/contacts/search") return
    const { searchAfter, pageLimit } = JSON.parse(body)
    const start = searchAfter ? searchAfter[0] + 1 : 0
    const contacts = people
      .slice(start, start + pageLimit)
      .map(({ id, firstNameLowerCase }, n) => ({
        id,
        firstNameLowerCase,
        searchAfter: [start + n, id],
      }))
    json(response, 200, { contacts, total: 51 })
  })
  const first = await ghl.searchContacts({ query: ` ${"x".repeat(75)} `, limit: 30 })
  expect(first).toMatchObject({ total: 51, contacts: { length: 30 } })
  expect(first.contacts[0]).toMatchObject({ name: "Given0", nameIsLowerCased: true })
  const second = await ghl.searchContacts({ query: "", limit: 30, after: first.next })
  expect(second).toMatchObject({ contacts: { length: 21 }, next: null })
  const bodies = requests.filter(({ method }) => method === "POST").map(({ body }) => body)
  expect(JSON.parse(bodies[0] ?? "")).toMatchObject({ query: "x".repeat(75), page: 1 })
  expect(JSON.parse(bodies[1] ?? "")).not.toHaveProperty("query")
  expect(JSON.parse(bodies[1] ?? "")).not.toHaveProperty("page")
  const long = ghl.searchContacts({ query: "x".repeat(76), limit: 30 })
  await expect(long).rejects.toMatchObject({ kind: "rejected", effect: "not-sent" })
  expect(requests.filter(({ method }) => method === "POST")).toHaveLength(2)
  await expect(ghl.searchContacts({ query: "", limit: 1, after: "junk" })).rejects.toMatchObject({
    kind: "rejected",
  })
})

test("concurrent reads of a contact share one call, fresh ones do not, later ones read anew", async () => {
  const { ghl, requests } = await openWire(({ url }, response) => {
    if (url === "/contacts/c1") setTimeout(() => json(response, 200, { contact: { id: "c1" } }), 50)
  })
  const calls = () => requests.filter(({ url }) => url === "/contacts/c1").length
  await Promise.all([ghl.getContact("c1"), ghl.getContact("c1"), ghl.getContact("c1")])
  expect(calls()).toBe(1)
  await Promise.all([ghl.getContact("c1", { fresh: true }), ghl.getContact("c1", { fresh: true })])
  expect(calls()).toBe(3)
  await ghl.getContact("c1")
  expect(calls()).toBe(4)
})

test("refuses an answer about another contact or another location", async () => {
  const { ghl } = await openWire(({ url }, response) => {
    if (url === "/contacts/c1") json(response, 200, { contact: { id: "c2" } })
    if (url === "/contacts/c3") json(response, 200, { contact: { id: "c3", locationId: "other" } })
  })
  await expect(ghl.getContact("c1")).rejects.toMatchObject({ kind: "upstream" })
  await expect(ghl.getContact("c3")).rejects.toMatchObject({ kind: "forbidden" })
})

describe("definitions", () => {
  const definition = { id: "f1", name: "Day", fieldKey: "contact.day", dataType: "DATE" }
  const contact = { id: "c1", customFields: [{ id: "f1", value: 1_740_787_200_000 }] }

  test("are kept for five minutes and refreshed on request", async () => {
    const { ghl, requests } = await openWire(({ url }, response) => {
      if (url.startsWith("/locations/")) json(response, 200, { customFields: [definition] })
    })
    const first = await ghl.listFieldDefinitions()
    expect(first).toMatchObject([{ id: "f1", key: "contact.day", dataType: "DATE" }])
    await ghl.listFieldDefinitions()
    expect(requests).toHaveLength(1)
    await ghl.listFieldDefinitions({ fresh: true })
    expect(requests).toHaveLength(2)
    later(5 * 60_000 + 1_000)
    await ghl.listFieldDefinitions()
    expect(requests).toHaveLength(3)
  })

  test("that the token may not read leave the values as text", async () => {
    const { ghl } = await openWire(({ url }, response) => {
      if (url === "/contacts/c1") json(response, 200, { contact })
      else json(response, 401, { message: "The token is not authorized for this scope." })
    })
    const { fields } = await ghl.getContact("c1")
    expect(fields).toEqual([
      { fieldId: "f1", value: { kind: "text", text: String(1_740_787_200_000) } },
    ])
    await expect(ghl.listFieldDefinitions()).rejects.toMatchObject({ kind: "missing-scope" })
  })

  test("that cannot be read again are taken from before", async () => {
    const { ghl } = await openWire(({ url }, response, count) => {
      if (url === "/contacts/c1") json(response, 200, { contact })
      else if (count === 1) json(response, 200, { customFields: [definition] })
      else json(response, 404, {})
    })
    await ghl.listFieldDefinitions()
    later(5 * 60_000 + 1_000)
    const { fields } = await ghl.getContact("c1")
    expect(fields).toEqual([{ fieldId: "f1", value: { kind: "date", day: "2025-03-01" } }])
  })
})

describe("notes", () => {
  const BODY = 'HbA1c <5.6 % & "LDL" 🩸\n\nsecond  line\nCaredesk ref 7K2M-Q9XD'

  /** A store of notes as an account keeps them; one that keeps HTML shows its first note as HTML. */
  async function account(first: string) {
    const notes = [{ id: "n0", body: first, dateAdded: "2025-01-01T00:00:00.000Z" }]
    const started = await openWire(({ method, url, body }, response) => {
      const id = url.split("/")[4]
      if (method === "POST") {
        const note = {
          id: `n${notes.length}`,
          ...JSON.parse(body),
          dateAdded: "2025-02-01T00:00:00.000Z",
        }
        notes.push(note)
        json(response, 201, { note })
      } else if (method === "PUT") {
        for (const note of notes.filter((one) => one.id === id))
          Object.assign(note, JSON.parse(body))
        json(response, 200, { note: notes.find((one) => one.id === id) })
      } else if (id) json(response, 200, { note: notes.find((one) => one.id === id) })
      else json(response, 200, { notes })
    })
    return { ...started, notes }
  }

  test.each([
    ["plain text", "first\nnote", BODY],
    ["HTML", "<p>first</p><p>note</p>", expect.stringMatching(/^<p>HbA1c &lt;5\.6 % &amp; /)],
  ])("round trip in an account that keeps %s", async (_, first, stored) => {
    const { ghl, notes } = await account(first)
    expect((await ghl.listNotes("c1")).map(({ body }) => body)).toEqual(["first\nnote"])
    const { noteId } = await ghl.createNote("c1", BODY)
    expect(noteId).toBe("n1")
    expect(notes[1]?.body).toEqual(stored)
    expect((await ghl.listNotes("c1")).map(({ id, body }) => [id, body])).toEqual([
      ["n0", "first\nnote"],
      ["n1", BODY],
    ])
    await ghl.updateNote("c1", "n1", `${BODY}\nwithdrawn`)
    expect((await ghl.getNote("c1", "n1")).body).toBe(`${BODY}\nwithdrawn`)
  })

  test("the first one is written as other contacts' notes are, when its own contact has none", async () => {
    const { ghl, requests } = await openWire(({ method, url }, response) => {
      if (url === "/contacts/search") json(response, 400, { message: "Invalid field" })
      else if (method === "POST") json(response, 201, { note: { id: "n1" } })
      else if (url.startsWith("/contacts/?")) json(response, 200, { contacts: people.slice(0, 10) })
      else if (url === "/contacts/c2/notes") {
        json(response, 200, { notes: [{ id: "n0", body: "<p>x</p>" }] })
      } else json(response, 200, { notes: [] })
    })
    await ghl.listNotes("c9", { forWrite: true })
    await ghl.createNote("c9", "LDL <5\nsecond")
    await ghl.createNote("c9", "third")
    const posted = requests.filter(({ method, url }) => method === "POST" && url.endsWith("/notes"))
    expect(posted.map(({ body }) => body)).toEqual([
      JSON.stringify({ body: "<p>LDL &lt;5</p><p>second</p>" }),
      JSON.stringify({ body: "<p>third</p>" }),
    ])
    // The search and the list are asked, and ten contacts are looked through, once, for both.
    expect(requests).toHaveLength(2 + 11 + 2)
  })

  test("an edit keeps the document link that reading took out", async () => {
    const { ghl, notes } = await account(`see ${LINK}\nold`)
    const shown = (await ghl.listNotes("c1"))[0]?.body ?? ""
    expect(shown).toBe("see [document link removed]\nold")
    await ghl.updateNote("c1", "n0", `${shown}, new`)
    expect(notes[0]?.body).toBe(`see ${LINK}\nold, new`)
    await expect(ghl.updateNote("c1", "n0", `${shown} ${shown}`)).rejects.toMatchObject({
      kind: "rejected",
      effect: "not-sent",
    })
  })
})

test("writing a field keeps the document link that reading took out of it", async () => {
  const written: unknown[] = []
  const { ghl } = await openWire(({ method, url, body }, response) => {
    if (method === "PUT") written.push(JSON.parse(body))
    if (url !== "/contacts/c1") return
    const customFields = [{ id: "f1", value: `notes ${LINK}` }]
    json(response, 200, { succeded: true, contact: { id: "c1", customFields } })
  })
  await ghl.setCustomField("c1", "f1", "above\nnotes [document link removed]")
  expect(written).toEqual([{ customFields: [{ id: "f1", field_value: `above\nnotes ${LINK}` }] }])
})

test("a 429 is waited out for a read", async () => {
  const { ghl, requests } = await openWire(({ url }, response, count) => {
    if (url !== "/contacts/c1") return
    if (count === 1) json(response, 429, { message: "Too many" }, { "retry-after": "1" })
    else json(response, 200, { contact: { id: "c1" } })
  })
  const started = Date.now()
  expect((await ghl.getContact("c1")).id).toBe("c1")
  expect(Date.now() - started).toBeGreaterThanOrEqual(990)
  expect(requests.filter(({ url }) => url === "/contacts/c1")).toHaveLength(2)
})
