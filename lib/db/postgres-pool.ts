import "server-only"
import { Pool, type PoolClient } from "pg"

/**
 * How long a query may wait for a connection: for a Postgres that says nothing, or for one of ten that
 * others hold. Well above what a burst of work keeps them for, as also work that waits in line fails then.
 */
const CONNECT_MS = 10_000

/** How long whoever holds a dead connection may take to notice; its next query fails at once. */
const NOTICE_MS = 2_000

/**
 * How long a transaction may be silent. None of ours waits for anything but its own queries, so whoever is
 * silent for longer stands still or is cut off, and Postgres takes its locks away from it. Longer than a
 * lease, so that a process which was merely slow has lost its change by then anyhow.
 */
const SILENT_MS = 30_000

/**
 * Connections to Postgres that may die at any moment, such as when the server restarts. Without a
 * listener, a connection that dies while a transaction holds it would end the process. And the query
 * builder never lets go of one that dies at its very BEGIN: ten such, and every query would wait for ever.
 * `silentMs`: how long a transaction may be silent before Postgres ends it, 0 for as long as it likes.
 */
export function openPool(databaseUrl: string, silentMs = SILENT_MS): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: silentMs,
  })
  const held = new Set<PoolClient>()
  pool.on("acquire", (client) => held.add(client))
  pool.on("release", (_, client) => held.delete(client))
  pool.on("connect", (client) => {
    client.on("error", () => {
      setTimeout(() => {
        if (held.has(client)) client.release(true)
      }, NOTICE_MS).unref()
    })
  })
  // An idle connection that Postgres drops is replaced at the next query.
  pool.on("error", () => {})
  return pool
}
