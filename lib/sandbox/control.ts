import type { SettingsPatch } from "./settings.ts"
import type {
  FaultInput,
  JournalEntry,
  Settings,
  SomeoneElseEdit,
  Spending,
  Truth,
} from "./types.ts"

/** Steers a running sandbox from a test. Every call throws when the sandbox refuses it. */
export type SandboxControl = {
  /** Back to the seed: contacts, notes, journal, faults, settings and counters. */
  reset(to?: { seed?: number; contacts?: number }): Promise<void>
  /** Every request since the last clearing, or after the one of number `after`, in the order of arrival. */
  journal(after?: number): Promise<JournalEntry[]>
  clearJournal(): Promise<void>
  /** Answers the fault's id, which journal entries name. */
  addFault(fault: FaultInput): Promise<string>
  clearFaults(): Promise<void>
  /** The contact as it truly stands; null when there is none. */
  truth(contactId: string): Promise<Truth | null>
  editAsSomeoneElse(contactId: string, edit: SomeoneElseEdit): Promise<void>
  settings(patch: SettingsPatch): Promise<Settings>
  /** Calls of another program on the same budget, now; answers how many were let through. */
  spend(calls: number): Promise<number>
  spending(): Promise<Spending>
}

/** The control surface of the sandbox at this address (its own, not a proxy's before it). */
export function controlOf(url: string): SandboxControl {
  const base = `${url.replace(/\/$/, "")}/__sandbox`

  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${base}/${path}`, {
      method,
      headers: {
        // A connection left open may be closed by the sandbox just when a slow test uses it again.
        connection: "close",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.ok || response.status === 404) return response
    throw new Error(
      `Sandbox control ${method} ${path}: ${response.status} ${await response.text()}`,
    )
  }

  /** The answer as the sandbox's own types: both ends are built from the same source. */
  async function read<T>(response: Response): Promise<T> {
    if (response.status === 404) throw new Error(`Sandbox control: ${await response.text()}`)
    return (await response.json()) as T
  }

  return {
    reset: async (to = {}) => void (await read(await send("POST", "reset", to))),
    journal: async (after = 0) =>
      (await read<{ entries: JournalEntry[] }>(await send("GET", `journal?after=${after}`)))
        .entries,
    clearJournal: async () => void (await read(await send("DELETE", "journal"))),
    addFault: async (fault) => (await read<{ id: string }>(await send("POST", "faults", fault))).id,
    clearFaults: async () => void (await read(await send("DELETE", "faults"))),
    truth: async (contactId) => {
      const response = await send("GET", `contacts/${encodeURIComponent(contactId)}`)
      return response.status === 404 ? null : read<Truth>(response)
    },
    editAsSomeoneElse: async (contactId, edit) =>
      void (await read(await send("PUT", `contacts/${encodeURIComponent(contactId)}`, edit))),
    spend: async (calls) =>
      (await read<{ accepted: number }>(await send("POST", "spend", { calls }))).accepted,
    spending: async () => read<Spending>(await send("GET", "spending")),
    settings: async (patch) => read<Settings>(await send("POST", "settings", patch)),
  }
}
