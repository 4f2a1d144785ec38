import "server-only"
import { env, testSwitches } from "#lib/env.ts"
import type { BudgetStore } from "./budget/store.ts"
import { createGhl } from "./client.ts"
import type { Failure } from "./connection/dealings.ts"
import type { NoteProofStore } from "./note-proof-store.ts"
import { DEFAULT_TIMEOUTS } from "./settings.ts"
import type { Ghl } from "./types.ts"

// On globalThis: the web framework loads modules more than once in a process, the budget must be one.
const holder = globalThis as typeof globalThis & {
  caredeskGhl?: Ghl
  caredeskBudgetStore?: BudgetStore
  caredeskNoteProof?: NoteProofStore
  caredeskOnFailure?: (failure: Failure) => void
}

/** Lets the client of this process keep its rate budget here; to be called before the first call to GHL. */
export function keepBudgetIn(store: BudgetStore): void {
  holder.caredeskBudgetStore = store
}

/** Lets the client of this process keep here what it proves of the form of notes; to be called before the first call. */
export function keepNoteProofIn(store: NoteProofStore): void {
  holder.caredeskNoteProof = store
}

/** Lets the client of this process tell of each call that failed; to be called before the first one. */
export function tellFailures(onFailure: (failure: Failure) => void): void {
  holder.caredeskOnFailure = onFailure
}

const scaledTimeouts = (scale: number) => ({
  person: DEFAULT_TIMEOUTS.person * scale,
  background: DEFAULT_TIMEOUTS.background * scale,
  document: DEFAULT_TIMEOUTS.document,
})

/** The client of the configured location; one a process. */
export function ghl(): Ghl {
  if (holder.caredeskGhl === undefined) {
    const { GHL_BASE_URL, GHL_ACCESS_TOKEN, GHL_LOCATION_ID, CLINIC_TIME_ZONE, DOCUMENT_HOSTS } =
      env()
    holder.caredeskGhl = createGhl({
      baseUrl: GHL_BASE_URL,
      token: GHL_ACCESS_TOKEN,
      locationId: GHL_LOCATION_ID,
      clinicTimeZone: CLINIC_TIME_ZONE,
      documentHosts: DOCUMENT_HOSTS,
      budgetStore: holder.caredeskBudgetStore,
      noteProof: holder.caredeskNoteProof,
      onFailure: holder.caredeskOnFailure,
      timeouts: scaledTimeouts(testSwitches().timeScale),
    })
  }
  return holder.caredeskGhl
}
