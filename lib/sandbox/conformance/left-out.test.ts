import { afterAll, describe, expect, it } from "vitest"
import type { Truth } from "../types.ts"
import { exceptions } from "./exceptions.ts"
import { openStage } from "./stage.ts"

const stage = await openStage()
afterAll(() => stage.close())

/** The properties of a schema that may be missing, or null, where they are empty. */
const named = (kind: "absent when empty" | "null when empty", schema: string) =>
  exceptions.flatMap((one) => {
    const isOne = one.kind === "absent when empty" || one.kind === "null when empty"
    return isOne && one.kind === kind && one.schemas.includes(schema) ? one.properties : []
  })

/** What of these properties an object has. */
const picked = (from: unknown, names: string[]) =>
  Object.fromEntries(
    Object.entries(Object(from)).filter(([name, value]) => names.includes(name) && value != null),
  )

async function truthOf(contactId: string): Promise<Truth> {
  const truth = await stage.control.truth(contactId)
  if (!truth) throw new Error(`There is no contact ${contactId}`)
  return truth
}

/** What the sandbox holds of a contact, by the names that answers have for it. */
function held({ contact }: Truth) {
  const { firstName, lastName, email, extras } = contact
  return {
    ...contact,
    ...extras,
    name: [firstName, lastName].filter(Boolean).join(" ") || null,
    firstNameLowerCase: firstName?.toLowerCase(),
    lastNameLowerCase: lastName?.toLowerCase(),
    emailLowerCase: email?.toLowerCase(),
  }
}

const rowsOf = (value: unknown): { id: string }[] =>
  Array.isArray(value) ? value.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : []

describe("what an answer leaves out is empty", () => {
  it("of a contact by id", async () => {
    const names = named("absent when empty", "contacts.GetContectByIdSchema")
    const whole = picked(held(await truthOf(stage.contactId)), names)
    expect(Object.keys(whole).toSorted()).toEqual(names.toSorted())
    for (const contactId of stage.everybody) {
      const { json } = await stage.send("GET", `/contacts/${contactId}`)
      const truly = picked(held(await truthOf(contactId)), names)
      expect([contactId, picked(json.contact, names)]).toEqual([contactId, truly])
    }
  })

  it("of a contact in the list", async () => {
    const names = named("null when empty", "contacts.ContactsSearchSchema")
    const whole = picked(held(await truthOf(stage.contactId)), names)
    expect(Object.keys(whole).toSorted()).toEqual(names.toSorted())
    const { json } = await stage.send("GET", `/contacts/?locationId=${stage.locationId}&limit=100`)
    const rows = rowsOf(json.contacts)
    expect(rows.map(({ id }) => id)).toEqual(stage.everybody.toSorted())
    for (const row of rows) {
      const truly = picked(held(await truthOf(row.id)), names)
      expect([row.id, picked(row, names)]).toEqual([row.id, truly])
    }
  })

  it.each(["notes", "tasks"] as const)("of %s", async (kind) => {
    const schema = kind === "notes" ? "contacts.GetNoteSchema" : "contacts.TaskSchema"
    const names = named("absent when empty", schema)
    const seen = new Set<string>()
    for (const contactId of stage.everybody) {
      const { json } = await stage.send("GET", `/contacts/${contactId}/${kind}`)
      const truly = (await truthOf(contactId))[kind]
      const parts = (rows: { id: string }[]) => rows.map((row) => [row.id, picked(row, names)])
      expect([contactId, parts(rowsOf(json[kind]))]).toEqual([contactId, parts(rowsOf(truly))])
      for (const row of truly) for (const name of Object.keys(picked(row, names))) seen.add(name)
    }
    expect([...seen].toSorted()).toEqual(names.toSorted())
  })

  it.each(["null", "absent"] as const)("of the list's next page, %s", async (lastPageMeta) => {
    await stage.control.settings({ lastPageMeta })
    const names = named(`${lastPageMeta} when empty`, "contacts.ContactsMetaSchema")
    const next = async (limit: number) => {
      const address = `/contacts/?locationId=${stage.locationId}&limit=${limit}`
      return Object.keys(picked((await stage.send("GET", address)).json.meta, names)).toSorted()
    }
    expect(await next(20)).toEqual(names.toSorted())
    expect(await next(100)).toEqual([])
  })
})
