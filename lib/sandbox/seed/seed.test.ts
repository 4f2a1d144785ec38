import { extractText, getDocumentProxy } from "unpdf"
import { describe, expect, it, vi } from "vitest"
import { FIELD_DATA_TYPES } from "#lib/ghl/types.ts"
import type { StoredContact, StoredValue } from "../types.ts"
import { seedFields } from "./definitions.ts"
import { documentsOf, uploadValue } from "./documents.ts"
import { labReports } from "./labs.ts"
import { createPerson } from "./people.ts"
import { markupContact, pageThreeContact, strangeContact } from "./persons-of-note.ts"
import { LIFECYCLE_TAGS } from "./tags.ts"
import { makeWorld, seededNotes } from "./world.ts"

const SEED = 20261124
const world = await makeWorld(SEED, 51)
const LAB_FIELD = "contact.select_bloodwork__any_documents__pdf_or_image"

function stored(contact: StoredContact, key: string): StoredValue | undefined {
  const id = world.definitions.find((field) => field.fieldKey === key)?.id
  return contact.customFields.find((field) => field.id === id)?.value
}

describe("the seeded location", () => {
  it("is the same for the same seed and another for another", async () => {
    expect(await makeWorld(SEED, 51)).toEqual(world)
    expect((await makeWorld(7, 51)).contacts).not.toEqual(world.contacts)
  })

  it("has its appointments still to come, on whichever day it is made", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2031, 4, 3) })
    const later = await makeWorld(SEED, 51).finally(() => vi.useRealTimers())
    for (const [made, day] of [
      [world, new Date().toISOString()],
      [later, "2031-05-03"],
    ] as const) {
      const starts = Object.values(made.appointments).flat()
      expect(starts.length).toBeGreaterThan(0)
      expect(starts.filter(({ startTime }) => startTime.slice(0, 10) <= day.slice(0, 10))).toEqual(
        [],
      )
    }
  })

  it("has the clinic's counts", () => {
    expect(world.contacts).toHaveLength(51)
    expect(new Set(world.contacts.map((contact) => contact.id)).size).toBe(51)
    expect(world.definitions).toHaveLength(190)
    expect(new Set(world.definitions.map((field) => field.id)).size).toBe(190)
    expect(new Set(world.definitions.map((field) => field.fieldKey)).size).toBe(190)
    expect(new Set(world.contacts.flatMap((contact) => contact.tags)).size).toBe(21)
    expect(new Set(world.definitions.map((field) => field.parentId)).size).toBeGreaterThan(11)
  })

  it("has every data type, and a value of each somewhere", () => {
    expect(new Set(world.definitions.map((field) => field.dataType))).toEqual(
      new Set(FIELD_DATA_TYPES),
    )
    const used = world.contacts.flatMap((contact) => contact.customFields.map(({ id }) => id))
    const types = world.definitions.filter(({ id }) => used.includes(id)).map((f) => f.dataType)
    expect(new Set(types)).toEqual(new Set(FIELD_DATA_TYPES))
  })

  it("has the key fields under their keys", () => {
    const byKey = Object.fromEntries(world.definitions.map((f) => [f.fieldKey, f.dataType]))
    expect(byKey).toMatchObject({
      "contact.user_id": "TEXT",
      "contact.membership_status": "SINGLE_OPTIONS",
      "contact.call_notes": "LARGE_TEXT",
      "contact.blood_work_purchased": "SINGLE_OPTIONS",
      "contact.blood_work_purchase_date": "DATE",
      [LAB_FIELD]: "FILE_UPLOAD",
    })
  })

  it("has all stages, and contacts on which they piled up", () => {
    const tags = world.contacts.map((contact) => contact.tags)
    for (const stage of LIFECYCLE_TAGS) expect(tags.flat()).toContain(stage)
    const stagesOf = (own: string[]) => LIFECYCLE_TAGS.filter((stage) => own.includes(stage)).length
    expect(tags.filter((own) => stagesOf(own) > 3).length).toBeGreaterThan(4)
  })

  it("stays sparse", () => {
    const filled = world.contacts.map((contact) => contact.customFields.length)
    expect(Math.max(...filled)).toBeLessThan(110)
    expect(Math.min(...filled)).toBe(0)
  })

  it("has a name of 200 characters, right-to-left names, and people without mail or phone", () => {
    const names = world.contacts.map((c) => [c.firstName, c.lastName].filter(Boolean).join(" "))
    expect(names.map((name) => name.length)).toContain(200)
    expect(names.some((name) => /\p{Script=Hebrew}/u.test(name))).toBe(true)
    expect(names.some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true)
    expect(names).toContain("Siobhán McDonnell-O'Brien")
    expect(names).toContain("María José de la Cruz")
    expect(world.contacts.some((contact) => !contact.email)).toBe(true)
    expect(world.contacts.some((contact) => !contact.phone)).toBe(true)
    expect(world.contacts.some((contact) => contact.dnd)).toBe(true)
    expect(new Set(world.contacts.map((contact) => contact.timezone)).size).toBeGreaterThan(5)
  })

  it("has markup and strange values on the contacts that are named for them", () => {
    const { id } = markupContact()
    expect(JSON.stringify(seededNotes(world, id))).toContain("<img src=x onerror=alert(1)>")
    const strange = world.contacts.find((contact) => contact.id === strangeContact().id)
    const known = new Set(world.definitions.map((field) => field.id))
    expect(strange?.customFields.some((field) => !known.has(field.id))).toBe(true)
  })

  it("stores dates in several ways", () => {
    const kinds = world.contacts.map((contact) => {
      const value = stored(contact, "contact.blood_work_purchase_date")
      if (typeof value === "number") return value % 86_400_000 === 0 ? "ms" : "ms in the zone"
      return value === undefined ? "none" : String(value).length > 10 ? "iso" : "day"
    })
    expect(new Set(kinds)).toEqual(new Set(["ms", "ms in the zone", "iso", "day", "none"]))
  })

  it("has the page-three contact in place 41 to 60, ready for review", () => {
    const noted = pageThreeContact()
    const at = world.contacts.findIndex((contact) => contact.id === noted.id)
    expect(at).toBeGreaterThan(40)
    expect(world.contacts[at]).toMatchObject({ firstName: "Marguerite", lastName: "Oyelaran-Voss" })
    expect(world.contacts[at]?.tags).toContain("bloodwork_scheduled")
    expect(labReports().map((report) => report.contactId)).toContain(noted.id)
  })
})

describe("lab reports", () => {
  const reports = labReports(SEED)

  it("hang on their contacts by document and user id", () => {
    expect(reports.length).toBeGreaterThan(14)
    for (const report of reports) {
      const contact = world.contacts.find(({ id }) => id === report.contactId)
      expect(contact && stored(contact, "contact.user_id")).toBe(report.userId)
      expect(JSON.stringify(contact && stored(contact, LAB_FIELD))).toContain(report.documentId)
      expect(world.documents.get(report.documentId)?.contactId).toBe(report.contactId)
      expect(report.biomarkers.length).toBeGreaterThan(8)
    }
  })

  it("wait for review on six contacts at least, some with call notes", () => {
    const waiting = reports.filter((report) => report.awaitingReview)
    expect(waiting.length).toBeGreaterThan(5)
    const contacts = world.contacts.filter((c) => waiting.some((r) => r.contactId === c.id))
    const noted = contacts.filter((contact) => stored(contact, "contact.call_notes"))
    expect(noted.length).toBeGreaterThan(2)
    expect(noted.length).toBeLessThan(contacts.length)
  })

  it.each(reports)("reads back from the PDF of $clientName", async (report) => {
    const bytes = world.documents.get(report.documentId)?.bytes ?? new Uint8Array()
    const { text } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), {
      mergePages: true,
    })
    expect(text).toContain(report.clientName)
    expect(text).toContain(report.dateOfBirth)
    expect(text).toContain(report.collectedOn)
    for (const marker of report.biomarkers) {
      const row = `${marker.name} ${marker.value} ${marker.unit} ${marker.low} - ${marker.high}`
      expect(text.replace(/\s+/g, " ")).toContain(row)
    }
  })
})

describe("files", () => {
  it("are stored in all the shapes GHL has", () => {
    const shapes = world.contacts.flatMap((contact) => {
      const value = stored(contact, LAB_FIELD)
      return value === undefined ? [] : [shapeOf(value)]
    })
    expect(new Set(shapes)).toEqual(
      new Set(["link", "links", "links with meta", "link with meta", "map"]),
    )
  })

  it("are PNG or PDF by their first bytes, of the size they claim", async () => {
    const person = createPerson(SEED, 11)
    const documents = await documentsOf(SEED, person)
    expect(documents.map((document) => document.mimeType)).toContain("image/png")
    for (const { bytes, mimeType } of world.documents.values()) {
      const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1")
      expect(head).toContain(mimeType === "image/png" ? "PNG" : "%PDF")
    }
    const [first] = documents
    expect(uploadValue(documents.slice(0, 1), 4)).toMatchObject({
      meta: { size: first?.bytes.byteLength, originalname: first?.fileName },
    })
  })

  it("are never drawn at random", () => {
    const types = seedFields.filter(({ row }) => row[1] === "FILE_UPLOAD").length
    expect(types).toBeGreaterThan(8)
    expect(world.documents.size).toBeLessThan(60)
  })
})

function shapeOf(value: StoredValue): string {
  if (typeof value === "string") return "link"
  if (Array.isArray(value)) return typeof value[0] === "string" ? "links" : "links with meta"
  return typeof value === "object" && "url" in value ? "link with meta" : "map"
}
