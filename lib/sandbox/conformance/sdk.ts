import { HighLevel } from "@gohighlevel/api-client"
import { createGhl } from "#lib/ghl/client.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { LOCATION_ID } from "../seed/location.ts"
import type { Operation, Request } from "./operations.ts"

/** GHL's official SDK, speaking to this address instead of GHL's. One address a process at a time. */
export function sdkAt(url: string, token: string): HighLevel {
  // A static of the class, private to the compiler: the SDK offers no other way.
  Reflect.set(HighLevel, "BASE_URL", url)
  // Its own default version is another one, which the sandbox refuses.
  return new HighLevel({
    privateIntegrationToken: token,
    apiVersion: "2021-07-28",
    logLevel: "none",
  })
}

/** Caredesk's own client, at the same address. */
export function clientAt(url: string, token: string): Ghl {
  return createGhl({
    baseUrl: url,
    token,
    locationId: LOCATION_ID,
    clinicTimeZone: "America/New_York",
    documentHosts: [],
  })
}

/** What the SDK wants of a request, in place of the path, query and body. */
type Call = (sdk: HighLevel, request: Request) => Promise<unknown>

const contactId = ({ params }: Request) => ({ contactId: params.contactId ?? "" })
const note = ({ params }: Request) => ({ contactId: params.contactId ?? "", id: params.id ?? "" })
const task = ({ params }: Request) => ({
  contactId: params.contactId ?? "",
  taskId: params.taskId ?? "",
})

/** The SDK's types of bodies; the requests are checked against GHL's files instead. */
// biome-ignore lint/suspicious/noExplicitAny: bodies are data of the table, checked at run time
const bodyOf = ({ body }: Request): any => body

/** Each operation of the table as the SDK performs it. */
export const sdkCalls: Record<Operation["id"], Call> = {
  "get-contacts": (sdk, { query = {} }) =>
    sdk.contacts.getContacts({
      locationId: query.locationId ?? "",
      limit: Number(query.limit),
      startAfter: Number(query.startAfter),
      startAfterId: query.startAfterId,
      query: query.query,
    }),
  "search-contacts-advanced": (sdk, request) =>
    sdk.contacts.searchContactsAdvanced(bodyOf(request)),
  "get-contact": (sdk, request) => sdk.contacts.getContact(contactId(request)),
  "update-contact": (sdk, request) =>
    sdk.contacts.updateContact(contactId(request), bodyOf(request)),
  "add-tags": (sdk, request) => sdk.contacts.addTags(contactId(request), bodyOf(request)),
  "remove-tags": (sdk, request) => sdk.contacts.removeTags(contactId(request), bodyOf(request)),
  "create-association": (sdk, request) =>
    sdk.contacts.createAssociation({ type: request.params.type ?? "" }, bodyOf(request)),
  "get-all-notes": (sdk, request) => sdk.contacts.getAllNotes(contactId(request)),
  "create-note": (sdk, request) => sdk.contacts.createNote(contactId(request), bodyOf(request)),
  "get-note": (sdk, request) => sdk.contacts.getNote(note(request)),
  "update-note": (sdk, request) => sdk.contacts.updateNote(note(request), bodyOf(request)),
  "delete-note": (sdk, request) => sdk.contacts.deleteNote(note(request)),
  "get-all-tasks": (sdk, request) => sdk.contacts.getAllTasks(contactId(request)),
  "create-task": (sdk, request) => sdk.contacts.createTask(contactId(request), bodyOf(request)),
  "get-task": (sdk, request) => sdk.contacts.getTask(task(request)),
  "update-task": (sdk, request) => sdk.contacts.updateTask(task(request), bodyOf(request)),
  "update-task-completed": (sdk, request) =>
    sdk.contacts.updateTaskCompleted(task(request), bodyOf(request)),
  "delete-task": (sdk, request) => sdk.contacts.deleteTask(task(request)),
  "get-appointments-for-contact": (sdk, request) =>
    sdk.contacts.getAppointmentsForContact(contactId(request)),
  "get-custom-fields": (sdk, { params, query = {} }) =>
    sdk.locations.getCustomFields({ locationId: params.locationId ?? "", model: query.model }),
  "get-custom-field": (sdk, { params }) =>
    sdk.locations.getCustomField({ locationId: params.locationId ?? "", id: params.id ?? "" }),
}
