import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { inject } from "vitest"
import { openStore, type Store } from "../store.ts"

type TestStore = Store & { databaseUrl: string | null }

/** Makes an empty database on the server that `url` names; its own address. */
export async function emptyDatabase(url: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`
  const admin = new Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

async function freshPostgres(url: string): Promise<TestStore> {
  const databaseUrl = await emptyDatabase(url)
  return { ...(await openStore({ databaseUrl, dataDir: null })), databaseUrl }
}

/** The kinds of store a test runs on: PGlite always, Postgres where the run could start one. */
export const testBackends = (): { name: string; open: () => Promise<TestStore> }[] => {
  const postgresUrl = inject("postgresUrl")
  return [
    {
      name: "PGlite",
      open: async () => ({ ...(await openStore({ dataDir: null })), databaseUrl: null }),
    },
    ...(postgresUrl ? [{ name: "Postgres", open: () => freshPostgres(postgresUrl) }] : []),
  ]
}
