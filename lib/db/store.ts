import "server-only"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { sql } from "drizzle-orm"
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres"
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator"
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core"
import { drizzle as drizzlePglite } from "drizzle-orm/pglite"
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator"
import type { Pool } from "pg"
import { lockFolder } from "./folder-lock.ts"
import { openPool } from "./postgres-pool.ts"

/** A connection or a transaction: every query function takes one. */
export type Db = PgDatabase<PgQueryResultHKT>

/** What pg-boss needs to share the store: the embedded database itself, or an address of its own. */
export type StoreEngine =
  | { kind: "pglite"; pglite: PGlite }
  | { kind: "postgres"; databaseUrl: string; pool: Pool }

export type Store = { db: Db; engine: StoreEngine; close(): Promise<void> }

/** Any number, the same in all processes: whoever holds this advisory lock migrates. */
const MIGRATION_LOCK = 6_243_001

const migrationsFolder = () => join(process.cwd(), "lib/db/migrations")

/** The store in this database, its schema brought up to date. */
export async function storeOver(pglite: PGlite): Promise<Store> {
  const db = drizzlePglite(pglite)
  await migratePglite(db, { migrationsFolder: migrationsFolder() })
  return { db, engine: { kind: "pglite", pglite }, close: () => pglite.close() }
}

async function openPglite(dataDir: string | null): Promise<Store> {
  const folder = dataDir === null ? null : join(dataDir, "store")
  const lock = folder === null ? null : await lockFolder(folder)
  try {
    const pglite = await PGlite.create(folder === null ? {} : { dataDir: join(folder, "pglite") })
    const store = await storeOver(pglite)
    return {
      ...store,
      close: async () => {
        await store.close()
        await lock?.release()
      },
    }
  } catch (error) {
    await lock?.release()
    throw error
  }
}

async function openPostgres(databaseUrl: string, mayBeSilent: boolean): Promise<Store> {
  const pool = openPool(databaseUrl, mayBeSilent ? 0 : undefined)
  const migrator = await pool.connect()
  try {
    const own = drizzlePostgres(migrator)
    await own.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`)
    try {
      await migratePostgres(own, { migrationsFolder: migrationsFolder() })
    } finally {
      await own.execute(sql`select pg_advisory_unlock(${MIGRATION_LOCK})`)
    }
  } finally {
    migrator.release()
  }
  return {
    db: drizzlePostgres(pool),
    engine: { kind: "postgres", databaseUrl, pool },
    close: () => pool.end(),
  }
}

/**
 * Opens Caredesk's own store and brings its schema up to date: Postgres when an address is given, else
 * PGlite in `dataDir` (null: in memory). Throws FolderInUseError when another process has the folder.
 */
export function openStore(config: {
  databaseUrl?: string
  dataDir: string | null
  /** Transactions may stand still for as long as they like: for tests that have them do so. */
  mayBeSilent?: boolean
}): Promise<Store> {
  return config.databaseUrl
    ? openPostgres(config.databaseUrl, config.mayBeSilent ?? false)
    : openPglite(config.dataDir)
}
