import type { PresentContact } from "./use-present-contact.ts"

/** Why the present call notes are not known: on their way, or not to be read. */
export type CallNotesUnknown = "reading" | "unread"

export const UNKNOWN_WORDS: Record<CallNotesUnknown, string> = {
  reading: "The call notes are being read from GoHighLevel.",
  unread: "The call notes could not be read.",
}

/** Null when they are known. */
export function whyUnknown(contact: PresentContact): CallNotesUnknown | null {
  if (contact.kind === "reading") return "reading"
  return contact.kind === "ok" && !contact.contact.fieldsProblem ? null : "unread"
}
