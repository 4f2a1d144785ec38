import type { Desk } from "./desk.ts"
import type { Part } from "./part.ts"
import type { Random } from "./random.ts"
import { HOUR_MS, pause, TIMES } from "./scale.ts"

/** Something that befalls the whole desk while its changes are on their way. */
export type Incident = { name: string; happen: (desk: Desk, random: Random) => Promise<void> }

async function killAndStart(part: Part): Promise<void> {
  await part.kill()
  await part.start()
}

/** Stands still for longer than its lease, and goes on as if nothing had been. */
async function standStill(part: Part): Promise<void> {
  part.signal("SIGSTOP")
  await pause(TIMES.leaseMs * 1.4)
  part.signal("SIGCONT")
  await pause(500)
}

const worker = (desk: Desk, random: Random): Part => random.pick(desk.workers)

export const TOKEN_REVOKED = "token revoked half-way"

/** The token is refused from some write on, and mended some time later. */
const revokeToken: Incident = {
  name: TOKEN_REVOKED,
  happen: async ({ control }, random) => {
    const method = random.pick(["PUT", "POST", "DELETE"])
    await control.addFault({ kind: "revoke-token", method, path: "^/contacts/", delayMs: 1_500 })
    await pause(2_500)
  },
}

const both = (forward: boolean): Incident => ({
  name: forward ? "all clocks an hour forward" : "all clocks an hour back",
  happen: async (desk) => {
    const shift = forward ? HOUR_MS : 0
    for (const part of [desk.app, ...desk.workers]) part.setClock(shift)
    await desk.store.setClock?.(shift)
    await pause(1_000)
  },
})

const onAnyStore: Incident[] = [
  { name: "app killed", happen: ({ app }) => killAndStart(app) },
  { name: "app stopped past its lease", happen: ({ app }) => standStill(app) },
  revokeToken,
  both(true),
  both(false),
]

const onPostgres: Incident[] = [
  { name: "worker killed", happen: (desk, random) => killAndStart(worker(desk, random)) },
  {
    name: "worker stopped past its lease",
    happen: (desk, random) => standStill(worker(desk, random)),
  },
  { name: "Postgres restarted, fast", happen: async ({ store }) => store.restart?.("fast") },
  {
    name: "Postgres restarted, immediate",
    happen: async ({ store }) => store.restart?.("immediate"),
  },
  {
    name: "a worker's clock an hour forward, and back",
    happen: async (desk, random) => {
      const part = worker(desk, random)
      part.setClock(HOUR_MS)
      await pause(2_000)
      part.setClock(0)
    },
  },
  {
    name: "the database's clock an hour forward, and back",
    happen: async ({ store }) => {
      await store.setClock?.(HOUR_MS)
      await pause(2_000)
      await store.setClock?.(0)
    },
  },
]

/** All incidents that a store's desk can meet, in their order. */
export const incidentsFor = (kind: "pglite" | "postgres"): Incident[] =>
  kind === "pglite" ? onAnyStore : [...onAnyStore, ...onPostgres]
