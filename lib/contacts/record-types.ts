/**
 * What the record page shows of a contact: plain data made for the screen, built from an allow list.
 * Nothing here is an address of GHL's documents, and every link was checked on the server.
 */

/** A file that hangs on the contact, with the path of our own proxy. */
export type DocumentView = {
  documentId: string
  fileName: string
  /** What GHL claims; the proxy sniffs the real type. */
  mimeType: string | null
  /** Such as `1.2 MB`; null when GHL does not tell. */
  size: string | null
  /** Name of the field it hangs on. */
  fieldName: string
  /** `/api/contacts/{contactId}/documents/{documentId}` */
  href: string
}

/** An entry of a list; `id` tells entries of the same label apart. */
export type ListEntryView = { id: string; label: string; value: string }

/** A value as it is drawn. Texts are texts: markup in them is shown, never run. */
export type ValueView =
  | { kind: "text"; text: string }
  | { kind: "long-text"; text: string }
  | { kind: "number"; text: string }
  /** `YYYY-MM-DD` */
  | { kind: "date"; day: string }
  /** `href` is `tel:`, `mailto:` or `https:`; never another scheme. */
  | { kind: "link"; text: string; href: string }
  | { kind: "choices"; choices: string[] }
  | { kind: "list"; entries: ListEntryView[] }
  | { kind: "documents"; documents: DocumentView[]; signature: boolean }

export type FieldView = {
  id: string
  name: string
  /** With its `contact.` prefix; null for a value whose definition GHL no longer has. */
  key: string | null
  /** The type in words. */
  type: string
  /** Null when the field is empty. */
  value: ValueView | null
}

/** Fields of one folder of GHL. Its name is not readable with this token: see `lib/contacts/folders.ts`. */
export type FolderView = {
  id: string
  /** Such as `Folder 3`. */
  title: string
  /** What the folder is about, told by its first fields. */
  hint: string
  fields: FieldView[]
  filled: number
}

export type LinkOrReason = { href: string } | { reason: string }

export type RecordView = {
  contactId: string
  /** In its owner's spelling; null when GHL has none. */
  name: string | null
  email: { text: string; href: string | null } | null
  phone: { text: string; href: string | null } | null
  doNotDisturb: boolean
  /** `usable` is an IANA name this runtime knows; `text` what GHL keeps. */
  timeZone: { text: string; usable: string | null } | null
  /** GHL user id. */
  ownerId: string | null
  company: string | null
  place: string | null
  source: string | null
  birth: { day: string; age: number | null } | null
  /** ISO instants. */
  added: string | null
  updated: string | null
  tags: string[]
  /** Label of the furthest lifecycle tag. */
  stage: string | null
  membership: string | null
  links: { ghl: string; lab: LinkOrReason }
  keyFields: FieldView[]
  folders: FolderView[]
  total: number
  filled: number
  documents: DocumentView[]
  /** The field `contact.call_notes`; null when the location has none. */
  callNotes: { text: string } | null
}

/** A note as the history shows it. */
export type NoteView = {
  id: string
  body: string
  /** GHL user id; notes that Caredesk writes have none. */
  authorId: string | null
  /** ISO instant. */
  at: string | null
}
