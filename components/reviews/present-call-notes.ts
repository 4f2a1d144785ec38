import type { PresentContact } from "./use-present-contact.ts"

/** Why the present call notes are not known: on their way, or not to be read. */
export type CallNotesUnknown = "reading" | "unread"

/** call_notes as they stand in GHL, or why the page does not know. */
export type PresentCallNotes =
  | { text: string; unknown: null }
  | { text: null; unknown: CallNotesUnknown }

export const UNKNOWN_WORDS: Record<CallNotesUnknown, string> = {
  reading: "The call notes are being read from GoHighLevel.",
  unread: "The call notes could not be read.",
}

export function callNotesOf(contact: PresentContact): PresentCallNotes {
  if (contact.kind === "reading") return { text: null, unknown: "reading" }
  // Without the fields' names nobody knows which of them holds the call notes.
  return contact.kind === "ok" && !contact.contact.fieldsProblem
    ? { text: contact.contact.callNotes, unknown: null }
    : { text: null, unknown: "unread" }
}
