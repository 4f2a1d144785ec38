import type { Line } from "./inventory.ts"

const LOCATION = "/locations/{locationId}"
const FIELDS = `${LOCATION}/customFields`
const VALUES = `${LOCATION}/customValues`
const RECURRING = `${LOCATION}/recurring-tasks`
const TAGS = `${LOCATION}/tags`

const SET_UP = "locations are set up in GHL, by the agency"
const ONE_LOCATION = "the token and Caredesk know one location, by its id"
const MET_TAGS = "not granted; the tags offered are those that contacts were seen to have"
const OWN_TAGS = "the location's list of tags is kept in GHL"
const OWN_FIELDS = "fields are defined in GHL"
const OWN_VALUES = "texts for GHL's own pages and messages"
const OWN_TEMPLATES = "Caredesk sends no messages"
const OWN_RECURRING = "recurring tasks are planned in GHL"

/** The operations of locations.json. */
export const locationOperations: Line[] = [
  [
    `GET ${FIELDS}`,
    "get-custom-fields",
    "locations/customFields.readonly",
    "in",
    "names and types of all fields",
  ],
  [
    `GET ${FIELDS}/{id}`,
    "get-custom-field",
    "",
    "in",
    "not used by Caredesk; its scope is assumed to be that of the list",
  ],
  [`POST ${FIELDS}`, "create-custom-field", "locations/customFields.write", "out", OWN_FIELDS],
  [`PUT ${FIELDS}/{id}`, "update-custom-field", "", "out", OWN_FIELDS],
  [`DELETE ${FIELDS}/{id}`, "delete-custom-field", "", "out", OWN_FIELDS],
  [
    `POST ${FIELDS}/upload`,
    "upload-file-customFields",
    "locations/customFields.write",
    "out",
    "files come in through GHL's own forms",
  ],
  ["GET /locations/search", "search-locations", "locations.readonly", "out", ONE_LOCATION],
  [`GET ${LOCATION}`, "get-location", "locations.readonly", "out", ONE_LOCATION],
  ["POST /locations/", "create-location", "locations.write", "out", SET_UP],
  [`PUT ${LOCATION}`, "put-location", "locations.write", "out", SET_UP],
  [`DELETE ${LOCATION}`, "delete-location", "locations.internal-access-only", "out", SET_UP],
  [
    `GET ${LOCATION}/timezones`,
    "get-timezones",
    "locations.readonly",
    "out",
    "not granted; CLINIC_TIME_ZONE names the zone",
  ],
  [`GET ${TAGS}`, "get-location-tags", "locations/tags.readonly", "out", MET_TAGS],
  [`POST ${TAGS}`, "create-tag", "locations/tags.write", "out", OWN_TAGS],
  [`GET ${TAGS}/{tagId}`, "get-tag-by-id", "", "out", OWN_TAGS],
  [`PUT ${TAGS}/{tagId}`, "update-tag", "", "out", OWN_TAGS],
  [`DELETE ${TAGS}/{tagId}`, "delete-tag", "", "out", OWN_TAGS],
  [
    `POST ${LOCATION}/tasks/search`,
    "task-search",
    "locations/tasks.readonly",
    "out",
    "not granted; tasks are read contact by contact",
  ],
  [`POST ${RECURRING}`, "create-recurring-task", "", "out", OWN_RECURRING],
  [`GET ${RECURRING}/{id}`, "get-recurring-task-by-id", "", "out", OWN_RECURRING],
  [`PUT ${RECURRING}/{id}`, "update-recurring-task", "", "out", OWN_RECURRING],
  [`DELETE ${RECURRING}/{id}`, "delete-recurring-task", "", "out", OWN_RECURRING],
  [`GET ${VALUES}`, "get-custom-values", "locations/customValues.readonly", "out", OWN_VALUES],
  [`POST ${VALUES}`, "create-custom-value", "locations/customValues.write", "out", OWN_VALUES],
  [`GET ${VALUES}/{id}`, "get-custom-value", "", "out", OWN_VALUES],
  [`PUT ${VALUES}/{id}`, "update-custom-value", "", "out", OWN_VALUES],
  [`DELETE ${VALUES}/{id}`, "delete-custom-value", "", "out", OWN_VALUES],
  [
    `GET ${LOCATION}/templates`,
    "GET-all-or-email-sms-templates",
    "locations/templates.readonly",
    "out",
    OWN_TEMPLATES,
  ],
  [`DELETE ${LOCATION}/templates/{id}`, "DELETE-an-email-sms-template", "", "out", OWN_TEMPLATES],
]
