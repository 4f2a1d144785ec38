import type { Line } from "./inventory.ts"

const READ = "contacts.readonly"
const WRITE = "contacts.write"
const CONTACT = "/contacts/{contactId}"

const MADE_IN_GHL = "clients come in through GHL's own forms; Caredesk makes none"
const BUSINESSES = "businesses are no part of a client's record here"
const FOLLOWERS = "followers are GHL's users, whose names the token may not read"
const AUTOMATIONS = "messages to clients are started in GHL, by its automations"
const WHOLE = "not used by Caredesk; there for tests, as a colleague may do it in GHL"

/** The operations of contacts.json. */
export const contactOperations: Line[] = [
  ["GET /contacts/", "get-contacts", READ, "in", "the table, and the whole location in memory"],
  ["POST /contacts/search", "search-contacts-advanced", READ, "in", "large tables, watch mode"],
  [`GET ${CONTACT}`, "get-contact", READ, "in", "the record, and the truth before each write"],
  [`PUT ${CONTACT}`, "update-contact", WRITE, "in", "one custom field at a time"],
  [`POST ${CONTACT}/tags`, "add-tags", WRITE, "in", "stages, and tags by hand"],
  [`DELETE ${CONTACT}/tags`, "remove-tags", WRITE, "in", "stages, and tags by hand"],
  [
    "POST /contacts/bulk/tags/update/{type}",
    "create-association",
    "",
    "in",
    "not used by Caredesk; that contacts.write is enough is assumed",
  ],
  [`GET ${CONTACT}/notes`, "get-all-notes", READ, "in", "the record, and reading back"],
  [`POST ${CONTACT}/notes`, "create-note", WRITE, "in", "the note of an approval"],
  [`GET ${CONTACT}/notes/{id}`, "get-note", READ, "in", "a note that the list may leave out"],
  [
    `PUT ${CONTACT}/notes/{id}`,
    "update-note",
    WRITE,
    "in",
    "a note written anew, a surplus one marked",
  ],
  [`DELETE ${CONTACT}/notes/{id}`, "delete-note", WRITE, "in", WHOLE],
  [`GET ${CONTACT}/tasks`, "get-all-tasks", READ, "in", "what is due next"],
  [`POST ${CONTACT}/tasks`, "create-task", WRITE, "in", "a follow-up"],
  [`GET ${CONTACT}/tasks/{taskId}`, "get-task", READ, "in", WHOLE],
  [`PUT ${CONTACT}/tasks/{taskId}`, "update-task", WRITE, "in", WHOLE],
  [`PUT ${CONTACT}/tasks/{taskId}/completed`, "update-task-completed", WRITE, "in", "done, undone"],
  [`DELETE ${CONTACT}/tasks/{taskId}`, "delete-task", WRITE, "in", WHOLE],
  [
    `GET ${CONTACT}/appointments`,
    "get-appointments-for-contact",
    READ,
    "in",
    "the next appointments",
  ],
  ["POST /contacts/", "create-contact", WRITE, "out", MADE_IN_GHL],
  ["POST /contacts/upsert", "upsert-contact", WRITE, "out", MADE_IN_GHL],
  ["GET /contacts/search/duplicate", "get-duplicate-contact", READ, "out", MADE_IN_GHL],
  [`DELETE ${CONTACT}`, "delete-contact", WRITE, "out", "a record is never deleted from here"],
  ["GET /contacts/business/{businessId}", "get-contacts-by-businessId", READ, "out", BUSINESSES],
  ["POST /contacts/bulk/business", "add-remove-contact-from-business", "", "out", BUSINESSES],
  [`POST ${CONTACT}/followers`, "add-followers-contact", WRITE, "out", FOLLOWERS],
  [`DELETE ${CONTACT}/followers`, "remove-followers-contact", WRITE, "out", FOLLOWERS],
  // Before the campaign of any id: who asks for all of them is told of all of them.
  [
    `DELETE ${CONTACT}/campaigns/removeAll`,
    "remove-contact-from-every-campaign",
    WRITE,
    "out",
    AUTOMATIONS,
  ],
  [`POST ${CONTACT}/campaigns/{campaignId}`, "add-contact-to-campaign", WRITE, "out", AUTOMATIONS],
  [
    `DELETE ${CONTACT}/campaigns/{campaignId}`,
    "remove-contact-from-campaign",
    WRITE,
    "out",
    AUTOMATIONS,
  ],
  [`POST ${CONTACT}/workflow/{workflowId}`, "add-contact-to-workflow", WRITE, "out", AUTOMATIONS],
  [
    `DELETE ${CONTACT}/workflow/{workflowId}`,
    "delete-contact-from-workflow",
    WRITE,
    "out",
    AUTOMATIONS,
  ],
]
