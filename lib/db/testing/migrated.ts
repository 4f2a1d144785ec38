import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres"
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator"
import { drizzle as drizzlePglite } from "drizzle-orm/pglite"
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator"
import { Pool } from "pg"
import { inject } from "vitest"
import type { Db } from "../store.ts"
import { newDatabase } from "./new-database.ts"

const FOLDER = join(process.cwd(), "lib/db/migrations")

/** A store as an earlier version of Caredesk left it, and what brings it up to date. */
export type OldStore = {
  db: Db
  /** Runs the migrations that are missing, or those up to one of them, by its name. */
  migrate(upTo?: string): Promise<void>
  close(): Promise<void>
}

/** The migrations up to one of them, in a folder of their own. */
async function folderUpTo(tag: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "caredesk-migrations-"))
  await cp(FOLDER, folder, { recursive: true })
  const file = join(folder, "meta/_journal.json")
  const journal = JSON.parse(await readFile(file, "utf8")) as { entries: { tag: string }[] }
  const last = journal.entries.findIndex((entry) => entry.tag === tag)
  if (last === -1) throw new Error(`There is no migration ${tag}`)
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }))
  return folder
}

const migrateBy = (run: (folder: string) => Promise<void>) => async (upTo?: string) => {
  if (upTo === undefined) return run(FOLDER)
  const folder = await folderUpTo(upTo)
  await run(folder).finally(() => rm(folder, { recursive: true, force: true }))
}

async function emptyPglite(): Promise<OldStore> {
  const pglite = await PGlite.create()
  const db = drizzlePglite(pglite)
  return {
    db,
    migrate: migrateBy((migrationsFolder) => migratePglite(db, { migrationsFolder })),
    close: () => pglite.close(),
  }
}

async function emptyPostgres(url: string): Promise<OldStore> {
  const pool = new Pool({ connectionString: await newDatabase(url), max: 1 })
  const db = drizzlePostgres(pool)
  return {
    db,
    migrate: migrateBy((migrationsFolder) => migratePostgres(db, { migrationsFolder })),
    close: () => pool.end(),
  }
}

/** Empty stores without a schema, of each kind that a test runs on. */
export const emptyStores = (): { name: string; open: () => Promise<OldStore> }[] => {
  const postgresUrl = inject("postgresUrl")
  return [
    { name: "PGlite", open: emptyPglite },
    ...(postgresUrl ? [{ name: "Postgres", open: () => emptyPostgres(postgresUrl) }] : []),
  ]
}
