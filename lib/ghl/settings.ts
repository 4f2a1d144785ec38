import "server-only"
import type { BudgetStore } from "./budget/store.ts"
import type { Failure } from "./connection/dealings.ts"
import type { NoteProofStore } from "./note-proof-store.ts"

/** What the client of one location needs to know. The token goes no further than the transport. */
export type GhlSettings = {
  /** Without a trailing slash. */
  baseUrl: string
  token: string
  locationId: string
  /** IANA name: decides the day of a DATE that came as an instant. */
  clinicTimeZone: string
  /** Hosts (besides the one of `baseUrl`) that may hold the file of a document. */
  documentHosts: string[]
  timeouts?: Partial<Timeouts>
  /** Where the rate budget is kept; in this process when absent. */
  budgetStore?: BudgetStore
  /** Where it is kept what was proven of the form of notes; in this process when absent. */
  noteProof?: NoteProofStore
  /** Told of every call that failed; neither waits nor throws. */
  onFailure?: (failure: Failure) => void
}

/**
 * Whole time of a verb in milliseconds: each of its calls, their waiting for the rate budget, every try and
 * the bodies.
 */
export type Timeouts = {
  person: number
  background: number
  /** To open a document: the look at the contact that it hangs on, and the file. */
  document: number
}

export const DEFAULT_TIMEOUTS: Timeouts = { person: 15_000, background: 40_000, document: 45_000 }

/** Version of GHL's API this app speaks; an unknown one is refused with 401. */
const API_VERSION = "2021-07-28"

/** Headers of every call to GHL's own host, and of none to another. */
export function ownHeaders(settings: GhlSettings): Record<string, string> {
  return { Authorization: `Bearer ${settings.token}`, Version: API_VERSION }
}
