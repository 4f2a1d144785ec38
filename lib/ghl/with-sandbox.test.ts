import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { pageThreeContact, strangeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { createGhl } from "./client.ts"
import { failure, LOCATION, TOKEN } from "./testing/wire.ts"
import type { Contact, FieldDefinition, FieldValue, Ghl } from "./types.ts"

let sandbox: RunningSandbox
let control: SandboxControl
let ghl: Ghl

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, token: TOKEN })
  control = controlOf(sandbox.url)
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await control.reset()
  await control.settings({ rateLimit: { max: 2_000 }, indexLagMs: 0 })
  ghl = client()
})

function client(token = TOKEN): Ghl {
  return createGhl({
    baseUrl: sandbox.url,
    token,
    locationId: LOCATION,
    clinicTimeZone: "America/New_York",
    documentHosts: [],
  })
}

/** Every contact, page by page. */
async function everybody(limit: number): Promise<Contact[]> {
  const contacts: Contact[] = []
  let cursor = null
  do {
    const page = await ghl.listContacts({ limit, cursor })
    expect(page.total).toBe(51)
    contacts.push(...page.contacts)
    cursor = page.next
  } while (cursor !== null)
  return contacts
}

describe("contacts", () => {
  test.each([17, 20, 50, 100])(
    "by %i a page are all there once, in their own spelling",
    async (limit) => {
      const contacts = await everybody(limit)
      expect(new Set(contacts.map(({ id }) => id)).size).toBe(51)
      expect(contacts).toHaveLength(51)
      for (const { id, name, tags } of contacts) {
        const truth = await control.truth(id)
        const { firstName = "", lastName = "" } = truth?.contact ?? {}
        expect(name).toBe([firstName.trim(), lastName.trim()].filter(Boolean).join(" "))
        expect(tags).toEqual(truth?.contact.tags)
      }
    },
  )

  test("are the same from the list and by id", async () => {
    for (const contact of await everybody(100)) {
      expect(await ghl.getContact(contact.id)).toEqual(contact)
    }
  })

  test("are found by a part of the name, with a guess at its spelling", async () => {
    const { id, name } = pageThreeContact()
    const page = await ghl.searchContacts({ query: name.toUpperCase(), limit: 20 })
    const hit = page.contacts.find((contact) => contact.id === id)
    expect(hit).toMatchObject({ nameIsLowerCased: true })
    expect(hit?.name.toLowerCase()).toBe(name.toLowerCase())
  })

  test("are found page by page", async () => {
    const ids: string[] = []
    let after = null
    do {
      const page = await ghl.searchContacts({ query: "", limit: 20, after })
      ids.push(...page.contacts.map(({ id }) => id))
      after = page.next
    } while (after !== null)
    expect(ids).toHaveLength(51)
    expect(new Set(ids).size).toBe(51)
  })

  test("are listed from an instant of their last update on, each once, the longest untouched first", async () => {
    const walk = async (since: string | null) => {
      const met: Contact[] = []
      let after = null
      do {
        const page = await ghl.listUpdatedContacts({ since, limit: 7, after })
        met.push(...page.contacts)
        after = page.next
      } while (after !== null)
      return met
    }
    const all = await walk(null)
    const dates = all.map(({ dateUpdated }) => dateUpdated ?? "")
    expect(new Set(all.map(({ id }) => id)).size).toBe(51)
    expect(all).toHaveLength(51)
    expect(dates).toEqual([...dates].sort())
    const since = dates[40] ?? ""
    expect(await walk(since)).toEqual(all.filter(({ dateUpdated }) => (dateUpdated ?? "") >= since))
    const first = all[0]?.id ?? ""
    await control.editAsSomeoneElse(first, { addTags: ["touched"] })
    expect((await walk(dates.at(-1) ?? "")).map(({ id }) => id)).toContain(first)
  })

  test("that are unknown or deleted are not found", async () => {
    expect(await failure(ghl.getContact("unknown0000000000000"))).toMatchObject({
      kind: "not-found",
    })
    const { id } = pageThreeContact()
    await control.editAsSomeoneElse(id, { delete: true })
    expect(await failure(ghl.getContact(id))).toMatchObject({ kind: "not-found" })
    expect(await failure(ghl.listNotes(id))).toMatchObject({ kind: "not-found" })
  })
})

describe("fields", () => {
  const kinds: Partial<Record<FieldDefinition["dataType"], FieldValue["kind"]>> = {
    TEXT: "text",
    LARGE_TEXT: "text",
    SINGLE_OPTIONS: "text",
    NUMERICAL: "number",
    MONETORY: "number",
    DATE: "date",
    CHECKBOX: "choices",
    MULTIPLE_OPTIONS: "choices",
    TEXTBOX_LIST: "list",
    FILE_UPLOAD: "documents",
  }

  test("of ordinary contacts read as their type says", async () => {
    const definitions = new Map((await ghl.listFieldDefinitions()).map((one) => [one.id, one]))
    expect(definitions.size).toBe(190)
    expect([...definitions.values()].every(({ key }) => key.startsWith("contact."))).toBe(true)
    const seen = new Set<string>()
    for (const contact of await everybody(100)) {
      if (contact.id === strangeContact().id) continue
      for (const { fieldId, value } of contact.fields) {
        const { dataType = "OTHER", options = [] } = definitions.get(fieldId) ?? {}
        const kind = kinds[dataType]
        if (kind === undefined) continue
        expect([dataType, value.kind]).toEqual([dataType, kind])
        seen.add(dataType)
        if (value.kind === "list") {
          for (const { label } of value.entries) expect(options).toContain(label)
        }
      }
    }
    expect(seen).toEqual(new Set(Object.keys(kinds)))
  })

  test("of a type that did not exist yesterday are shown as text or by their look", async () => {
    const definitions = await ghl.listFieldDefinitions()
    const fieldTypes = Object.fromEntries(definitions.map(({ id }) => [id, "HOLOGRAM"]))
    await control.settings({ fieldTypes })
    const renewed = await ghl.listFieldDefinitions({ fresh: true })
    expect(renewed[0]).toMatchObject({ dataType: "OTHER", rawDataType: "HOLOGRAM" })
    for (const { fields } of await everybody(100)) {
      for (const { value } of fields) expect(["text", "documents"]).toContain(value.kind)
    }
  })
})

describe("documents", () => {
  test.each([null, "all"] as const)(
    "of every shape open, with redirects of %s",
    async (redirected) => {
      await control.settings({ redirectDocuments: redirected })
      const types = new Set<string>()
      for (const contact of await everybody(100)) {
        if (contact.id === strangeContact().id) continue
        for (const { value } of contact.fields) {
          for (const { documentId } of value.kind === "documents" ? value.documents : []) {
            const { bytes, mimeType } = await ghl.openDocument(contact.id, documentId)
            expect(bytes.byteLength).toBeGreaterThan(100)
            types.add(mimeType)
          }
        }
      }
      expect(types).toEqual(new Set(["application/pdf", "image/png"]))
    },
  )

  test("of another contact do not open", async () => {
    const contacts = await everybody(100)
    const owner = contacts.find(({ fields }) =>
      fields.some(({ value }) => value.kind === "documents"),
    )
    const value = owner?.fields.map((field) => field.value).find(({ kind }) => kind === "documents")
    const documentId = value?.kind === "documents" ? (value.documents[0]?.documentId ?? "") : ""
    const other = contacts.find(({ id }) => id !== owner?.id)
    await control.clearJournal()
    expect(await failure(ghl.openDocument(other?.id ?? "", documentId))).toMatchObject({
      kind: "not-found",
    })
    expect((await control.journal()).some(({ path }) => path.includes("documents"))).toBe(false)
  })
})

test("no answer of any verb holds the token or the address of a document", async () => {
  const { id } = pageThreeContact()
  const leak = `see ${sandbox.url}/documents/download/x1 ${TOKEN}`
  const definitions = await ghl.listFieldDefinitions()
  const texts = definitions.filter(
    ({ dataType }) => dataType === "TEXT" || dataType === "LARGE_TEXT",
  )
  await control.editAsSomeoneElse(id, {
    contact: { firstName: leak, companyName: leak, source: leak },
    fields: Object.fromEntries(texts.map((definition) => [definition.id, leak])),
    tags: [leak],
    notes: { add: [{ body: leak }] },
  })
  const contacts = await everybody(100)
  const answers = [
    contacts,
    await ghl.searchContacts({ query: "", limit: 100 }),
    await ghl.listFieldDefinitions({ fresh: true }),
    await Promise.all(contacts.map((contact) => ghl.getContact(contact.id))),
    await Promise.all(contacts.map((contact) => ghl.listNotes(contact.id))),
  ]
  const text = JSON.stringify(answers)
  expect(text).toContain("[document link removed]")
  expect(text).not.toContain(TOKEN)
  expect(text).not.toContain("/documents/download/")
  expect(text).not.toContain(new URL(sandbox.url).host)
})

describe("writes", () => {
  const BODY = 'HbA1c <5.6 % & "LDL" > 130 🩸\n\nsecond  line\n  third\nCaredesk ref 7K2M-Q9XD'

  test("set one field and leave every other thing alone", async () => {
    const { id } = pageThreeContact()
    const before = await control.truth(id)
    const notes = (await ghl.listFieldDefinitions()).find(({ key }) => key === "contact.call_notes")
    await ghl.setCustomField(id, notes?.id ?? "", BODY)
    expect((await control.truth(id))?.fields).toEqual({
      ...before?.fields,
      "contact.call_notes": BODY,
    })
    expect((await control.truth(id))?.contact.tags).toEqual(before?.contact.tags)
    await ghl.setCustomField(id, notes?.id ?? "", "")
    expect((await control.truth(id))?.fields).not.toHaveProperty(["contact.call_notes"])
  })

  test("add and remove tags beside the others", async () => {
    const { id } = pageThreeContact()
    const { tags } = await ghl.getContact(id)
    await ghl.addTags(id, ["Brand New"])
    expect((await ghl.getContact(id)).tags).toEqual([...tags, "brand new"])
    await ghl.removeTags(id, ["brand new"])
    expect((await ghl.getContact(id)).tags).toEqual(tags)
  })

  test.each(["plain", "html"] as const)(
    "keep a note unchanged in an account of kind %s",
    async (kind) => {
      await control.settings({ notes: kind })
      const { id } = pageThreeContact()
      await ghl.listNotes(id, { forWrite: true })
      const { noteId } = await ghl.createNote(id, BODY)
      const readBack = async () =>
        (await ghl.listNotes(id)).find((note) => note.id === noteId)?.body
      expect(await readBack()).toBe(BODY)
      await ghl.updateNote(id, noteId ?? "", `${BODY}\n& <more>`)
      expect(await readBack()).toBe(`${BODY}\n& <more>`)
    },
  )

  test("that GHL answers late, wrongly or not at all are sent once and left in doubt", async () => {
    const { id } = pageThreeContact()
    for (const kind of [
      "drop-after",
      "drop-before",
      "status-after",
      "html",
      "malformed",
    ] as const) {
      await control.clearJournal()
      await control.addFault({ kind, method: "POST", path: "/tags" })
      expect(await failure(ghl.addTags(id, ["a"]))).toMatchObject({ effect: "unknown" })
      const sent = (await control.journal()).filter(({ method }) => method === "POST")
      expect(sent).toHaveLength(1)
    }
  })
})

describe("refusals", () => {
  test("tell a wrong token, a missing scope and a used-up limit apart", async () => {
    const { id } = pageThreeContact()
    expect(await failure(client("wrong-token-123").getContact(id))).toMatchObject({
      kind: "unauthorized",
    })
    await control.settings({ revokedScopes: ["contacts.write"] })
    expect(await failure(ghl.addTags(id, ["a"]))).toMatchObject({
      kind: "missing-scope",
      effect: "not-sent",
    })
    await control.addFault({ kind: "rate-limit", retryAfter: 90 })
    expect(await failure(client().addTags(id, ["a"]))).toMatchObject({
      kind: "rate-limited",
      effect: "not-sent",
      retryAfterMs: 90_000,
    })
  })

  test("leave the contacts readable when the fields' scope is missing", async () => {
    await control.settings({ revokedScopes: ["locations/customFields.readonly"] })
    expect(await everybody(100)).toHaveLength(51)
  })
})
