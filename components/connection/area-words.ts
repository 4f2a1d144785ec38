import type { Tone } from "#components/ui/tone.ts"
import type { Area, AreaProbe, ProbeState } from "#lib/connection/types.ts"

/** What each area is, by which scope GHL grants it, and what Caredesk lacks without it. */
export const AREA_WORDS: Record<Area, { name: string; scope: string; without: string }> = {
  contacts: {
    name: "List of contacts",
    scope: "contacts.readonly",
    without: "The contacts table stays empty.",
  },
  search: {
    name: "Search",
    scope: "contacts.readonly",
    without: "Searching finds nothing; the list still works.",
  },
  record: {
    name: "One contact’s record",
    scope: "contacts.readonly",
    without: "No record opens and no change is made: each is read before it is written.",
  },
  notes: {
    name: "Notes",
    scope: "contacts.readonly",
    without: "Notes are not shown, and none can be written safely.",
  },
  tasks: {
    name: "Tasks",
    scope: "contacts.readonly",
    without: "Open tasks are not shown in the record, and no follow-up can be added.",
  },
  appointments: {
    name: "Appointments",
    scope: "contacts.readonly",
    without: "The next appointment is not shown in the record.",
  },
  fields: {
    name: "Custom field definitions",
    scope: "locations/customFields.readonly",
    without: "Fields have no names, and none can be edited.",
  },
  documents: {
    name: "Documents",
    scope: "no scope: by the file’s own link",
    without: "Files cannot be opened; everything else works.",
  },
  writes: {
    name: "Writing",
    scope: "contacts.write",
    without: "Tags, fields, notes and tasks cannot be changed.",
  },
}

/** GHL answers 403 to a token of another location, and refuses it everything then. */
export const isOtherLocation = (probes: readonly AreaProbe[]): boolean =>
  probes.some(({ area, state }) => area === "contacts" && state === "refused")

/** Why nothing is known of an area. */
export const UNKNOWN_WORDS: Partial<Record<Area, string>> = {
  writes: "A read cannot prove it, and Caredesk has written nothing yet.",
  documents: "No file has been opened yet.",
}

/** A 403 to one area, of a token that has access to the location. */
export const REFUSED_ALONE = {
  title: "GoHighLevel answers this with 403, though the token belongs to this location.",
  advice: "An administrator can look at the token’s scopes, or ask GoHighLevel’s support.",
}

export const STATE_WORDS: Record<ProbeState, { label: string; tone: Tone }> = {
  granted: { label: "Granted", tone: "good" },
  missing: { label: "Missing", tone: "bad" },
  refused: { label: "Refused", tone: "bad" },
  failing: { label: "Failing", tone: "warn" },
  unknown: { label: "Not known", tone: "neutral" },
}
