import { openAsBlob } from "node:fs"
import { PGlite } from "@electric-sql/pglite"
import { inject } from "vitest"
import { openStore, type Store, storeOver } from "../store.ts"
import { newDatabase } from "./new-database.ts"
import { TEMPLATE } from "./template.ts"

type TestStore = Store & { databaseUrl: string | null }

async function freshPostgres(url: string): Promise<TestStore> {
  const databaseUrl = await newDatabase(url, TEMPLATE)
  return { ...(await openStore({ databaseUrl, dataDir: null })), databaseUrl }
}

/** A new store in memory, as a first start leaves it. */
export async function memoryStore(): Promise<Store> {
  const loadDataDir = await openAsBlob(inject("pgliteTemplate"))
  return storeOver(await PGlite.create({ loadDataDir }))
}

/** A store as a second process has it: with connections of its own where that can be. */
export const asAnotherProcess = async (store: TestStore): Promise<Store> =>
  store.databaseUrl ? openStore({ databaseUrl: store.databaseUrl, dataDir: null }) : store

/** The kinds of store a test runs on: PGlite always, Postgres where the run could start one. */
export const testBackends = (): { name: string; open: () => Promise<TestStore> }[] => {
  const postgresUrl = inject("postgresUrl")
  return [
    {
      name: "PGlite",
      open: async () => ({ ...(await memoryStore()), databaseUrl: null }),
    },
    ...(postgresUrl ? [{ name: "Postgres", open: () => freshPostgres(postgresUrl) }] : []),
  ]
}
