import type { Store } from "#lib/db/store.ts"
import { createGhl } from "#lib/ghl/client.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { controlOf, type SandboxControl } from "#lib/sandbox/control.ts"
import { startSandbox } from "#lib/sandbox/server.ts"
import type { JournalEntry, Settings, SomeoneElseEdit, Truth } from "#lib/sandbox/types.ts"
import { createChange } from "../create.ts"
import { ENGINE_DEFAULTS, type EngineConfig } from "../engine/config.ts"
import { type Engine, startEngine } from "../engine/engine.ts"
import type { ChangeRequest, ChangeStatus, ChangeView, StepRequest } from "../types.ts"
import { changeView } from "../views.ts"
import { addPerson, setTestEnv } from "./people.ts"

export const LOCATION_ID = "VXhSATpOGAvRAnd0iu7x"
export const TOKEN = "sandbox-token"

/** States in which nothing more happens by itself. */
const ENDED: ChangeStatus[] = ["done", "cancelled", "stopped", "conflict"]

/** Everything real, in one process: store, engine, client and sandbox. Times are short. */
export type Desk = {
  store: Store
  engine: Engine
  ghl: Ghl
  control: SandboxControl
  /** Where the sandbox answers as GHL. */
  ghlUrl: string
  personId: string
  callNotesId: string
  /** A contact of the seed that no test has had. */
  nextContact(): string
  truth(contactId: string): Promise<Truth>
  edit(contactId: string, edit: SomeoneElseEdit): Promise<void>
  /** What the app wrote or tried to write to a contact, in order. */
  writes(contactId: string): Promise<JournalEntry[]>
  change(contactId: string, steps: StepRequest[], over?: Partial<ChangeRequest>): Promise<string>
  view(changeId: string): Promise<ChangeView>
  /** Waits for a change to be in one of these states. */
  reached(changeId: string, statuses: ChangeStatus[]): Promise<ChangeView>
  /** Waits until nothing more happens by itself. */
  ended(changeId: string): Promise<ChangeView>
  close(): Promise<void>
}

/** Waits for something to become true; throws with `what` after 100 s. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  // Against hanging alone: sixty changes beside each other on a busy machine take a while.
  const deadline = Date.now() + 100_000
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** How long the client waits for an answer, ms: short, for tests in which one never comes. */
const DEADLINE_MS = 1_500

/** A sandbox, the ids in it, and a look at its truth and its journal. */
export async function openSandbox(settings: Partial<Settings> = {}, deadlineMs = DEADLINE_MS) {
  const sandbox = await startSandbox({
    port: 0,
    contacts: 100,
    settings: {
      rateLimit: { max: 100_000, intervalMs: 500, daily: 1_000_000, sendRetryAfter: false },
      ...settings,
    },
  })
  const ghl = createGhl({
    baseUrl: sandbox.url,
    token: TOKEN,
    locationId: LOCATION_ID,
    clinicTimeZone: "America/New_York",
    documentHosts: [],
    timeouts: { person: deadlineMs },
  })
  const control = controlOf(sandbox.url)
  const definitions = await ghl.listFieldDefinitions()
  const callNotesId = definitions.find(({ key }) => key === "contact.call_notes")?.id
  const ids = (await ghl.listContacts({ limit: 100 })).contacts.map(({ id }) => id)
  if (!callNotesId) throw new Error("The sandbox has no call_notes")
  return {
    sandbox,
    ghl,
    control,
    callNotesId,
    nextContact() {
      const id = ids.pop()
      if (!id) throw new Error("The sandbox has no contacts left")
      return id
    },
    async truth(contactId: string) {
      const truth = await control.truth(contactId)
      if (!truth) throw new Error("The contact is gone")
      return truth
    },
    async writes(contactId: string) {
      return (await control.journal()).filter(
        ({ actor, method, path }) =>
          actor === "app" && method !== "GET" && path.startsWith(`/contacts/${contactId}`),
      )
    },
  }
}

/** Opens a desk on a store of its own. */
export async function openDesk(
  openStore: () => Promise<Store>,
  config: Partial<EngineConfig> = {},
  settings: Partial<Settings> = {},
  deadlineMs?: number,
): Promise<Desk> {
  setTestEnv()
  const { sandbox, ghl, control, ...world } = await openSandbox(settings, deadlineMs)
  const store = await openStore()
  const personId = await addPerson(store.db)
  const engine = await startEngine(store, {
    ...ENGINE_DEFAULTS,
    ghl,
    settleMs: 900,
    lookMs: 200,
    pauseMs: { first: 80, max: 400 },
    sweepMs: 500,
    ...config,
  })

  async function view(changeId: string): Promise<ChangeView> {
    const found = await changeView(store.db, changeId)
    if (!found) throw new Error("There is no such change")
    return found
  }

  const reached = (changeId: string, statuses: ChangeStatus[]) => {
    let last = "nothing"
    return until(`${statuses}`, async () => {
      const now = await view(changeId)
      last = now.status
      return statuses.includes(now.status) ? now : null
    }).catch((error: Error) => {
      throw new Error(`${error.message} (it is ${last})`)
    })
  }

  return {
    ...world,
    store,
    engine,
    ghl,
    control,
    ghlUrl: sandbox.url,
    personId,
    edit: (contactId, edit) => control.editAsSomeoneElse(contactId, edit),
    async change(contactId, steps, over = {}) {
      const request = { contactId, kind: "review" as const, personId, steps, ...over }
      return (await createChange(store.db, request, engine.queue)).changeId
    },
    view,
    reached,
    ended: (changeId) => reached(changeId, ENDED),
    async close() {
      await engine.stop()
      await store.close()
      await sandbox.close()
    },
  }
}
