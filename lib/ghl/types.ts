import type { DealingsView } from "./connection/dealings.ts"
import type { AreaProbe, Remembered } from "./connection/probe.ts"
import type { KnownKind } from "./note-body.ts"

/**
 * What leaves `lib/ghl`: domain shapes built from an allow list of GHL's properties.
 * No link of a document, no token and no property outside these types crosses this border.
 */

/** Data types of custom fields as GHL spells them; a type never seen before is `OTHER`. */
export const FIELD_DATA_TYPES = [
  "TEXT",
  "LARGE_TEXT",
  "NUMERICAL",
  "FLOAT",
  "MONETORY",
  "PHONE",
  "EMAIL",
  "DATE",
  "TIME",
  "CHECKBOX",
  "RADIO",
  "SINGLE_OPTIONS",
  "MULTIPLE_OPTIONS",
  "TEXTBOX_LIST",
  "FILE_UPLOAD",
  "SIGNATURE",
] as const

export type FieldDataType = (typeof FIELD_DATA_TYPES)[number] | "OTHER"

/** Definition of a custom field of the location. Source: GET /locations/{id}/customFields. */
export type FieldDefinition = {
  id: string
  name: string
  /** Always with its `contact.` prefix. */
  key: string
  dataType: FieldDataType
  /** What GHL called the type, for types this code does not know. */
  rawDataType: string
  position: number
  placeholder: string | null
  options: string[]
  /** Id of the folder; GHL does not tell its name here. */
  folderId: string | null
}

/** A file that hangs on a contact. Never its address: only the document proxy rebuilds that. */
export type DocumentRef = {
  /** GHL's document id, or `url-<hash>` for a value that was stored as a bare address. */
  documentId: string
  fileName: string
  mimeType: string | null
  sizeBytes: number | null
}

/** A custom field's value, read with its definition. A strange value becomes `text`, never an error. */
export type FieldValue =
  | { kind: "text"; text: string }
  | { kind: "number"; number: number; text: string }
  /** A calendar day, `YYYY-MM-DD`; it never moves with the viewer's time zone. */
  | { kind: "date"; day: string }
  | { kind: "choices"; choices: string[] }
  | { kind: "list"; entries: { label: string; value: string }[] }
  | { kind: "documents"; documents: DocumentRef[] }

type ContactFieldValue = { fieldId: string; value: FieldValue }

export type Contact = {
  id: string
  /** In its owner's spelling. Empty when GHL has none. */
  name: string
  firstName: string
  lastName: string
  /** Set when GHL gave the name without its spelling (search results): its capitals are a guess. */
  nameIsLowerCased?: true
  email: string | null
  phone: string | null
  doNotDisturb: boolean
  /** IANA name, as GHL keeps it. */
  timeZone: string | null
  /** GHL user id of the owner; this token may not read names of users. */
  assignedTo: string | null
  source: string | null
  companyName: string | null
  city: string | null
  state: string | null
  country: string | null
  /** Calendar day `YYYY-MM-DD`. */
  dateOfBirth: string | null
  /** ISO instants. */
  dateAdded: string | null
  dateUpdated: string | null
  tags: string[]
  /** Filled fields only. Ids without a definition are kept, as text. */
  fields: ContactFieldValue[]
}

export type Note = {
  id: string
  contactId: string
  /** As plain text with `\n` line ends, whichever way the account stores it. */
  body: string
  /** GHL user id, when GHL tells. */
  userId: string | null
  dateAdded: string | null
  /** This process made it as plain text, and read it back as an account that keeps HTML had altered it. */
  takenForHtml?: boolean
}

/** Something to be done for a contact. */
export type Task = {
  id: string
  contactId: string
  title: string
  /** As plain text with `\n` line ends. */
  body: string
  /** GHL user id. */
  assignedTo: string | null
  /** As for an appointment's `starts`. */
  dueAt: string | null
  completed: boolean
}

export type Appointment = {
  id: string
  contactId: string
  title: string
  /** GHL's word, such as `confirmed` or `cancelled`. */
  status: string | null
  address: string | null
  /**
   * `YYYY-MM-DDTHH:MM` by the location's clock, an ISO instant where GHL tells one, or a day alone,
   * `YYYY-MM-DD`, where it tells no time.
   */
  starts: string | null
  ends: string | null
}

/**
 * Opaque position in GHL's list; give it back unchanged. `before`: how many contacts came before it, by
 * which the end is known; without it the end is an empty page.
 */
export type ContactCursor = { startAfter: number; startAfterId: string; before?: number }

type ContactPage = {
  contacts: Contact[]
  /** Total in the location (or matching the search), as GHL counts. Null when it does not tell. */
  total: number | null
  /** Null on the last page. */
  next: ContactCursor | null
}

export type SearchPage = {
  contacts: Contact[]
  total: number | null
  /** Position of the next page; null on the last. */
  next: string | null
}

/** What of a contact GHL's search can be asked by. */
export type SearchedProperty =
  | "name"
  | "firstName"
  | "lastName"
  | "email"
  | "phone"
  | "tags"
  | "companyName"
  | "city"
  | "state"
  | "country"
  | "timeZone"
  | "source"
  | "dateOfBirth"
  | "doNotDisturb"
  | "dateAdded"
  | "dateUpdated"
/** A property of the contact, or a custom field by id. */
export type SearchedOf = SearchedProperty | { fieldId: string }

/** Numbers, or ISO instants; a bound that is absent is open. */
export type SearchedRange = Partial<Record<"gt" | "gte" | "lt" | "lte", number | string>>

/**
 * What contacts are asked to be. `is` is the whole value (one of several, where there are several) in
 * any case, `contains` a part of it without special characters; `not` is the opposite, which those
 * without a value pass too. Texts are at most 75 characters long. Not every property and type takes
 * every one of these: GHL refuses what it does not know.
 */
export type ContactFilter =
  | { every: readonly ContactFilter[] }
  | { some: readonly ContactFilter[] }
  | { of: SearchedOf; filled: boolean }
  | { of: SearchedOf; is: string | number | boolean; not?: boolean }
  | { of: SearchedOf; contains: string; not?: boolean }
  | { of: SearchedOf; within: SearchedRange }

/** An order GHL's search knows; by name is by first name, then by last name. */
export type SearchOrder = {
  by: "name" | "companyName" | "email" | "source" | "doNotDisturb" | "dateAdded" | "dateUpdated"
  direction: "asc" | "desc"
}

/** The bytes of a document, checked against the contact it hangs on. */
export type DocumentContent = {
  documentId: string
  fileName: string
  /** As sniffed from the first bytes, not as claimed. */
  mimeType:
    | "application/pdf"
    | "image/png"
    | "image/jpeg"
    | "image/webp"
    | "image/gif"
    | "application/octet-stream"
  bytes: Uint8Array
}

export type RequestPriority = "person" | "background"

export type ReadOptions = {
  /** Default `person`. */
  priority?: RequestPriority
  /** Past every cache and never shared with another reader: what the change engine needs. */
  fresh?: boolean
  /** A read that a write needs, or the desk's look at the token: it may use what the day keeps for writes. */
  forWrite?: boolean
  signal?: AbortSignal
  /**
   * For writes: called right before the request leaves, after every wait (rate budget, reads of the
   * verb's own). When it throws, nothing is sent and the call fails.
   */
  beforeSend?: () => void
}

/** What a verb gives its calls. */
export type CallOptions = ReadOptions & {
  /** When all of the verb's calls must have ended, by `performance.now()`; each has its lane's time when absent. */
  deadline?: number
}

/** What a write answered. GHL's own echo is not trusted: the change engine reads back. */
export type WriteReceipt = { traceId: string | null }

/** What is known of GHL's limits, and who used them. */
export type BudgetView = {
  /** The short window as GHL's headers tell it. `others`: calls that GHL counted beyond ours. `pausedMs`: until calls go on after a 429. */
  interval: { limit: number; intervalMs: number; used: number; others: number; pausedMs: number }
  /** `remaining` null until GHL has said it. `reserve`: calls kept for writes. */
  daily: { limit: number; remaining: number | null; reserve: number }
  /** The last 24 hours in quarters of an hour, oldest first, quarters without calls too. ISO instants. */
  today: { at: string; own: number; others: number; refused: number }[]
}

/** Domain verbs over the GHL contacts API. Every verb throws `GhlError` and nothing else that is expected. */
export type Ghl = {
  readonly locationId: string
  /** GET /contacts/ . `limit` 1 to 100. */
  listContacts(
    input: { limit: number; cursor?: ContactCursor | null },
    options?: ReadOptions,
  ): Promise<ContactPage>
  /**
   * POST /contacts/search, newest first unless another order is asked for. A `query` of more than 75
   * characters is refused, kind `rejected`. The index behind it lags writes by seconds.
   */
  searchContacts(
    input: {
      query: string
      filter?: ContactFilter | null
      order?: SearchOrder | null
      limit: number
      after?: string | null
    },
    options?: ReadOptions,
  ): Promise<SearchPage>
  /**
   * POST /contacts/search for contacts updated at or after `since` (an ISO instant; null: all), the
   * longest untouched first: what is updated meanwhile moves to the end and is met there. `limit` 1 to 500.
   */
  listUpdatedContacts(
    input: { since: string | null; limit: number; after?: string | null },
    options?: ReadOptions,
  ): Promise<SearchPage>
  /** GET /contacts/{id}. Throws kind `not-found` for a deleted or unknown one. */
  getContact(contactId: string, options?: ReadOptions): Promise<Contact>
  /**
   * GET /contacts/{id}/notes, in GHL's order, and perhaps not all of them (docs/upstream.md). With `forWrite`
   * it is settled before in which form the account stores notes, by a look at those of other contacts where
   * that is not known well enough.
   */
  listNotes(contactId: string, options?: ReadOptions): Promise<Note[]>
  /** GET /contacts/{id}/notes/{noteId}. Throws kind `not-found` without that note, or without the contact. */
  getNote(contactId: string, noteId: string, options?: ReadOptions): Promise<Note>
  /** GET /locations/{id}/customFields?model=contact, cached for minutes; `fresh` refreshes. */
  listFieldDefinitions(options?: ReadOptions): Promise<FieldDefinition[]>
  /** PUT /contacts/{id} with one custom field by id. Empty text clears it. */
  setCustomField(
    contactId: string,
    fieldId: string,
    text: string,
    options?: ReadOptions,
  ): Promise<WriteReceipt>
  /** POST /contacts/{id}/tags */
  addTags(contactId: string, tags: string[], options?: ReadOptions): Promise<WriteReceipt>
  /** DELETE /contacts/{id}/tags with a JSON body. */
  removeTags(contactId: string, tags: string[], options?: ReadOptions): Promise<WriteReceipt>
  /**
   * POST /contacts/{id}/notes, in the form that is known by then: a read with `forWrite` comes before. Not
   * idempotent: only the change engine calls it.
   */
  createNote(
    contactId: string,
    body: string,
    options?: ReadOptions,
  ): Promise<WriteReceipt & { noteId: string | null }>
  /** PUT /contacts/{id}/notes/{noteId}, in the form that is known by then, as `createNote`. */
  updateNote(
    contactId: string,
    noteId: string,
    body: string,
    options?: ReadOptions,
  ): Promise<WriteReceipt>
  /** GET /contacts/{id}/tasks, done and not, in GHL's order. */
  listTasks(contactId: string, options?: ReadOptions): Promise<Task[]>
  /** POST /contacts/{id}/tasks. `dueAt`: ISO instant. Not idempotent: only the change engine calls it. */
  createTask(
    contactId: string,
    task: { title: string; body: string; dueAt: string },
    options?: ReadOptions,
  ): Promise<WriteReceipt & { taskId: string | null }>
  /** PUT /contacts/{id}/tasks/{taskId}/completed */
  setTaskCompleted(
    contactId: string,
    taskId: string,
    completed: boolean,
    options?: ReadOptions,
  ): Promise<WriteReceipt>
  /** GET /contacts/{id}/appointments, past and to come, in GHL's order. */
  listAppointments(contactId: string, options?: ReadOptions): Promise<Appointment[]>
  /**
   * GET /documents/download/{documentId} for a document that hangs on this contact (read fresh).
   * Throws kind `not-found` when it does not. At most `maxBytes` (default 20 MB).
   */
  openDocument(
    contactId: string,
    documentId: string,
    options?: ReadOptions & { maxBytes?: number },
  ): Promise<DocumentContent>
  /** The rate budget as it stands; asks GHL nothing. */
  budget(): Promise<BudgetView>
  /**
   * One harmless read an area, in the background lane; one look serves all for some seconds. `remembered`
   * gives a contact's id to ask about where GHL names nobody.
   */
  probe(remembered?: Remembered): Promise<AreaProbe[]>
  /**
   * GET /contacts/ for one contact whom nobody reads, and nothing beside it: how it went is in the dealings.
   */
  tryList(options?: ReadOptions): Promise<void>
  /** How the calls of this process went; asks GHL nothing. */
  dealings(): DealingsView
  /**
   * In which form this process takes the account to keep notes; asks GHL nothing. Null: no note has told.
   * `proven`: by a note of ours that was read back, not by what others wrote.
   */
  noteForm(): KnownKind | null
}
