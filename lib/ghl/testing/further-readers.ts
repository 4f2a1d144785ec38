import { type Reader, readers } from "./verbs.ts"

const AROUND_A_LINK = "old [document link removed] and new"

/**
 * What reads more than the verb by itself: the definitions by which a filter is asked, the look at other contacts before a note is written, the text that
 * stands there when one is written around a document's link, and a note of ours, which proves something.
 */
const further: Record<string, Reader> = {
  "searchContacts by a filter": {
    call: (ghl) =>
      ghl.searchContacts({ query: "", filter: { of: { fieldId: "f1" }, filled: true }, limit: 3 }),
    usable: readers.searchContacts.usable,
    writes: false,
    isOneByOne: true,
  },
  "listNotes before a write": {
    call: (ghl) => ghl.listNotes("c1", { forWrite: true }),
    usable: readers.listNotes.usable,
    writes: false,
    // Search or list, and the notes of three contacts, before those of this one.
    answers: 6,
    isOneByOne: "as far as there is time",
  },
  "setCustomField around a link": {
    // Field f1 is the long text in which there is one.
    call: (ghl) => ghl.setCustomField("c1", "f1", AROUND_A_LINK),
    usable: readers.setCustomField.usable,
    writes: false,
    isOneByOne: true,
  },
  "updateNote around a link": {
    call: (ghl) => ghl.updateNote("c1", "n1", AROUND_A_LINK),
    usable: readers.updateNote.usable,
    writes: false,
    isOneByOne: true,
  },
  "createNote, and listNotes after it": {
    async call(ghl) {
      await ghl.createNote("c1", "HbA1c <5.6 %\nline")
      return ghl.listNotes("c1")
    },
    usable: readers.listNotes.usable,
    writes: false,
    verbs: 2,
  },
}

/** Everything that reads answers of GHL, to be fed with hostile ones. */
export const fed: [string, Reader][] = [...Object.entries(readers), ...Object.entries(further)]
