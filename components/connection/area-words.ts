import type { Tone } from "#components/ui/tone.ts"
import type { Area, AreaProbe, ProbeState } from "#lib/connection/types.ts"

/** What each area is, by which scope GHL grants it, and what Caredesk lacks without it. */
export const AREA_WORDS: Record<Area, { name: string; scope: string; without: string }> = {
  contacts: {
    name: "List of contacts",
    scope: "contacts.readonly",
    without:
      "The contacts table shows no contacts. A location that is held in memory cannot be searched or filtered either.",
  },
  search: {
    name: "Search",
    scope: "contacts.readonly",
    without:
      "In a location too large to be held in memory nothing can be searched, filtered or sorted; the list still works. New text in call notes is not noticed.",
  },
  record: {
    name: "One contact’s record",
    scope: "contacts.readonly",
    without:
      "No record opens, no tag and no field is changed, and no draft is approved: the contact is read before.",
  },
  notes: {
    name: "Notes",
    scope: "contacts.readonly",
    without: "Notes are not shown, and none is written: a change stops before its note.",
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
    without:
      "Custom fields have no names, and some files may not be found. Call notes can be neither shown nor written, so no draft can be approved.",
  },
  documents: {
    name: "Documents",
    scope: "no scope: by the file’s own link",
    without: "Files cannot be opened, and drafts are not compared with them.",
  },
  writes: {
    name: "Writing",
    scope: "contacts.write",
    without:
      "Tags, call notes, notes and tasks cannot be changed, and no draft that writes them can be approved.",
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

/** Nothing is known of writing any more: the change that told was given up. */
export const GIVEN_UP =
  "GoHighLevel refused the last write, and its change was given up. The next write will tell."

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
