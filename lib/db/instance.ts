import "server-only"
import { env, testSwitches } from "#lib/env.ts"
import { type Db, openStore, type Store } from "./store.ts"

// Next bundles a module more than once; the store must be opened once a process.
const holder = globalThis as { caredeskStore?: Promise<Store> }

/** The store of this process, opened at first use. */
export function store(): Promise<Store> {
  holder.caredeskStore ??= openStore({
    databaseUrl: env().DATABASE_URL,
    dataDir: env().DATA_DIR,
    mayBeSilent: testSwitches().awaitPoints !== null,
  }).catch((error) => {
    delete holder.caredeskStore
    throw error
  })
  return holder.caredeskStore
}

/** The database of this process. */
export async function database(): Promise<Db> {
  return (await store()).db
}
