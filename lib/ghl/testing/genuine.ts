import { FIELD_DATA_TYPES } from "../types.ts"
import { LOCATION } from "./wire.ts"

/** What a well-behaved GHL answers; hostile answers begin here, so that they get past the first look. */

/** Stands in texts, where reading takes it out: who writes such a text reads it again before. */
export const LINK = "https://services.leadconnectorhq.com/documents/download/doc9"

const definitions = [...FIELD_DATA_TYPES, "HOLOGRAM"].map((dataType, n) => ({
  id: `f${n}`,
  name: `Field ${n}`,
  fieldKey: `contact.field_${n}`,
  dataType,
  position: n * 50,
  placeholder: "",
  picklistOptions: ["Yes", "No", { id: "box", label: "Box", prefillValue: "" }],
  model: "contact",
  parentId: "folder1",
  documentType: "field",
  locationId: LOCATION,
  dateAdded: "2024-01-02T03:04:05.678Z",
}))

const file = {
  meta: { originalname: "Lab.pdf", mimetype: "application/pdf", size: 12, uuid: "u1" },
  url: "https://services.leadconnectorhq.com/documents/download/doc1",
  documentId: "doc1",
}

const values = definitions.map(({ id, dataType }, n) => ({
  id,
  value:
    dataType === "FILE_UPLOAD"
      ? { u1: file }
      : dataType === "TEXTBOX_LIST"
        ? { box: "one" }
        : /CHECKBOX|MULTIPLE/.test(dataType)
          ? ["Yes"]
          : dataType === "DATE"
            ? 1_740_823_200_000
            : /NUMERICAL|FLOAT|MONETORY/.test(dataType)
              ? 5.6
              : dataType === "LARGE_TEXT"
                ? `value ${n}, see ${LINK}`
                : `value ${n}`,
}))

const contact = (id: string) => ({
  id,
  locationId: LOCATION,
  contactName: "ada rosan",
  firstName: "ada",
  lastName: "rosan",
  firstNameRaw: "Ada",
  lastNameRaw: "Rosan",
  firstNameLowerCase: "ada",
  lastNameLowerCase: "rosan",
  email: "ada@example.com",
  phone: "+12025550100",
  dnd: false,
  timezone: "America/New_York",
  assignedTo: "user1",
  source: "form",
  companyName: null,
  city: "Boston",
  state: "MA",
  country: "US",
  dateOfBirth: "1980-01-02",
  dateAdded: "2024-01-02T03:04:05.678Z",
  dateUpdated: "2024-01-02T03:04:05.678Z",
  tags: ["junction"],
  customFields: values,
  ssn: "123-45-6789",
  searchAfter: [1_740_823_200_000, id],
})

const note = {
  id: "n1",
  body: `HbA1c <5.6 %\nline, see ${LINK}`,
  userId: "user1",
  dateAdded: "2024-01-02T03:04:05.678Z",
  contactId: "c1",
}
const task = {
  id: "t1",
  title: "Call about the draw",
  body: "<p>Confirm fasting.</p>",
  assignedTo: "user1",
  dueDate: "2026-12-01T15:00:00.000Z",
  completed: false,
  contactId: "c1",
}
const appointment = {
  id: "a1",
  calendarId: "cal1",
  title: "Blood draw",
  status: "booked",
  appointmentStatus: "confirmed",
  address: "Ground floor",
  startTime: "2026-12-02 08:30:00",
  endTime: "2026-12-02 08:50:00",
  contactId: "c1",
}
const contacts = ["c1", "c2", "c3"].map(contact)

export type Genuine = { status: number; body: object }

/** Null for the address of a file, which answers bytes. */
export function genuine(method: string, url: string): Genuine | null {
  const traceId = "trace-1"
  const [path = ""] = url.split("?")
  if (path.startsWith("/documents/")) return null
  if (path.endsWith("/customFields")) return { status: 200, body: { customFields: definitions } }
  if (path === "/contacts/search") return { status: 200, body: { contacts, total: 9, traceId } }
  if (path === "/contacts/") {
    const meta = { total: 9, startAfter: 1_740_823_200_000, startAfterId: "c3", nextPage: 2 }
    return { status: 200, body: { contacts, count: 9, meta, traceId } }
  }
  if (path.endsWith("/tags")) return { status: 200, body: { tags: ["junction"], traceId } }
  if (path.endsWith("/tasks") && method === "GET")
    return { status: 200, body: { tasks: [task], traceId } }
  if (path.includes("/tasks"))
    return { status: method === "POST" ? 201 : 200, body: { task, traceId } }
  if (path.endsWith("/appointments"))
    return { status: 200, body: { events: [appointment], traceId } }
  if (path.endsWith("/notes") && method === "GET")
    return { status: 200, body: { notes: [note], traceId } }
  if (path.includes("/notes"))
    return { status: method === "POST" ? 201 : 200, body: { note, traceId } }
  if (method === "PUT")
    return { status: 200, body: { succeded: true, contact: contact("c1"), traceId } }
  return { status: 200, body: { contact: contact("c1"), traceId } }
}
