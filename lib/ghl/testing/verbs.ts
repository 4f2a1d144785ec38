import { z } from "zod"
import { ghlId as id } from "../ids.ts"
import { FIELD_DATA_TYPES, type Ghl } from "../types.ts"

/** Domain shapes to the letter: a property too many, or of another type, is not usable. */

const text = z.string()
const maybe = text.nullable()
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const instant = z.iso.datetime().nullable()
const count = z.number().int().min(0).nullable()

const documentRef = z.strictObject({
  documentId: id,
  fileName: text.min(1),
  mimeType: maybe,
  sizeBytes: count,
})
const value = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text }),
  z.strictObject({ kind: z.literal("number"), number: z.number(), text }),
  z.strictObject({ kind: z.literal("date"), day }),
  z.strictObject({ kind: z.literal("choices"), choices: z.array(text) }),
  z.strictObject({
    kind: z.literal("list"),
    entries: z.array(z.strictObject({ label: text, value: text })),
  }),
  z.strictObject({ kind: z.literal("documents"), documents: z.array(documentRef).min(1) }),
])
const contact = z.strictObject({
  id,
  name: text,
  firstName: text,
  lastName: text,
  nameIsLowerCased: z.literal(true).optional(),
  email: maybe,
  phone: maybe,
  doNotDisturb: z.boolean(),
  timeZone: maybe,
  assignedTo: maybe,
  source: maybe,
  companyName: maybe,
  city: maybe,
  state: maybe,
  country: maybe,
  dateOfBirth: day.nullable(),
  dateAdded: instant,
  dateUpdated: instant,
  tags: z.array(text),
  fields: z.array(z.strictObject({ fieldId: id, value })),
})
const searchPage = z.strictObject({
  contacts: z.array(contact),
  total: count,
  next: text.max(10_000).nullable(),
})
const note = z.strictObject({
  id,
  contactId: id,
  body: text,
  userId: maybe,
  dateAdded: instant,
})
const clock = z.union([z.iso.datetime(), z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/)])
const receipt = z.strictObject({ traceId: text.max(100).nullable() })

type Verb = {
  [Name in keyof Ghl]: Ghl[Name] extends (...args: never[]) => Promise<unknown> ? Name : never
}[keyof Ghl]

/** Ask GHL nothing, or judge its answers and give them to nobody. */
const OTHERS = ["budget", "probe", "tryList", "dealings", "noteForm"] as const

export type Reader = {
  call: (ghl: Ghl) => Promise<unknown>
  usable: z.ZodType
  /** Whether it succeeds without reading any body. */
  writes: boolean
  /** How many answers it reads, where more than two. */
  answers?: number
  /** Whether it needs one call to have ended for the next; "as far as there is time": it does without those before the last. */
  isOneByOne?: true | "as far as there is time"
  /** How many verbs it is, where more than one: each has a deadline of its own. */
  verbs?: number
}

/** Every verb that reads an answer of GHL. The compiler asks for a row when one is added. */
export const readers: Record<Exclude<Verb, (typeof OTHERS)[number]>, Reader> = {
  listContacts: {
    call: (ghl) => ghl.listContacts({ limit: 3 }),
    usable: z.strictObject({
      contacts: z.array(contact),
      total: count,
      next: z
        .strictObject({ startAfter: z.number(), startAfterId: id, before: z.int() })
        .nullable(),
    }),
    writes: false,
  },
  searchContacts: {
    call: (ghl) => ghl.searchContacts({ query: "ada", limit: 3 }),
    usable: searchPage,
    writes: false,
  },
  listUpdatedContacts: {
    call: (ghl) => ghl.listUpdatedContacts({ since: null, limit: 3 }),
    usable: searchPage,
    writes: false,
  },
  getContact: { call: (ghl) => ghl.getContact("c1"), usable: contact, writes: false },
  listNotes: { call: (ghl) => ghl.listNotes("c1"), usable: z.array(note), writes: false },
  getNote: { call: (ghl) => ghl.getNote("c1", "n1"), usable: note, writes: false },
  listFieldDefinitions: {
    call: (ghl) => ghl.listFieldDefinitions({ fresh: true }),
    usable: z.array(
      z.strictObject({
        id,
        name: text,
        key: text.startsWith("contact."),
        dataType: z.enum([...FIELD_DATA_TYPES, "OTHER"]),
        rawDataType: text,
        position: z.number(),
        placeholder: maybe,
        options: z.array(text),
        folderId: maybe,
      }),
    ),
    writes: false,
  },
  setCustomField: {
    call: (ghl) => ghl.setCustomField("c1", "f1", "text"),
    usable: receipt,
    writes: true,
  },
  addTags: { call: (ghl) => ghl.addTags("c1", ["a"]), usable: receipt, writes: true },
  removeTags: { call: (ghl) => ghl.removeTags("c1", ["a"]), usable: receipt, writes: true },
  createNote: {
    call: (ghl) => ghl.createNote("c1", "text"),
    usable: receipt.extend({ noteId: id.nullable() }),
    writes: true,
  },
  updateNote: {
    call: (ghl) => ghl.updateNote("c1", "n1", "text"),
    usable: receipt,
    writes: true,
  },
  listTasks: {
    call: (ghl) => ghl.listTasks("c1"),
    usable: z.array(
      z.strictObject({
        id,
        contactId: id,
        title: text,
        body: text,
        assignedTo: maybe,
        dueAt: clock.nullable(),
        completed: z.boolean(),
      }),
    ),
    writes: false,
  },
  createTask: {
    call: (ghl) =>
      ghl.createTask("c1", { title: "a", body: "b", dueAt: "2026-12-01T15:00:00.000Z" }),
    usable: receipt.extend({ taskId: id.nullable() }),
    writes: true,
  },
  setTaskCompleted: {
    call: (ghl) => ghl.setTaskCompleted("c1", "t1", true),
    usable: receipt,
    writes: true,
  },
  listAppointments: {
    call: (ghl) => ghl.listAppointments("c1"),
    usable: z.array(
      z.strictObject({
        id,
        contactId: id,
        title: text,
        status: maybe,
        address: maybe,
        starts: clock.nullable(),
        ends: clock.nullable(),
      }),
    ),
    writes: false,
  },
  openDocument: {
    call: (ghl) => ghl.openDocument("c1", "doc1"),
    usable: z.strictObject({
      documentId: id,
      fileName: text.min(1),
      mimeType: text,
      bytes: z.instanceof(Uint8Array),
    }),
    writes: false,
    isOneByOne: true,
  },
}

/** Whether a verb asks GHL something: what of a client is to be fed with hostile answers. */
export const verbsOf = (ghl: Ghl): string[] =>
  Object.entries(ghl).flatMap(([name, verb]) =>
    typeof verb === "function" && !OTHERS.some((other) => other === name) ? name : [],
  )
