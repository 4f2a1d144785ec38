import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { openStore, type Store } from "#lib/db/store.ts"
import type { JournalEntry } from "#lib/sandbox/types.ts"
import { startWorkerProcess, type Worker } from "./child.ts"
import { openSandbox } from "./desk.ts"
import { setTestEnv } from "./people.ts"

/** Where a store is that outlives the processes that open it. */
export type Place = { databaseUrl: string } | { dataDir: string }

export async function onPGlite(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), "caredesk-world-"))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  return { dataDir }
}

export const onPostgres =
  (open: () => Promise<Store & { databaseUrl: string | null }>) => async (): Promise<Place> => {
    const { databaseUrl, close } = await open()
    await close()
    return { databaseUrl: databaseUrl ?? "" }
  }

/** A sandbox and a store, and workers in processes of their own. All ends with the test. */
export async function openWorld(makePlace: () => Promise<Place>) {
  setTestEnv()
  const place = await makePlace()
  const world = await openSandbox()
  onTestFinished(() => world.sandbox.close())
  return {
    ...world,
    /** Opens the store for a moment; on PGlite only while no worker runs. */
    async inStore<T>(act: (store: Store) => Promise<T>): Promise<T> {
      const store = await openStore({ databaseUrl: undefined, dataDir: null, ...place })
      return act(store).finally(() => store.close())
    },
    async start(): Promise<Worker> {
      const worker = await startWorkerProcess(world.sandbox.url, place)
      onTestFinished(() => worker.kill())
      return worker
    },
    /** The app's own requests about a contact, in the order of arrival. */
    async fromApp(contactId: string): Promise<JournalEntry[]> {
      return (await world.control.journal()).filter(
        ({ actor, path }) => actor === "app" && path.startsWith(`/contacts/${contactId}`),
      )
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
