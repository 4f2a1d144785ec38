/** What the steps of a write-back ask of GHL (lib/changes/engine/targets.ts), those about tasks aside. */
export const VERBS = [
  "getContact",
  "setCustomField",
  "addTags",
  "removeTags",
  "listNotes",
  "getNote",
  "createNote",
  "updateNote",
] as const
