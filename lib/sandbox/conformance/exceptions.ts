import type { Declared } from "./declared.ts"
import { fieldValue, fileMap, writtenValue } from "./field-value-schema.ts"

/**
 * Where the sandbox differs from the letter of GHL's OpenAPI files, on purpose. The conformance suite
 * lets through what stands here and nothing else; the tables in docs/upstream.md say the same, and a
 * test compares the two.
 */
export type Exception = {
  /** Names as in `contacts.GetNoteSchema`: the file, then its schema. */
  schemas: string[]
  /** What docs/upstream.md calls them, when they are too many to name. */
  called?: string
  why: string
  /** Who says so, or what it rests on where nobody does: see the sources in docs/upstream.md. */
  source: string
} & (
  | {
      kind: "sent too" | "another type" | "accepted too"
      properties: Record<string, Declared>
    }
  | { kind: "null when empty" | "absent when empty"; properties: string[] }
  /** Required by the files, and yet a request without it is taken. */
  | { kind: "accepted without"; properties: string[] }
  /** In the answer to a write alone: whatever was put there, in the form in which it was put. */
  | { kind: "as it was put"; properties: string[] }
  /** There exactly when the other property has one of these values. */
  | { kind: "only for some"; properties: string[]; when: { property: string; is: string[] } }
)

const text: Declared = { type: "string" }
const texts: Declared = { type: "array", items: text }
/** As in the example beside the declaration: one of the two kinds is empty. */
const textsOrNone: Declared = { ...texts, example: [] }
const textOrNull: Declared = { type: "string", nullable: true }

const bulkResult: Declared = {
  anyOf: [
    {
      type: "object",
      properties: {
        contactId: text,
        message: text,
        type: { type: "string", enum: ["success"] },
        oldTags: texts,
        tagsAdded: textsOrNone,
        tagsRemoved: textsOrNone,
      },
    },
    {
      type: "object",
      properties: { contactId: text, message: text, type: { type: "string", enum: ["error"] } },
    },
  ],
}

const NEXT_PAGE = ["nextPageUrl", "startAfter", "startAfterId", "nextPage"]

/** All that may stand among the customFields of an update. */
const FIELD_KINDS = [
  "contacts.TextField",
  "contacts.LargeTextField",
  "contacts.SingleSelectField",
  "contacts.RadioField",
  "contacts.NumericField",
  "contacts.MonetoryField",
  "contacts.CheckboxField",
  "contacts.MultiSelectField",
  "contacts.FileField",
]

const WITH_OPTIONS = ["CHECKBOX", "RADIO", "SINGLE_OPTIONS", "MULTIPLE_OPTIONS", "TEXTBOX_LIST"]

export const exceptions: Exception[] = [
  {
    kind: "sent too",
    schemas: [
      "contacts.ContactsSearchSuccessfulResponseDto",
      "contacts.ContactsByIdSuccessfulResponseDto",
      "contacts.UpdateContactsSuccessfulResponseDto",
      "contacts.CreateAddTagSuccessfulResponseDto",
      "contacts.CreateDeleteTagSuccessfulResponseDto",
      "contacts.UpdateTagsResponseDTO",
      "contacts.GetNotesListSuccessfulResponseDto",
      "contacts.GetCreateUpdateNoteSuccessfulResponseDto",
      "contacts.DeleteNoteSuccessfulResponseDto",
      "contacts.TasksListSuccessfulResponseDto",
      "contacts.TaskByIsSuccessfulResponseDto",
      "contacts.DeleteTaskSuccessfulResponseDto",
      "contacts.GetEventsSuccessfulResponseDto",
      "locations.CustomFieldsListSuccessfulResponseDto",
      "locations.CustomFieldSuccessfulResponseDto",
      "common.BadRequestDTO",
      "common.UnauthorizedDTO",
      "common.UnprocessableDTO",
    ],
    called: "every answer and every error",
    properties: { traceId: text },
    why: "answers and errors carry it, to name a request by; the files declare it for upsert alone",
    source: "seen [1, 9, 12]",
  },
  {
    kind: "sent too",
    schemas: ["common.BadRequestDTO"],
    properties: { error: text },
    why: "as the other two error schemas declare it",
    source: "seen [1, 2]",
  },
  {
    kind: "sent too",
    schemas: ["contacts.ContactsSearchSuccessfulResponseDto"],
    properties: { meta: { $ref: "contacts.ContactsMetaSchema" } },
    why: "ContactsMetaSchema is declared beside the answer and referred to by nothing; the cursor stands in it",
    source: "files, seen [11, 12]",
  },
  {
    kind: "null when empty",
    schemas: ["contacts.ContactsMetaSchema"],
    properties: NEXT_PAGE,
    why: 'there is no next page after the last one; with the setting lastPageMeta "null"',
    source:
      "assumed: no last page was seen; both are tried in lib/sandbox/resources/contact-list.test.ts",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.ContactsMetaSchema"],
    properties: NEXT_PAGE,
    why: 'with the setting lastPageMeta "absent": the schema requires none of them; which of the two GHL does is told nowhere',
    source:
      "files, assumed: no last page was seen; both are tried in lib/sandbox/resources/contact-list.test.ts",
  },
  {
    kind: "sent too",
    schemas: ["contacts.ContactsSearchSchema"],
    properties: {
      contactName: textOrNull,
      firstName: textOrNull,
      lastName: textOrNull,
      firstNameRaw: textOrNull,
      lastNameRaw: textOrNull,
    },
    why: "the Raw names keep the case; that the others are lower-cased is assumed from it",
    source:
      "seen [11], assumed: the list's own case was seen of no name; shown in lib/sandbox/resources/contact-list.test.ts",
  },
  {
    kind: "sent too",
    schemas: ["contacts.ContactsSearchSchema"],
    properties: {
      phone: textOrNull,
      type: textOrNull,
      assignedTo: textOrNull,
      dnd: { type: "boolean" },
      dndSettings: { $ref: "contacts.DndSettingsSchema" },
      address1: textOrNull,
      city: textOrNull,
      state: textOrNull,
      postalCode: textOrNull,
      dateUpdated: { type: "string", example: "2020-10-29T09:31:30.255Z" },
      additionalEmails: texts,
    },
    why: "the list carries most of what the contact by id does",
    source: "seen [11]",
  },
  {
    kind: "sent too",
    schemas: ["contacts.ContactsSearchSchema"],
    properties: { companyName: textOrNull, website: textOrNull, dateOfBirth: textOrNull },
    why: "the search carries them, by the SDK's type of its answer and a report [6, 23]; of the list nobody tells",
    source:
      "assumed: not seen in a list; a contact without them is read in lib/ghl/contact-schema.test.ts",
  },
  {
    kind: "null when empty",
    schemas: ["contacts.ContactsSearchSchema"],
    properties: ["email", "timezone", "country", "source", "businessId"],
    why: "the search has null for them, by the SDK's type of its answer [23]; of the list it is told nowhere",
    source:
      "assumed: not seen in a list; a contact without them is read in lib/ghl/contact-schema.test.ts",
  },
  {
    kind: "another type",
    schemas: ["contacts.CustomFieldSchema"],
    properties: { value: fieldValue },
    why: "declared a string; numbers, lists and files in several forms are seen",
    source:
      "seen [11, 14], assumed: of booleans and texts by box no value was seen; any is read in lib/ghl/field-values.test.ts",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.GetContectByIdSchema"],
    properties: [
      "name",
      "firstName",
      "lastName",
      "firstNameLowerCase",
      "lastNameLowerCase",
      "email",
      "emailLowerCase",
      "phone",
      "companyName",
    ],
    why: "a contact by id carries what is filled: one without a name or a number lacks them",
    source: "seen [1, 13]",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.GetContectByIdSchema"],
    properties: [
      "address1",
      "city",
      "state",
      "country",
      "postalCode",
      "timezone",
      "website",
      "dateOfBirth",
    ],
    why: "a part of the address, a zone, a site or a birthday that nobody filled is left out",
    source: "seen [1, 13]",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.GetContectByIdSchema"],
    properties: ["source", "assignedTo", "dndSettings", "inboundDndSettings", "businessId"],
    why: "what was never set or never happened is left out: an owner, a switch, a business",
    source: "seen [1, 13]",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.GetContectByIdSchema"],
    properties: [
      "attachments",
      "ssn",
      "keyword",
      "attributionSource",
      "lastAttributionSource",
      "visitorId",
    ],
    why: "few contacts have files, a number or a first visit; the others carry no such property",
    source: "seen [1, 13]",
  },
  {
    kind: "another type",
    schemas: ["contacts.GetContectByIdSchema"],
    properties: { lastActivity: { anyOf: [text, { type: "number" }] } },
    why: "declared a string, an ISO instant by the example beside it; milliseconds, as other instants have them, are sent too",
    source:
      "assumed: no number was seen; that the app shows neither is shown in lib/ghl/contact-schema.test.ts",
  },
  {
    kind: "sent too",
    schemas: ["contacts.GetContectByIdSchema"],
    properties: { inboundDndSettings: { $ref: "contacts.InboundDndSettingsSchema" } },
    why: "the update declares it",
    source: "files",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.DndSettingsSchema"],
    properties: ["Call", "Email", "SMS", "WhatsApp", "GMB", "FB"],
    why: "a channel that was never set; the schema requires none",
    source: "files",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.DndSettingSchema"],
    properties: ["message", "code"],
    why: "only the status is required",
    source: "files",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.InboundDndSettingSchema"],
    properties: ["message"],
    why: "only the status is required",
    source: "files",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.InboundDndSettingsSchema"],
    properties: ["all"],
    why: "declared optional in the update",
    source: "files",
  },
  {
    kind: "sent too",
    schemas: ["contacts.CreateAddTagSuccessfulResponseDto"],
    properties: { tagsAdded: texts },
    why: "which of them were new",
    source: "seen [12]",
  },
  {
    kind: "sent too",
    schemas: ["contacts.CreateDeleteTagSuccessfulResponseDto"],
    properties: { tagsRemoved: texts },
    why: "which of them were there",
    source: "seen [12]",
  },
  {
    kind: "another type",
    schemas: ["contacts.UpdateTagsResponseDTO"],
    properties: { responses: { type: "array", items: bulkResult } },
    why: "declared a list of strings; the example beside it is a list of objects",
    source: "files",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.GetNoteSchema"],
    properties: ["userId", "title", "color", "pinned"],
    why: "a note carries what it was written with [18]; neither the schema nor that of a new note requires these",
    source: "files",
  },
  {
    kind: "absent when empty",
    schemas: ["contacts.TaskSchema"],
    properties: ["body", "assignedTo"],
    why: "optional when a task is made",
    source: "files",
  },
  {
    kind: "sent too",
    schemas: ["locations.CustomFieldSchema"],
    properties: {
      parentId: text,
      documentType: { type: "string", enum: ["field"] },
      dateAdded: { type: "string", example: "2024-03-04T14:00:00.000Z" },
    },
    why: "the folder's id, without its name",
    source: "seen [11, 15]",
  },
  {
    kind: "another type",
    schemas: ["locations.CustomFieldSchema"],
    properties: {
      picklistOptions: {
        type: "array",
        items: {
          anyOf: [
            text,
            { type: "object", properties: { id: text, label: text, prefillValue: text } },
          ],
        },
      },
    },
    why: "a text box list has its boxes here, as the declared textBoxListOptions of a create",
    source: "files, seen [11]",
  },
  {
    kind: "only for some",
    schemas: ["locations.CustomFieldSchema"],
    properties: ["picklistOptions", "picklistImageOptions", "isAllowedCustomOption"],
    when: { property: "dataType", is: WITH_OPTIONS },
    why: "other types have no options; the schema requires none of these",
    source:
      "files, assumed: by which types GHL sends them is told nowhere; any mix is read in lib/ghl/contact-schema.test.ts",
  },
  {
    kind: "only for some",
    schemas: ["locations.CustomFieldSchema"],
    properties: ["isMultiFileAllowed", "maxFileLimit"],
    when: { property: "dataType", is: ["FILE_UPLOAD"] },
    why: "other types have no files; the schema requires neither",
    source:
      "files, assumed: by which types GHL sends them is told nowhere; any mix is read in lib/ghl/contact-schema.test.ts",
  },
  {
    kind: "another type",
    schemas: ["contacts.UpdateContactDto"],
    properties: { dateOfBirth: { type: "string", nullable: true } },
    why: "declared an object; the example beside it is a string",
    source: "files",
  },
  {
    kind: "another type",
    schemas: ["contacts.NumericField", "contacts.MonetoryField"],
    properties: { field_value: { type: "number" } },
    why: "declared an object; the example beside it is a number",
    source: "files",
  },
  {
    kind: "accepted without",
    schemas: FIELD_KINDS,
    called: "every kind of custom field in an update",
    properties: ["id"],
    why: "the key alone names a field, too",
    source: "seen [17]",
  },
  {
    kind: "accepted too",
    schemas: FIELD_KINDS,
    called: "every kind of custom field in an update",
    properties: { fieldValue: writtenValue, value: writtenValue },
    why: "other names for field_value; the v3 files have the first",
    source: "seen [16, 17]",
  },
  {
    kind: "another type",
    schemas: ["contacts.TextField"],
    properties: { field_value: writtenValue },
    why: "no kind is declared for dates, texts by box and empty values, though fields of these types are; they are taken as this one's",
    source:
      "files, assumed: no write of one was seen; what is taken is shown in lib/sandbox/conformance/answers.test.ts",
  },
  {
    kind: "another type",
    schemas: ["contacts.FileField"],
    properties: { field_value: fileMap },
    why: "declared an object without properties; the example beside it is a map of files",
    source: "files",
  },
  {
    kind: "as it was put",
    schemas: ["contacts.GetContectByIdSchema"],
    properties: ["website"],
    why: "the update declares any text; its answer gives it back, though the example beside it is an address",
    source: "files",
  },
  {
    kind: "as it was put",
    schemas: ["contacts.CustomFieldSchema"],
    properties: ["value"],
    why: "the update declares a file as an object without properties, and takes a number among choices; its answer gives them back so",
    source:
      "files, assumed: no such answer was seen; what is answered is shown in lib/sandbox/conformance/answers.test.ts",
  },
]
