import { sql } from "drizzle-orm"
import { Client } from "pg"
import { expect, inject, onTestFinished, test } from "vitest"
import { testBackends } from "./testing/stores.ts"

const postgresUrl = inject("postgresUrl")
const postgres = testBackends().filter(({ name }) => name === "Postgres")

/** Ends every connection to this database, as a restart of the server does. */
async function endConnections(databaseUrl: string): Promise<void> {
  const admin = new Client({ connectionString: postgresUrl ?? "" })
  await admin.connect()
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    new URL(databaseUrl).pathname.slice(1),
  ])
  await admin.end()
}

// A connection that ends unheard ends the process: Vitest would report it.
test.each(postgres)(
  "a $name that restarts costs what was under way, and nothing more",
  async ({ open }) => {
    const store = await open()
    const { db, databaseUrl } = store
    for (let round = 0; round < 3; round++) {
      const inTransaction = Array.from({ length: 5 }, () =>
        db.transaction(async (tx) => {
          await tx.execute(sql`select 1`)
          await new Promise((resolve) => setTimeout(resolve, 300))
          await tx.execute(sql`select 1`)
        }),
      )
      const settled = Promise.allSettled(inTransaction)
      await new Promise((resolve) => setTimeout(resolve, 100))
      await endConnections(databaseUrl ?? "")
      // At once, before the pool has heard of it.
      await Promise.allSettled(
        Array.from({ length: 12 }, () => db.transaction((tx) => tx.execute(sql`select 1`))),
      )
      await settled
    }
    await db.execute(sql`select 1`)
    await store.close()
  },
)

test.each(postgres)(
  "a $name connection that dies before its transaction begins is let go of",
  async ({ open }) => {
    const store = await open()
    const { db, engine, databaseUrl } = store
    if (engine.kind !== "postgres") throw new Error("This is no Postgres")
    // Every connection is handed out, dies unheard, and is then asked to begin.
    const { pool } = engine
    const connect = pool.connect.bind(pool)
    const dying = async () => {
      const client = await connect()
      await endConnections(databaseUrl ?? "")
      return client
    }
    for (let n = 0; n < 10; n++) {
      Object.assign(pool, { connect: dying })
      await db.transaction((tx) => tx.execute(sql`select 1`)).catch(() => {})
      Object.assign(pool, { connect })
    }
    await db.execute(sql`select 1`)
    await store.close()
  },
  30_000,
)

test.each(postgres)(
  "a $name transaction whose process says nothing more gives its locks back",
  async ({ open }) => {
    const store = await open()
    const { db, engine } = store
    if (engine.kind !== "postgres") throw new Error("This is no Postgres")
    onTestFinished(() => store.close())
    const [shown] = (await engine.pool.query("show idle_in_transaction_session_timeout")).rows
    expect(shown).toEqual({ idle_in_transaction_session_timeout: "30s" })

    await db.execute(sql`create table kept (id int)`)
    await db.execute(sql`insert into kept values (1)`)
    const over = Promise.withResolvers<void>()
    const locked = Promise.withResolvers<void>()
    const silent = db.transaction(async (tx) => {
      // As above, for a test that is not to last as long.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 500`)
      await tx.execute(sql`update kept set id = 2`)
      locked.resolve()
      await over.promise
      await tx.execute(sql`update kept set id = 3`)
    })
    const ended = expect(silent).rejects.toThrow()
    await locked.promise
    await db.execute(sql`update kept set id = id + 10`)
    over.resolve()
    await ended
    expect((await engine.pool.query("select id from kept")).rows).toEqual([{ id: 11 }])
  },
  30_000,
)
