import type { Part } from "./part.ts"
import type { Random } from "./random.ts"
import { HOUR_MS, pause, TIMES } from "./scale.ts"
import type { Stage } from "./stage.ts"

/** Something that befalls the whole desk while its changes are on their way. */
export type Incident = { name: string; happen: (stage: Stage, random: Random) => Promise<void> }

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

const worker = (stage: Stage, random: Random): Part => random.pick(stage.workers)

/** The token is refused from some write on, and mended some time later. */
const revokeToken: Incident = {
  name: "token revoked half-way",
  happen: async ({ control }, random) => {
    const method = random.pick(["PUT", "POST", "DELETE"])
    await control.addFault({ kind: "revoke-token", method, path: "^/contacts/", delayMs: 1_500 })
    await pause(2_500)
  },
}

const both = (forward: boolean): Incident => ({
  name: forward ? "all clocks an hour forward" : "all clocks an hour back",
  happen: async (stage) => {
    const shift = forward ? HOUR_MS : 0
    for (const part of [stage.app, ...stage.workers]) part.setClock(shift)
    await stage.store.setClock?.(shift)
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
  { name: "worker killed", happen: (stage, random) => killAndStart(worker(stage, random)) },
  {
    name: "worker stopped past its lease",
    happen: (stage, random) => standStill(worker(stage, random)),
  },
  { name: "Postgres restarted, fast", happen: async ({ store }) => store.restart?.("fast") },
  {
    name: "Postgres restarted, immediate",
    happen: async ({ store }) => store.restart?.("immediate"),
  },
  {
    name: "a worker's clock an hour forward, and back",
    happen: async (stage, random) => {
      const part = worker(stage, random)
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
