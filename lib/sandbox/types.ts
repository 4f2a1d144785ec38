/** Shapes of what the sandbox keeps, and of its control surface. */

/** A custom field's value as GHL stores it: text, number, list of choices, map of entries or files. */
export type StoredValue = string | number | boolean | StoredValue[] | { [key: string]: StoredValue }

/** One channel's setting of "do not disturb". */
type DndSetting = { status: string; message?: string; code?: string }

export type DndSettings = Partial<
  Record<"Call" | "Email" | "SMS" | "WhatsApp" | "GMB" | "FB", DndSetting>
>

/** Whence a contact came. Null: nothing is known of it. */
export type Attribution = {
  url: string
  campaign: string | null
  utmSource: string | null
  utmMedium: string | null
  utmContent: string | null
  referrer: string | null
  campaignId: string | null
  fbclid: string | null
  gclid: string | null
  msclikid: string | null
  dclid: string | null
  fbc: string | null
  fbp: string | null
  fbEventId: string | null
  userAgent: string | null
  ip: string | null
  medium: string | null
  mediumId: string | null
}

/** A deal that a contact is part of, as the search sends it. */
export type Opportunity = {
  id: string
  pipelineId: string
  pipelineStageId: string
  monetaryValue: number
  status: string
}

/** What GHL sends and no screen needs. */
export type ContactExtras = {
  ssn?: string
  keyword?: string
  visitorId?: string
  attachments?: string
  businessId?: string
  /** An ISO instant or milliseconds. */
  lastActivity?: string | number
  attributionSource?: Attribution
  lastAttributionSource?: Attribution
  followers?: string[]
  phoneLabel?: string
  validEmail?: boolean
  additionalEmails?: string[]
  additionalPhones?: { phone: string }[]
  opportunities?: Opportunity[]
}

/** A task as `GET /contacts/{id}/tasks` answers it; the date is an ISO instant. */
export type StoredTask = {
  id: string
  title: string
  body?: string
  assignedTo?: string
  dueDate: string
  completed: boolean
  contactId: string
}

/** An appointment as `GET /contacts/{id}/appointments` answers it; times are `YYYY-MM-DD HH:MM:SS`. */
export type StoredAppointment = {
  id: string
  calendarId: string
  status: string
  title: string
  assignedUserId: string
  notes: string
  startTime: string
  endTime: string
  address: string
  locationId: string
  contactId: string
  groupId: string
  appointmentStatus: string
  users: string[]
  dateAdded: string
  dateUpdated: string
  assignedResources: string[]
}

/** A contact as it truly stands. Absent properties are empty in GHL. */
export type StoredContact = {
  id: string
  firstName?: string
  lastName?: string
  email?: string
  phone?: string
  companyName?: string
  address1?: string
  city?: string
  state?: string
  country?: string
  postalCode?: string
  website?: string
  timezone?: string
  source?: string
  type?: string
  assignedTo?: string
  /** `YYYY-MM-DD`. */
  dateOfBirth?: string
  dnd: boolean
  dndSettings?: DndSettings
  inboundDndSettings?: { all?: { status: string; message?: string } }
  tags: string[]
  /** ISO instants. */
  dateAdded: string
  dateUpdated: string
  customFields: { id: string; value: StoredValue }[]
  extras?: ContactExtras
}

/** A note as it truly stands. `html` tells which kind of account stored it. */
export type StoredNote = {
  id: string
  contactId: string
  body: string
  html: boolean
  userId?: string
  title?: string
  color?: string
  pinned?: boolean
  dateAdded: string
}

/** A custom field's definition as `GET /locations/{id}/customFields` answers it. */
export type FieldDefinition = {
  id: string
  name: string
  fieldKey: string
  dataType: string
  position: number
  placeholder: string
  /** Of choices, and of text box lists: their boxes. */
  picklistOptions?: (string | { id: string; label: string; prefillValue: string })[]
  picklistImageOptions?: string[]
  isAllowedCustomOption?: boolean
  /** Of file uploads. */
  isMultiFileAllowed?: boolean
  maxFileLimit?: number
  model: "contact"
  parentId: string
  documentType: "field"
  locationId: string
  dateAdded: string
}

/** What a request changed. A write that leaves everything as it was has no effect. */
export type Effect =
  | { kind: "note-created" | "note-updated" | "note-deleted"; contactId: string; noteId: string }
  | { kind: "task-created" | "task-updated" | "task-deleted"; contactId: string; taskId: string }
  | { kind: "tags"; contactId: string; before: string[]; after: string[] }
  /** Custom fields by their key (`contact.call_notes`), other properties by name. Null: empty. */
  | {
      kind: "fields"
      contactId: string
      before: Record<string, StoredValue | null>
      after: Record<string, StoredValue | null>
    }
  | { kind: "contact-deleted"; contactId: string }

/** One request, from its arrival on. The journal holds it before it is handled. */
export type JournalEntry = {
  n: number
  /** ISO instant of arrival. */
  time: string
  actor: "app" | "someone-else"
  method: string
  /** Path with its query. */
  path: string
  /** `pending`: still held. `dropped`: the connection ended without an answer. */
  state: "pending" | "answered" | "dropped"
  status: number | null
  /** Parsed body of a write (its text, when it is no JSON); null for reads. */
  body: unknown
  effects: Effect[]
  /** ISO instant at which the effects happened, with or without an answer. */
  effectAt: string | null
  /** ISO instant whose state a read showed; null for writes and for reads that were not handled. */
  asOf: string | null
  fault: { id: string; kind: FaultKind } | null
}

export const FAULT_KINDS = [
  "status",
  "status-after",
  "delay",
  "delay-after",
  "drop-before",
  "drop-after",
  "late-effect",
  "html",
  "malformed",
  "rate-limit",
  "not-succeeded",
  "lag",
  "kept-as-html",
  "revoke-token",
] as const

type FaultKind = (typeof FAULT_KINDS)[number]

/** A fault to inject; see docs/upstream.md for each kind. */
export type FaultInput = {
  kind: FaultKind
  /** HTTP method; any when absent. */
  method?: string
  /** Regular expression over path and query; any when absent. */
  path?: string
  /** How many requests it strikes. Default 1. */
  count?: number
  /** Matching requests let through first. Default 0. */
  after?: number
  /** Status of `status` (default 500), `status-after` (422), `html` (502); `late-effect`: answer it instead of dropping. */
  status?: number
  /**
   * Milliseconds: of the delay; before a drop; for `late-effect` from the end of the connection to the
   * effect (30000); for `lag` the age of what is shown (10000); for `kept-as-html` how far back the note is
   * dated; for `revoke-token` until the token is accepted again (never).
   */
  delayMs?: number
  /** `late-effect`: how long the connection is held before it is dropped or answered. Default 0. */
  holdMs?: number
  /** JSON or text to answer instead of the usual error. */
  body?: unknown
  /** Seconds in Retry-After of `rate-limit`; no such header when absent. */
  retryAfter?: number
}

/** Limits of requests, and who else spends them. */
export type RateLimit = {
  max: number
  intervalMs: number
  daily: number
  /** Whether a 429 of the limiter itself carries Retry-After. */
  sendRetryAfter: boolean
  /** How the interval is counted; default `fixed`. */
  kind?: "fixed" | "sliding" | "bucket"
  /** Whether a refused request counts too, beyond the limit; default: it does not. */
  refusedCount?: boolean
  /** Another program on the same budget: evenly spread calls, and bursts of so many at once. */
  others?: { perSecond: number; burst?: { calls: number; everyMs: number } } | null
}

/** Who spent how much of the interval's limit. */
export type Spending = {
  app: { accepted: number; refused: number }
  others: { accepted: number; refused: number }
  /** The app's refused calls, in order. Epoch ms. */
  refusals: { at: number }[]
  /** What was let through, in order. Epoch ms. */
  calls: { at: number; ours: boolean }[]
}

export type Settings = {
  /** Milliseconds until a write shows in search. */
  indexLagMs: number
  rateLimit: RateLimit
  /** The kind of account: how note bodies are stored. */
  notes: "plain" | "html"
  /** Which notes of a contact the list has first, and how many it has at most; null: all. */
  notesOrder: "newest" | "oldest"
  notesCap: number | null
  revokedScopes: string[]
  tokenRevoked: boolean
  /** How a contact that is not there is answered for. */
  unknownContact: 400 | 404
  /** How the next fields look on the last page of the list. */
  lastPageMeta: "null" | "absent"
  /** Documents that answer with a redirect to storage; null means those the seed chose. */
  redirectDocuments: "all" | string[] | null
  /** Whether requests for files count against the limits, as others do. */
  downloadsCount: boolean
  /** Data types to answer for field ids in place of their own: a type that did not exist yesterday. */
  fieldTypes: Record<string, string>
}

/** An edit by somebody else in GHL, outside the app. Keys of `fields` are ids or keys. */
export type SomeoneElseEdit = {
  delete?: boolean
  /** Properties such as firstName or email. Null empties. */
  contact?: Record<string, StoredValue | null>
  fields?: Record<string, StoredValue | null>
  /** Replaces all tags. */
  tags?: string[]
  addTags?: string[]
  removeTags?: string[]
  notes?: {
    add?: { body: string; userId?: string }[]
    edit?: Record<string, string>
    remove?: string[]
  }
  /** Whether they are done, by the id of the task. */
  tasks?: Record<string, boolean>
}

/** A contact as it truly stands, past every index. */
export type Truth = {
  contact: StoredContact
  notes: StoredNote[]
  tasks: StoredTask[]
  /** Values by `contact.key`. */
  fields: Record<string, StoredValue>
}
