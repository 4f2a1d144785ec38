import { cp, mkdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "pg"
import { openStore, type Store } from "#lib/db/store.ts"
import { type Cluster, startCluster } from "#lib/db/testing/cluster.ts"

const DATABASE = "caredesk"

/** Where the desk under test keeps its store, and what can befall it. */
export type StoreUnderTest = {
  kind: "pglite" | "postgres"
  /** Variables that lead app and workers to it. */
  env: Record<string, string>
  /** Opens it for a look; on PGlite only while no process of the desk runs. */
  look<T>(act: (store: Store) => Promise<T>): Promise<T>
  /** Keeps a copy as it stands. On PGlite no process of the desk may run. */
  backUp(): Promise<void>
  /** Puts the copy in its place; no process of the desk may run. */
  restore(): Promise<void>
  /** Sets the database's clock, where that is not the process's own. */
  setClock: ((shiftMs: number) => Promise<void>) | null
  restart: ((mode: "fast" | "immediate") => Promise<void>) | null
  close(): Promise<void>
}

const looker =
  (place: { databaseUrl?: string; dataDir: string | null }) =>
  async <T>(act: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore(place)
    return act(store).finally(() => store.close())
  }

function onPglite(folder: string): StoreUnderTest {
  const dataDir = join(folder, "data")
  const backup = join(folder, "backup")
  return {
    kind: "pglite",
    env: { DATA_DIR: dataDir, DATABASE_URL: "" },
    look: looker({ dataDir }),
    async backUp() {
      await rm(backup, { recursive: true, force: true })
      await cp(dataDir, backup, { recursive: true })
    },
    async restore() {
      await rm(dataDir, { recursive: true, force: true })
      await cp(backup, dataDir, { recursive: true })
    },
    setClock: null,
    restart: null,
    close: async () => {},
  }
}

/**
 * Postgres has no clock of its own that could be set. Functions of its clock's names that come first on
 * the search path do the same for all who ask it for the time in plain SQL.
 */
const CLOCK = [
  "create table if not exists public.test_clock (shift interval not null)",
  "insert into public.test_clock select interval '0' where not exists (select from public.test_clock)",
  `create or replace function public.clock_timestamp() returns timestamptz volatile language sql as
    $$ select pg_catalog.clock_timestamp() + (select shift from public.test_clock) $$`,
  `create or replace function public.now() returns timestamptz stable language sql as
    $$ select pg_catalog.now() + (select shift from public.test_clock) $$`,
  `alter database ${DATABASE} set search_path = public, pg_catalog`,
]

async function onPostgres(folder: string, cluster: Cluster): Promise<StoreUnderTest> {
  const own = new URL(cluster.url)
  own.pathname = `/${DATABASE}`
  const databaseUrl = own.href
  const dump = join(tmpdir(), `caredesk-faults-${process.pid}.dump`)
  const query = async (url: string, texts: string[]) => {
    const client = new Client({ connectionString: url })
    client.on("error", () => {})
    await client.connect()
    try {
      for (const text of texts) await client.query(text)
    } finally {
      await client.end()
    }
  }
  await query(cluster.url, [`create database ${DATABASE}`])
  await query(databaseUrl, CLOCK)
  await mkdir(folder, { recursive: true })
  return {
    kind: "postgres",
    env: { DATABASE_URL: databaseUrl },
    look: looker({ databaseUrl, dataDir: null }),
    async backUp() {
      await rm(dump, { force: true })
      await cluster.program("pg_dump", ["-Fc", "-f", dump, databaseUrl])
    },
    async restore() {
      await query(cluster.url, [
        `drop database ${DATABASE} with (force)`,
        `create database ${DATABASE}`,
      ])
      await cluster.program("pg_restore", ["-d", databaseUrl, dump])
      await query(databaseUrl, CLOCK)
    },
    setClock: (shiftMs) =>
      query(databaseUrl, [
        `update public.test_clock set shift = ${Math.trunc(shiftMs)} * interval '1 millisecond'`,
      ]),
    restart: cluster.restart,
    async close() {
      await rm(dump, { force: true })
      await cluster.close()
    },
  }
}

/** Makes a store in a folder; null where Postgres is asked for and not installed. */
export async function makeStore(
  kind: "pglite" | "postgres",
  folder: string,
): Promise<StoreUnderTest | null> {
  if (kind === "pglite") return onPglite(folder)
  const cluster = await startCluster()
  return cluster && onPostgres(folder, cluster)
}
