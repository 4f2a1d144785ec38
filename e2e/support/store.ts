import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { Client } from "pg"
import { newDatabase } from "#lib/db/testing/new-database.ts"
import { TEMPLATE } from "#lib/db/testing/template.ts"

/** Variables by which the workers learn of the run's Postgres, where there is one, and of a PGlite to copy. */
export const POSTGRES_URL = "E2E_POSTGRES_URL"
export const PGLITE_TEMPLATE = "E2E_PGLITE_TEMPLATE"

/**
 * What an app under test keeps its store in. `any`: Postgres where one is installed, which answers in a
 * fraction of the time, else PGlite. `pglite`: as a first start leaves it. `new`: PGlite, not made yet.
 */
export type StoreKind = "any" | "pglite" | "new"

export type Queries = {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>
}

/** The store of one app under test. */
export type DeskStore = {
  /** Variables that lead the app to it. */
  env: Record<string, string>
  /** Opens it for a look or a change; no process of the app may run. */
  open<T>(act: (store: Queries) => Promise<T>): Promise<T>
  remove(): Promise<void>
}

async function onPostgres(url: string): Promise<DeskStore> {
  const databaseUrl = await newDatabase(url, TEMPLATE)
  return {
    env: { DATABASE_URL: databaseUrl },
    async open(act) {
      const client = new Client({ connectionString: databaseUrl })
      await client.connect()
      return act({
        query: async (text, values) => ({ rows: (await client.query(text, values)).rows }),
      }).finally(() => client.end())
    },
    // The cluster goes with the run.
    remove: async () => {},
  }
}

async function onPglite(template: string | null): Promise<DeskStore> {
  const dataDir = await mkdtemp(join(tmpdir(), "caredesk-e2e-"))
  const folder = join(dataDir, "store", "pglite")
  if (template) {
    await mkdir(folder, { recursive: true })
    const [code] = await once(spawn("tar", ["-xf", template, "-C", folder]), "exit")
    if (code !== 0) throw new Error("The store that an app begins with could not be unpacked")
  }
  return {
    env: { DATA_DIR: dataDir },
    async open(act) {
      const pglite = await PGlite.create(folder)
      return act(pglite).finally(() => pglite.close())
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  }
}

/** Makes the store of an app under test. */
export function makeStore(kind: StoreKind): Promise<DeskStore> {
  const url = process.env[POSTGRES_URL]
  if (kind === "any" && url) return onPostgres(url)
  return onPglite(kind === "new" ? null : (process.env[PGLITE_TEMPLATE] ?? null))
}
