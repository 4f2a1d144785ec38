import type { DocumentName } from "./specification.ts"
import type { Stage } from "./stage.ts"

/** A valid request about the contact that has everything. */
export type Request = {
  /** Parts of the path by their name in the specification. */
  params: Record<string, string>
  query?: Record<string, string>
  body?: Record<string, unknown>
}

/** A row a request that is answered with a refusal. */
type Refused = { what: string; status: number } & Partial<Request>

/** One operation of GHL's files that the sandbox answers. */
export type Operation = {
  /** The operationId in the file. */
  id: string
  /** What tells it from another row of the same operation. */
  how?: string
  document: DocumentName
  method: "GET" | "POST" | "PUT" | "DELETE"
  path: string
  status: 200 | 201
  scope: "contacts.readonly" | "contacts.write" | "locations/customFields.readonly"
  /** With every parameter and property that the specification declares for it. */
  request(stage: Stage): Request
  /** What is accepted besides, by the exceptions. */
  accepted?(stage: Stage): Request[]
  /** Status for a part of the path that names nothing. */
  unknown: Record<string, number>
  /** What is refused besides a wrong caller, unknown parts of the path and spoilt bodies. */
  refused?(stage: Stage): Refused[]
}

const NOTE = {
  body: "Ferritin 14 ng/mL, low.",
  userId: "y0BeYjuRIlDwsDcOHOJo",
  title: "Follow-up",
  color: "#FFAA00",
  pinned: true,
}

const TASK = {
  title: "Call about the draw",
  body: "Confirm fasting.",
  dueDate: "2026-12-01T15:00:00.000Z",
  completed: false,
  assignedTo: "y0BeYjuRIlDwsDcOHOJo",
}

const ofContact = ({ contactId }: Stage): Request => ({ params: { contactId } })
const ofNote = ({ contactId, noteId }: Stage): Request => ({ params: { contactId, id: noteId } })
const ofTask = ({ tasked, taskId }: Stage): Request => ({ params: { contactId: tasked, taskId } })
/** Some that it has and some that it has not, so that each of the two operations does something. */
const withTags = ({ contactId }: Stage): Request => ({
  params: { contactId },
  body: { tags: ["Brand New", "founding_member"] },
})

const read = { method: "GET", status: 200, scope: "contacts.readonly" } as const
const change = { method: "PUT", status: 200, scope: "contacts.write" } as const
const create = { method: "POST", status: 201, scope: "contacts.write" } as const
const remove = { method: "DELETE", status: 200, scope: "contacts.write" } as const

const CONTACT = "/contacts/{contactId}"
const FIELDS = "/locations/{locationId}/customFields"

/** One row of bulk tags: two contacts that exist, and one that does not. */
function bulkTags(type: "add" | "remove", of: { tags: string[]; removeAllTags: boolean }) {
  const row: Operation = {
    id: "create-association",
    how: of.removeAllTags ? "removing all tags" : type === "add" ? "adding" : "removing",
    document: "contacts",
    ...create,
    path: "/contacts/bulk/tags/update/{type}",
    request: ({ contactId, tasked, locationId }) => ({
      params: { type },
      body: { contacts: [contactId, tasked, "nobody"], locationId, ...of },
    }),
    unknown: { type: 400 },
    refused: ({ contactId }) => [
      {
        what: "another location",
        status: 403,
        params: { type },
        body: { contacts: [contactId], tags: ["a"], locationId: "elsewhere" },
      },
    ],
  }
  return row
}

const rows: Operation[] = [
  {
    id: "get-contacts",
    document: "contacts",
    ...read,
    path: "/contacts/",
    request: ({ locationId, before }) => ({
      params: {},
      // Everybody's address ends so: the contact asked about is one of many hits.
      query: { locationId, limit: "1", query: "example", ...before },
    }),
    unknown: {},
    refused: ({ locationId, before }): Refused[] => [
      { what: "no location", status: 422, query: {} },
      { what: "another location", status: 403, query: { locationId: "elsewhere" } },
      ...["101", "0", "ten", "1.5", ""].map((limit) => ({
        what: `limit "${limit}"`,
        status: 422,
        query: { locationId, limit },
      })),
      {
        what: "half a cursor",
        status: 422,
        query: { locationId, startAfterId: before.startAfterId },
      },
      {
        what: "a cursor that is no number",
        status: 422,
        query: { locationId, startAfter: "x", startAfterId: before.startAfterId },
      },
    ],
  },
  {
    id: "get-contact",
    document: "contacts",
    ...read,
    path: CONTACT,
    request: ofContact,
    unknown: { contactId: 400 },
  },
  {
    id: "update-contact",
    document: "contacts",
    ...change,
    path: CONTACT,
    request: ({ contactId, wholeContact }) => ({ params: { contactId }, body: wholeContact }),
    accepted: ({ contactId, acceptedFields }) =>
      acceptedFields.map((customFields) => ({ params: { contactId }, body: { customFields } })),
    unknown: { contactId: 400 },
    refused: ({ contactId }): Refused[] => [
      {
        what: "a custom field without a name",
        status: 422,
        params: { contactId },
        body: { customFields: [{ field_value: "x" }] },
      },
    ],
  },
  {
    id: "add-tags",
    document: "contacts",
    ...create,
    path: `${CONTACT}/tags`,
    request: withTags,
    unknown: { contactId: 400 },
  },
  {
    id: "remove-tags",
    document: "contacts",
    ...remove,
    path: `${CONTACT}/tags`,
    request: withTags,
    unknown: { contactId: 400 },
  },
  bulkTags("add", { tags: ["Brand New"], removeAllTags: false }),
  bulkTags("remove", { tags: ["founding_member"], removeAllTags: false }),
  bulkTags("remove", { tags: [], removeAllTags: true }),
  {
    id: "get-all-notes",
    document: "contacts",
    ...read,
    path: `${CONTACT}/notes`,
    request: ofContact,
    unknown: { contactId: 400 },
  },
  {
    id: "create-note",
    document: "contacts",
    ...create,
    path: `${CONTACT}/notes`,
    request: ({ contactId }) => ({ params: { contactId }, body: NOTE }),
    unknown: { contactId: 400 },
  },
  {
    id: "get-note",
    document: "contacts",
    ...read,
    path: `${CONTACT}/notes/{id}`,
    request: ofNote,
    unknown: { contactId: 400, id: 404 },
  },
  {
    id: "update-note",
    document: "contacts",
    ...change,
    path: `${CONTACT}/notes/{id}`,
    request: (stage) => ({ ...ofNote(stage), body: NOTE }),
    unknown: { contactId: 400, id: 404 },
  },
  {
    id: "delete-note",
    document: "contacts",
    ...remove,
    path: `${CONTACT}/notes/{id}`,
    request: ofNote,
    unknown: { contactId: 400, id: 404 },
  },
  {
    id: "get-all-tasks",
    document: "contacts",
    ...read,
    path: `${CONTACT}/tasks`,
    request: ({ tasked }) => ({ params: { contactId: tasked } }),
    unknown: { contactId: 400 },
  },
  {
    id: "create-task",
    document: "contacts",
    ...create,
    path: `${CONTACT}/tasks`,
    request: ({ contactId }) => ({ params: { contactId }, body: TASK }),
    unknown: { contactId: 400 },
  },
  {
    id: "get-task",
    document: "contacts",
    ...read,
    path: `${CONTACT}/tasks/{taskId}`,
    request: ofTask,
    unknown: { contactId: 400, taskId: 404 },
  },
  {
    id: "update-task",
    document: "contacts",
    ...change,
    path: `${CONTACT}/tasks/{taskId}`,
    request: (stage) => ({ ...ofTask(stage), body: TASK }),
    unknown: { contactId: 400, taskId: 404 },
  },
  {
    id: "update-task-completed",
    document: "contacts",
    ...change,
    path: `${CONTACT}/tasks/{taskId}/completed`,
    request: (stage) => ({ ...ofTask(stage), body: { completed: true } }),
    unknown: { contactId: 400, taskId: 404 },
  },
  {
    id: "delete-task",
    document: "contacts",
    ...remove,
    path: `${CONTACT}/tasks/{taskId}`,
    request: ofTask,
    unknown: { contactId: 400, taskId: 404 },
  },
  {
    id: "get-appointments-for-contact",
    document: "contacts",
    ...read,
    path: `${CONTACT}/appointments`,
    request: ofContact,
    unknown: { contactId: 400 },
  },
  {
    id: "get-custom-fields",
    document: "locations",
    ...read,
    scope: "locations/customFields.readonly",
    path: FIELDS,
    request: ({ locationId }) => ({ params: { locationId }, query: { model: "contact" } }),
    unknown: { locationId: 403 },
    refused: ({ locationId }): Refused[] => [
      {
        what: "a model that is none",
        status: 422,
        params: { locationId },
        query: { model: "person" },
      },
    ],
  },
  {
    id: "get-custom-field",
    document: "locations",
    ...read,
    scope: "locations/customFields.readonly",
    path: `${FIELDS}/{id}`,
    request: ({ locationId, fieldId }) => ({ params: { locationId, id: fieldId } }),
    unknown: { locationId: 403, id: 400 },
  },
]

/** Every operation of the table; `title` names a row in the tests. */
export const operations = rows.map((row) => ({
  ...row,
  title: row.how === undefined ? row.id : `${row.id}, ${row.how}`,
}))

/** The path of a request with its query. */
export function addressOf(path: string, { params, query = {} }: Request): string {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  )
  const search = new URLSearchParams(query).toString()
  return search === "" ? filled : `${filled}?${search}`
}
