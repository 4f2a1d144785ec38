import { writeFile } from "node:fs/promises"
import { Client } from "pg"
import { openQueue } from "#lib/changes/engine/queue.ts"
import { openStore, type Store } from "../store.ts"
import { TEMPLATE } from "./template.ts"

const [file, postgresUrl] = process.argv.slice(2)
if (!file) throw new Error("Name the file that the PGlite goes into")

/** Brings a store to where a first start of Caredesk leaves it. */
async function started(store: Store): Promise<Store> {
  const queue = await openQueue(store.engine)
  await queue.stop()
  return store
}

const memory = await started(await openStore({ dataDir: null }))
if (memory.engine.kind !== "pglite") throw new Error("A store in memory is PGlite's")
await writeFile(file, (await memory.engine.pglite.dumpDataDir("none")).stream())
await memory.close()

if (postgresUrl) {
  const admin = new Client({ connectionString: postgresUrl })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  const own = new URL(postgresUrl)
  own.pathname = `/${TEMPLATE}`
  const store = await started(await openStore({ databaseUrl: own.href, dataDir: null }))
  await store.close()
}
