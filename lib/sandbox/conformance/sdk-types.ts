import type * as Contacts from "@gohighlevel/api-client/dist/lib/code/contacts/models/contacts.js"
import type * as Locations from "@gohighlevel/api-client/dist/lib/code/locations/models/locations.js"
import type { JsonAnswer } from "../answers.ts"
import type { listContacts } from "../resources/contact-list.ts"
import type {
  createNote,
  deleteNote,
  listNotes,
  readNote,
  updateNote,
} from "../resources/contact-notes.ts"
import type { readContact, updateContact } from "../resources/contact-record.ts"
import type { listAppointments } from "../resources/contact-schedule.ts"
import type { searchContacts } from "../resources/contact-search.ts"
import type { addTags, bulkTags, removeTags } from "../resources/contact-tags.ts"
import type {
  completeTask,
  createTask,
  deleteTask,
  listTasks,
  readTask,
  updateTask,
} from "../resources/contact-tasks.ts"
import type { listFields, readField } from "../resources/custom-fields.ts"
import type { byId, definitionShape, found, listed, noteShape, taskShape } from "../shapes.ts"
import type { Attribution, Opportunity, StoredAppointment, StoredValue } from "../types.ts"
import type { SearchAnswer, SearchedContact } from "./sdk-search-types.ts"

/**
 * The sandbox's answers against the types of GHL's official SDK: this file compiles only while each
 * answer is assignable. The SDK declares every property optional, so each is made required first (its
 * value may still be absent): a property dropped from an answer does not compile.
 */

/** What a handler answers with. */
type Says<Handler extends (...call: never[]) => JsonAnswer<unknown>> = NonNullable<
  ReturnType<Handler>["says"]
>

/** Every property there, at every depth. */
type Complete<T> = T extends (infer Item)[]
  ? Complete<Item>[]
  : T extends object
    ? { [Name in keyof Required<T>]: Complete<T[Name]> | undefined }
    : T

/** `T` with what docs/upstream.md lists as other than declared. */
type Except<T, Other> = Omit<T, keyof Other> & Other

/** Null where GHL's files say nullable and the SDK does not, or where the list says so. */
type OrNull<T, Names extends keyof T = keyof T> = Except<
  T,
  { [Name in Names]?: T[Name] | null | undefined }
>

type FieldValue = Except<Contacts.CustomFieldSchema, { value?: StoredValue }>
type Origin = OrNull<Contacts.AttributionSource, Exclude<keyof Contacts.AttributionSource, "url">>

type Contact = Except<
  Contacts.GetContectByIdSchema,
  {
    customFields?: FieldValue[]
    lastActivity?: string | number
    attributionSource?: Origin
    lastAttributionSource?: Origin
  }
>

type ListedContact = Except<
  OrNull<
    Contacts.ContactsSearchSchema,
    "email" | "timezone" | "country" | "source" | "businessId" | "attributions"
  >,
  { customFields?: FieldValue[]; attributions?: Origin[] }
>

/** As docs/upstream.md states it: three properties fewer and one more, and four of another type. */
type FoundContact = Except<
  OrNull<
    Omit<SearchedContact, "firstName" | "lastName" | "dndSettings">,
    Exclude<keyof SearchedContact, "firstName" | "lastName" | "dndSettings">
  >,
  {
    timezone?: string | null
    dateOfBirth?: number | null
    customFields?: FieldValue[]
    additionalPhones?: { phone: string }[]
    opportunities?: Opportunity[]
    searchAfter?: (string | number | null)[]
  }
>

/** Options of a text box list are its boxes. */
type Definition = Except<
  Locations.CustomFieldSchema,
  { picklistOptions?: (string | { id: string; label: string; prefillValue: string })[] }
>

type BulkResult = { contactId: string; message: string; type: string }
type BulkAnswer = Except<Contacts.UpdateTagsResponseDTO, { responses: BulkResult[] }>

/** A row an operation of the official files: what it answers, as what the SDK promises. */
export const assignable = {
  "get-contacts": (
    answer: Says<typeof listContacts>,
  ): Complete<
    Except<Contacts.ContactsSearchSuccessfulResponseDto, { contacts?: ListedContact[] }>
  > => answer,
  "search-contacts-advanced": (
    answer: Says<typeof searchContacts>,
  ): Complete<Except<SearchAnswer, { contacts: FoundContact[] }>> => answer,
  "get-contact": (
    answer: Says<typeof readContact>,
  ): Complete<Except<Contacts.ContactsByIdSuccessfulResponseDto, { contact?: Contact }>> => answer,
  "update-contact": (
    answer: Says<typeof updateContact>,
  ): Complete<Except<Contacts.UpdateContactsSuccessfulResponseDto, { contact?: Contact }>> =>
    answer,
  "add-tags": (
    answer: Says<typeof addTags>,
  ): Complete<Contacts.CreateAddTagSuccessfulResponseDto> => answer,
  "remove-tags": (
    answer: Says<typeof removeTags>,
  ): Complete<Contacts.CreateDeleteTagSuccessfulResponseDto> => answer,
  "create-association": (answer: Says<typeof bulkTags>): Complete<BulkAnswer> => answer,
  "get-all-notes": (
    answer: Says<typeof listNotes>,
  ): Complete<Contacts.GetNotesListSuccessfulResponseDto> => answer,
  "create-note": (
    answer: Says<typeof createNote>,
  ): Complete<Contacts.GetCreateUpdateNoteSuccessfulResponseDto> => answer,
  "get-note": (
    answer: Says<typeof readNote>,
  ): Complete<Contacts.GetCreateUpdateNoteSuccessfulResponseDto> => answer,
  "update-note": (
    answer: Says<typeof updateNote>,
  ): Complete<Contacts.GetCreateUpdateNoteSuccessfulResponseDto> => answer,
  "delete-note": (
    answer: Says<typeof deleteNote>,
  ): Complete<Contacts.DeleteNoteSuccessfulResponseDto> => answer,
  "get-all-tasks": (
    answer: Says<typeof listTasks>,
  ): Complete<Contacts.TasksListSuccessfulResponseDto> => answer,
  "get-task": (answer: Says<typeof readTask>): Complete<Contacts.TaskByIsSuccessfulResponseDto> =>
    answer,
  "create-task": (
    answer: Says<typeof createTask>,
  ): Complete<Contacts.TaskByIsSuccessfulResponseDto> => answer,
  "update-task": (
    answer: Says<typeof updateTask>,
  ): Complete<Contacts.TaskByIsSuccessfulResponseDto> => answer,
  "update-task-completed": (
    answer: Says<typeof completeTask>,
  ): Complete<Contacts.TaskByIsSuccessfulResponseDto> => answer,
  "delete-task": (
    answer: Says<typeof deleteTask>,
  ): Complete<Contacts.DeleteTaskSuccessfulResponseDto> => answer,
  "get-appointments-for-contact": (
    answer: Says<typeof listAppointments>,
  ): Complete<Contacts.GetEventsSuccessfulResponseDto> => answer,
  "get-custom-fields": (
    answer: Says<typeof listFields>,
  ): Complete<
    Except<Locations.CustomFieldsListSuccessfulResponseDto, { customFields?: Definition[] }>
  > => answer,
  "get-custom-field": (
    answer: Says<typeof readField>,
  ): Complete<Except<Locations.CustomFieldSuccessfulResponseDto, { customField?: Definition }>> =>
    answer,
}

/** Names of declared properties that an answer could lose and still be assignable. */
type Unneeded<Ours, Theirs> = {
  [Name in keyof Theirs & keyof Ours]: Omit<Ours, Name> extends Complete<Theirs> ? Name : never
}[keyof Theirs & keyof Ours]

/** None: each declared property of each of these is needed for this file to compile. */
export type UnneededProperties =
  | Unneeded<ReturnType<typeof listed>, ListedContact>
  | Unneeded<ReturnType<typeof found>, FoundContact>
  | Unneeded<ReturnType<typeof byId>, Contact>
  | Unneeded<ReturnType<typeof noteShape>, Contacts.GetNoteSchema>
  | Unneeded<ReturnType<typeof taskShape>, Contacts.TaskSchema>
  | Unneeded<ReturnType<typeof definitionShape>, Definition>
  | Unneeded<StoredAppointment, Contacts.GetEventSchema>
  | Unneeded<Attribution, Origin>
  | Unneeded<Says<typeof updateContact>, Contacts.UpdateContactsSuccessfulResponseDto>
  | Unneeded<ReturnType<typeof byId>["customFields"][number], FieldValue>
  | Unneeded<NonNullable<ReturnType<typeof byId>["dndSettings"]>, Contacts.DndSettingsSchema>
  | Unneeded<Says<typeof addTags>, Contacts.CreateAddTagSuccessfulResponseDto>
  | Unneeded<Says<typeof removeTags>, Contacts.CreateDeleteTagSuccessfulResponseDto>
  | Unneeded<Says<typeof bulkTags>, BulkAnswer>
