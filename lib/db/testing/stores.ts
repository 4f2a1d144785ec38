import { randomUUID } from "node:crypto"
import { openAsBlob } from "node:fs"
import { PGlite } from "@electric-sql/pglite"
import { Client } from "pg"
import { inject } from "vitest"
import { openStore, type Store, storeOver } from "../store.ts"
import { TEMPLATE } from "./template.ts"

type TestStore = Store & { databaseUrl: string | null }

/** Makes a database on the server that `url` names, empty or as a copy of `template`; its own address. */
export async function newDatabase(url: string, template = "template1"): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`
  const admin = new Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name} template ${template}`)
  await admin.end()
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

async function freshPostgres(url: string): Promise<TestStore> {
  const databaseUrl = await newDatabase(url, TEMPLATE)
  return { ...(await openStore({ databaseUrl, dataDir: null })), databaseUrl }
}

/** A new store in memory, as a first start leaves it. */
export async function memoryStore(): Promise<Store> {
  const loadDataDir = await openAsBlob(inject("pgliteTemplate"))
  return storeOver(await PGlite.create({ loadDataDir }))
}

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
